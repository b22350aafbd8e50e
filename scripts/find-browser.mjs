// Finds a Chromium for the browser tests without downloading one: E2E_BROWSER, the one in npm's @sparticuz/chromium
// (Linux x64), else one that is installed.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const CACHE = path.resolve(import.meta.dirname, '../node_modules/.cache/slotkeeper')

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** @typedef {{ ok: true, path: string, env: Record<string, string> } | { ok: false, reason: string }} BrowserFound */

/**
 * The browser's binary and the environment that it needs. Unpacks npm's Chromium the first time (about a second).
 * @returns {Promise<BrowserFound>}
 */
export async function findBrowser() {
  const given = process.env.E2E_BROWSER
  if (given) {
    if (existsSync(given)) return { ok: true, path: given, env: {} }
    return { ok: false, reason: `E2E_BROWSER names no file: ${given}` }
  }
  if (process.platform === 'linux' && process.arch === 'x64') return fromNpm()
  const installed = INSTALLED.find((file) => existsSync(file))
  if (installed !== undefined) return { ok: true, path: installed, env: {} }
  return { ok: false, reason: 'no Chromium or Chrome found; name one with E2E_BROWSER=PATH' }
}

/** @returns {Promise<BrowserFound>} */
async function fromNpm() {
  const bin = packageBin()
  const folder = path.join(CACHE, `chromium-${packageKey(bin)}`)
  if (!existsSync(folder)) await unpack(bin, folder)
  const libraries = [process.env.LD_LIBRARY_PATH, path.join(folder, 'al2023/lib')].filter(Boolean).join(':')
  return {
    ok: true,
    path: path.join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: path.join(folder, 'fonts/fonts.conf') },
  }
}

/** The package's folder of archives; how deep its entry lies differs from version to version. */
function packageBin() {
  let folder = path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'))
  while (!existsSync(path.join(folder, 'bin/chromium.br'))) {
    if (path.dirname(folder) === folder) throw new Error('@sparticuz/chromium has no bin/chromium.br')
    folder = path.dirname(folder)
  }
  return path.join(folder, 'bin')
}

/** @param {string} bin */
function packageKey(bin) {
  const manifest = readFileSync(path.join(bin, '../package.json'))
  return createHash('sha256').update(manifest).digest('hex').slice(0, 12)
}

/**
 * The package unpacks into the temporary folder and takes whatever lies there for its own, so it gets a fresh one in a
 * process of its own. al2023 holds the libraries that a bare Linux lacks.
 * @param {string} bin
 * @param {string} folder
 */
async function unpack(bin, folder) {
  await mkdir(CACHE, { recursive: true })
  const work = await mkdtemp(path.join(CACHE, 'unpacking-'))
  const program = `
    import chromium, { inflate } from '@sparticuz/chromium'
    await chromium.executablePath()
    await inflate(${JSON.stringify(path.join(bin, 'al2023.tar.br'))})`
  try {
    const env = { ...process.env, TMPDIR: work }
    await run(process.execPath, ['--input-type=module', '--eval', program], { cwd: import.meta.dirname, env })
    await writeFile(path.join(work, 'fonts/fonts.conf'), FONTS_CONF)
    await rename(work, folder)
  } catch (error) {
    // Another run was first; its folder is complete, because it too came by rename.
    if (!existsSync(folder)) throw error
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** The package's own file names one fixed folder: without this one nothing is drawn on a machine that has no fonts. */
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`
