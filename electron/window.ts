import { BrowserWindow, nativeTheme, screen } from 'electron'
import { fitBounds, readWindowState, SMALLEST, writeWindowState } from './window-state'

/** The console's `--page` colours, so that nothing flashes before it has painted. */
const BACKGROUND = { light: '#f4f6f8', dark: '#12161c' }

/** Opens the console's window where it was last time, and shows it once it has something to show. */
export function openWindow(options: { preload: string; stateFile: string }): BrowserWindow {
  const saved = readWindowState(options.stateFile)
  const primary = screen.getPrimaryDisplay().workArea
  const others = screen.getAllDisplays().map((display) => display.workArea)
  const window = new BrowserWindow({
    ...fitBounds(saved?.bounds ?? null, [primary, ...others]),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Slotkeeper',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Its dictionaries would be downloaded from a foreign server.
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => {
    if (saved?.maximized) window.maximize()
    window.show()
  })
  window.once('close', () => {
    writeWindowState(options.stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() })
  })
  return window
}

/** Brings a window to the front, wherever the operator left it. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
