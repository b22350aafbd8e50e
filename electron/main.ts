import { mkdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {
  app,
  dialog,
  ipcMain,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
  type BrowserWindow,
} from 'electron'
import type { Log } from '../core/context'
import type { Slotkeeper } from '../core/slotkeeper'
import { defaultDataFolder } from '../host/data-folder'
import { readOptions, type HostOptions } from '../host/options'
import { takeSecretKey } from '../host/secrets'
import { startCore } from '../host/start-core'
import { explainStartFailure } from '../host/start-failure'
import { CANNOT_START_URL, cannotStartPage } from './cannot-start-page'
import { eventChannel } from './channels'
import { registerCalls } from './ipc'
import { openLog } from './log'
import { setMenu } from './menu'
import { guardNavigation } from './navigation'
import { APP_SCHEME, pageAddress } from './page'
import { denyPermissions } from './permissions'
import { pageHandler } from './protocol'
import { stopBeforeQuit } from './quit'
import { openOutside } from './safe-shell'
import { openDesktopSecrets } from './secrets'
import { isOnlyInstance } from './single-instance'
import { catchUpOnWake } from './wake'
import { focusWindow, openWindow } from './window'

const RENDERER = path.resolve(import.meta.dirname, '../renderer')
const PRELOAD = path.resolve(import.meta.dirname, '../preload/preload.cjs')

// Electron takes this only before it is ready.
protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
])

const read = readOptions(process.argv.slice(1), { others: 'allowed' })
if (read.ok) {
  run(read.options)
} else {
  dialog.showErrorBox('Slotkeeper cannot start', read.message)
  app.exit(1)
}

/** One app per data folder: a second start brings the first one's window to the front and ends. */
function run(options: HostOptions): void {
  const folder = placeData(options.data)
  let window: BrowserWindow | null = null
  if (!isOnlyInstance(app, () => window && focusWindow(window))) {
    app.quit()
    return
  }

  const userData = app.getPath('userData')
  const log = openLog(path.join(userData, 'logs'))
  const page = pageAddress(process.env['VITE_DEV_SERVER_URL'], app.isPackaged)
  const madePages = new Map<string, string>()
  let address = page.url

  const showWindow = (): void => {
    const opened = openWindow({ preload: PRELOAD, stateFile: path.join(userData, 'window.json') })
    opened.once('closed', () => (window = null))
    window = opened
    load(opened, address, log)
  }
  const showFailure = (error: unknown): void => {
    log.error('start.failed', { error })
    address = CANNOT_START_URL
    madePages.set(address, cannotStartPage(explainStartFailure(error, folder), folder))
    if (window) load(window, address, log)
  }

  app.on('web-contents-created', (_event, contents) => {
    guardNavigation(contents, page, (url) => void openOutside(url, shell, log), log)
    contents.on('render-process-gone', (_gone, { reason }) => log.error('page.gone', { reason }))
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })

  void app.whenReady().then(() => {
    denyPermissions(session.defaultSession)
    protocol.handle(APP_SCHEME, pageHandler(RENDERER, madePages))
    setMenu(process.platform, app.isPackaged)

    const core = openCore(options, folder, log)
    registerCalls(ipcMain, {
      origin: page.origin,
      mainFrame: () => window?.webContents.mainFrame ?? null,
      call: async (method, request) => (await core).api.call(method, request),
      onFailure: (method, error) => {
        log.error('call.failed', { method, error })
        return { ok: false, error: { code: 'internal', message: explainStartFailure(error, folder) } }
      },
    })
    stopBeforeQuit(app, () => stopCore(core, log))
    core.then(
      ({ api }) => api.listen((event, payload) => window?.webContents.send(eventChannel(event), payload)),
      showFailure,
    )
    catchUpOnWake(powerMonitor, core, log)
    showWindow()
    app.on('activate', () => {
      if (!window) showWindow()
    })
  })
}

/**
 * The data folder, by default the same that the app uses without a window. With one of the operator's choice, Electron's
 * own files go into it too, so that each folder has its own single-instance lock.
 */
function placeData(chosen: string | null): string {
  if (chosen === null) return defaultDataFolder(process.platform, process.env, os.homedir())
  try {
    const own = path.join(chosen, 'desktop')
    mkdirSync(own, { recursive: true, mode: 0o700 })
    if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', own)
  } catch {
    // The core cannot use that folder either, and says why on a page of its own.
  }
  return chosen
}

async function openCore(options: HostOptions, folder: string, log: Log): Promise<Slotkeeper> {
  const passphrase = takeSecretKey(process.env)
  const secrets = await openDesktopSecrets(safeStorage, process.platform, { folder, passphrase, log })
  return startCore(options, { folder, secrets, log })
}

async function stopCore(core: Promise<Slotkeeper>, log: Log): Promise<void> {
  try {
    await (await core.catch(() => null))?.stop()
  } catch (error) {
    log.error('stop.failed', { error })
  }
}

function load(window: BrowserWindow, address: string, log: Log): void {
  // A load that another one replaces is aborted, which Electron reports as a failure.
  window.loadURL(address).catch((error: unknown) => log.warn('page.not_loaded', { address, error }))
}
