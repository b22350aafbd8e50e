import type { Log } from '../core/context'
import type { PageAddress } from './page'

interface Navigation {
  url: string
  isMainFrame: boolean
  preventDefault(): void
}

/** A page's contents as far as its ways out are concerned. */
export interface NavigatingContents {
  on(
    event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect',
    listener: (event: Navigation) => void,
  ): unknown
  on(event: 'will-attach-webview', listener: (event: { preventDefault(): void }) => void): unknown
  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' }): void
}

/**
 * Keeps a page where it is: no navigation, redirect, frame, webview or new window. The page may load itself again. A link
 * that asks for a new window is offered to the operator's browser.
 */
export function guardNavigation(
  contents: NavigatingContents,
  page: PageAddress,
  openOutside: (url: string) => void,
  log: Log,
): void {
  const leaves = (event: Navigation): boolean => !event.isMainFrame || withoutFragment(event.url) !== page.url
  contents.on('will-navigate', (event) => {
    if (leaves(event)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!leaves(event)) return
    event.preventDefault()
    log.warn('navigation.refused', {
      protocol: URL.canParse(event.url) ? new URL(event.url).protocol : 'none',
    })
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url)
    return { action: 'deny' }
  })
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '')
}
