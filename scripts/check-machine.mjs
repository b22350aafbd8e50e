// What the end-to-end tests need from the machine, and what it lacks.
//
//   node scripts/check-machine.mjs               says what is lacking and what installs it; exit code 1 when CI is set
//   node scripts/check-machine.mjs --packages    the Debian packages that are needed and not installed, and nothing else
import { spawnSync } from 'node:child_process'
import { findBrowser } from './find-browser.mjs'
import { findElectron, hasDisplay } from './find-electron.mjs'

/**
 * What a bare Debian 12 lacks: unzip for the runtime from npm, Electron's libraries, a display for it, and OpenSSH for a
 * real tunnel.
 */
const DEBIAN_PACKAGES = [
  'unzip',
  'libasound2',
  'libatk-bridge2.0-0',
  'libcups2',
  'libdrm2',
  'libgbm1',
  'libgtk-3-0',
  'libnotify4',
  'libnss3',
  'libsecret-1-0',
  'libxkbcommon0',
  'libxss1',
  'libxtst6',
  'openssh-client',
  'openssh-server',
  'openssl',
  'procps',
  'xvfb',
]

/**
 * @typedef {object} Machine
 * @property {string | null} electron path of the runtime's binary
 * @property {{ path: string, env: Record<string, string> } | null} browser
 * @property {Record<'electron' | 'browser', string[]>} lacks why tests of this kind cannot run; empty when they can
 */

/**
 * Looks for what the tests against Electron and against the browser door need. May fetch an Electron runtime.
 * @returns {Promise<Machine>}
 */
export async function checkMachine() {
  const electron = await findElectron()
  const browser = await findBrowser()
  const libraries = electron.ok ? missingLibraries(electron.path) : []
  /** @type {Machine['lacks']} */
  const lacks = { electron: [], browser: [] }
  if (!electron.ok) lacks.electron.push(electron.reason)
  if (libraries.length > 0) lacks.electron.push(`shared libraries are missing: ${libraries.join(', ')}`)
  if (!hasDisplay() && !hasProgram('Xvfb')) lacks.electron.push('neither a display nor Xvfb')
  if (!browser.ok) lacks.browser.push(browser.reason)
  return { electron: electron.ok ? electron.path : null, browser: browser.ok ? browser : null, lacks }
}

/**
 * One sentence for each thing that is lacking, the last one naming the command that installs it; empty when all is there.
 * @param {Machine} machine
 */
export function sayLacks(machine) {
  const sentences = Object.entries(machine.lacks).flatMap(([kind, reasons]) =>
    reasons.map((reason) => `The ${kind} tests cannot run: ${reason}.`),
  )
  const command = machine.lacks.electron.length > 0 ? installCommand() : null
  return command === null ? sentences : [...sentences, command]
}

/**
 * The shared libraries that a binary needs and this machine lacks (Linux; empty elsewhere).
 * @param {string} binary
 */
export function missingLibraries(binary) {
  if (process.platform !== 'linux') return []
  const ldd = spawnSync('ldd', [binary], { encoding: 'utf8' })
  if (ldd.error) return []
  return [...ldd.stdout.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1])
}

/** How to install the Debian packages that Electron needs and this machine lacks; null when none, or no dpkg to ask. */
export function installCommand() {
  const packages = missingPackages()
  if (packages.length === 0) return null
  return `On Debian 12 this installs what is missing: apt-get install -y --no-install-recommends ${packages.join(' ')}`
}

/** Empty where there is no dpkg. */
function missingPackages() {
  const query = spawnSync(
    'dpkg-query',
    ['-W', '-f', '${Package} ${db:Status-Status}\n', ...DEBIAN_PACKAGES],
    {
      encoding: 'utf8',
    },
  )
  if (query.error) return []
  const installed = new Set(query.stdout.split('\n').filter((line) => line.endsWith(' installed')))
  return DEBIAN_PACKAGES.filter((name) => !installed.has(`${name} installed`))
}

/** @param {string} name */
function hasProgram(name) {
  return !spawnSync(name, ['-help'], { stdio: 'ignore' }).error
}

async function main() {
  if (process.argv.includes('--packages')) {
    console.log(missingPackages().join(' '))
    return
  }
  const sentences = sayLacks(await checkMachine())
  for (const sentence of sentences) console.log(sentence)
  if (sentences.length === 0) console.log('This machine has what the tests need.')
  else if (process.env.CI) process.exitCode = 1
}

if (process.argv[1] === import.meta.filename) await main()
