// npm start: builds, then opens the app in Electron, or says why it cannot and serves the console in a browser.
// Arguments go to the app, as in: npm start -- --data DIR
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createBuilder } from 'vite'
import { installCommand, missingLibraries } from './check-machine.mjs'
import { electronArgs, findElectron, hasDisplay } from './find-electron.mjs'

const ROOT = path.resolve(import.meta.dirname, '..')
/** Electron that fails within this time never showed a window: a library, the sandbox or the display is not there. */
const EARLY_MS = 5000

const args = process.argv.slice(2)
await build()
const reason = await openWindow()
console.log(`No window: ${reason}. Serving the console in a browser instead.`)
const headless = await run(process.execPath, [path.join(ROOT, 'dist/node/headless.js'), ...args])
process.exit(headless.code)

async function build() {
  const builder = await createBuilder({ configFile: path.join(ROOT, 'vite.config.ts'), logLevel: 'warn' })
  await builder.buildApp()
}

/** Runs the app in Electron and ends this process with it. Returns only when no window came up, with the reason. */
async function openWindow() {
  if (!hasDisplay()) return 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)'
  const electron = await findElectron()
  if (!electron.ok) return electron.reason
  const ended = await run(electron.path, electronArgs(args))
  if (!ended.early) process.exit(ended.code)
  const libraries = missingLibraries(electron.path)
  if (libraries.length === 0) return `Electron did not start (${ended.how})`
  const command = installCommand()
  return `Electron lacks ${libraries.join(', ')}${command === null ? '' : ` (${command})`}`
}

/**
 * Runs a program until it ends, passing on what is to stop this one.
 * @param {string} program
 * @param {string[]} programArgs
 * @returns {Promise<{ code: number, early: boolean, how: string }>}
 */
function run(program, programArgs) {
  const started = performance.now()
  return new Promise((resolve) => {
    const child = spawn(program, programArgs, { stdio: 'inherit' })
    let stopping = false
    /** @param {NodeJS.Signals} signal */
    const stop = (signal) => {
      stopping = true
      // A terminal has sent its interrupt to the child as well.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    process.on('SIGINT', stop).on('SIGTERM', stop)
    /** @param {number} code @param {string} how */
    const end = (code, how) => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      resolve({ code, how, early: code !== 0 && !stopping && performance.now() - started < EARLY_MS })
    }
    child.once('error', (error) => {
      end(1, error.message)
    })
    child.once('exit', (code, signal) => {
      end(code ?? 1, signal ?? `exit code ${code}`)
    })
  })
}
