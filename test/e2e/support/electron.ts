import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import path from 'node:path'
import { findElectron } from '../../../scripts/find-electron.mjs'
import { dataFolder } from './data-folder'

const ROOT = path.resolve(import.meta.dirname, '../../..')
const CLOSE_MS = 10_000

export interface Desktop {
  app: ElectronApplication
  window: Page
  /** The data folder that the app runs on. */
  data: string
  /** Quits the app and deletes the data folder unless it was given. */
  close: () => Promise<void>
}

export interface DesktopOptions {
  /** A data folder to run on; without it the app gets a fresh one. */
  data?: string
  /** More arguments for the app. */
  args?: string[]
  /** More environment variables for the app. */
  env?: Record<string, string>
}

/** Starts the built app in Electron, its receiver on a free port, and waits for its first window to have loaded. */
export async function launchDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const electron = await findElectron()
  if (!electron.ok) throw new Error(electron.reason)
  const { data, remove } = await dataFolder(options.data)
  const app = await _electron.launch({
    executablePath: electron.path,
    cwd: ROOT,
    args: [ROOT, `--data=${data}`, '--webhook-port=0', ...(options.args ?? [])],
    env: { ...process.env, ...options.env } as Record<string, string>,
  })
  const close = async (): Promise<void> => {
    await quit(app)
    await remove()
  }
  try {
    const window = await app.firstWindow()
    await window.waitForLoadState()
    return { app, window, data, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** An app that does not quit in time is killed, and the test that left it so fails. */
async function quit(app: ElectronApplication): Promise<void> {
  const running = app.process()
  const timer = setTimeout(() => running.kill('SIGKILL'), CLOSE_MS)
  await app.close()
  clearTimeout(timer)
  if (running.signalCode === 'SIGKILL')
    throw new Error(`The app did not quit within ${String(CLOSE_MS / 1000)} s.`)
}
