// npm run dev: the renderer on Vite's dev server, main process and preload rebuilt on change, Electron restarted.
// Without Electron or a display: the headless host restarted, and the renderer rebuilt for a reload by hand.
// Arguments go to the app, as in: npm run dev -- --data DIR
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createBuilder, createServer } from 'vite'
import { electronArgs, findElectron, hasDisplay } from './find-electron.mjs'

const ROOT = path.resolve(import.meta.dirname, '..')
/** A burst of finished builds makes one restart. */
const SETTLE_MS = 100

const args = process.argv.slice(2)
const vite = { configFile: path.join(ROOT, 'vite.config.ts'), mode: 'development' }

/** @typedef {{ program: string, args: string[], env: Record<string, string>, builds: string[] }} Door */

const door = await chooseDoor()
/** @type {import('node:child_process').ChildProcess | undefined} */
let app
/** @type {NodeJS.Timeout | undefined} */
let restarting
/** @type {Set<string>} */
const built = new Set()

process.on('SIGINT', () => void stop()).on('SIGTERM', () => void stop())
const builder = await createBuilder({ ...vite, logLevel: 'warn' })
for (const name of door.builds) await watch(builder.environments[name])

/** @returns {Promise<Door>} */
async function chooseDoor() {
  const electron = hasDisplay() ? await findElectron() : { ok: false, reason: 'there is no display' }
  if (!('path' in electron)) {
    console.log(`No window: ${electron.reason}. Serving the console in a browser instead.`)
    const host = path.join(ROOT, 'dist/node/headless.js')
    return { program: process.execPath, args: [host, ...args], env: {}, builds: ['client', 'node'] }
  }
  const server = await createServer(vite)
  await server.listen()
  const [url] = server.resolvedUrls?.local ?? []
  if (url === undefined) throw new Error('The dev server has no local address.')
  console.log(`The renderer is served at ${url}`)
  return {
    program: electron.path,
    args: electronArgs(args),
    env: { VITE_DEV_SERVER_URL: url },
    builds: ['preload', 'node'],
  }
}

/** Builds an environment, and again whenever its files change. @param {import('vite').BuildEnvironment | undefined} environment */
async function watch(environment) {
  if (environment === undefined) throw new Error('vite.config.ts lacks an environment.')
  environment.config.build.watch = {}
  const watcher = await builder.build(environment)
  if (!('on' in watcher)) throw new Error(`The build of ${environment.name} is not watched.`)
  watcher.on('event', (event) => {
    if (event.code === 'ERROR') console.error(event.error.message)
    if (event.code === 'END') onBuilt(environment.name)
  })
}

/** The app starts when all is built once; a changed renderer alone needs no restart. @param {string} name */
function onBuilt(name) {
  const first = !built.has(name)
  built.add(name)
  if (built.size < door.builds.length || (name === 'client' && !first)) return
  clearTimeout(restarting)
  restarting = setTimeout(() => void restart(), SETTLE_MS)
}

async function restart() {
  await end()
  app = spawn(door.program, door.args, { stdio: 'inherit', env: { ...process.env, ...door.env } })
}

/** The data folder is free for the next one only when this one has ended. */
async function end() {
  if (app === undefined || app.exitCode !== null || app.signalCode !== null) return
  const ended = once(app, 'exit')
  app.kill()
  await ended
}

async function stop() {
  clearTimeout(restarting)
  await end()
  process.exit(0)
}
