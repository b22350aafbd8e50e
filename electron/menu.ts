import { Menu, type MenuItemConstructorOptions } from 'electron'

/** The few menus that an operator expects: editing, zoom, window. Reload and developer tools come while developing only. */
export function setMenu(platform: NodeJS.Platform, isPackaged: boolean): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ]
  const developing: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { role: platform === 'darwin' ? 'appMenu' : 'fileMenu' },
      { role: 'editMenu' },
      { label: 'View', submenu: isPackaged ? view : [...view, ...developing] },
      { role: 'windowMenu' },
    ]),
  )
}
