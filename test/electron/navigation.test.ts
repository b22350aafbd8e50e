import { expect, test } from 'vitest'
import { guardNavigation, type NavigatingContents } from '../../electron/navigation'
import { ownPage, pageAddress } from '../../electron/page'

interface Happening {
  url: string
  isMainFrame: boolean
  preventDefault(): void
}

/** A page's contents that a test can send somewhere. */
function guarded(page = ownPage) {
  const listeners = new Map<string, (event: Happening) => void>()
  let openWindow: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })
  const contents: NavigatingContents = {
    on: (event: string, listener: (event: Happening) => void) => listeners.set(event, listener),
    setWindowOpenHandler: (handler) => (openWindow = handler),
  }
  const outside: string[] = []
  const logged: string[] = []
  const note = (event: string, facts?: unknown): void => void logged.push(`${event} ${JSON.stringify(facts)}`)
  guardNavigation(contents, page, (url) => outside.push(url), { info: note, warn: note, error: note })
  const isPrevented = (event: string, url: string, isMainFrame = true): boolean => {
    let prevented = false
    listeners.get(event)?.({ url, isMainFrame, preventDefault: () => (prevented = true) })
    return prevented
  }
  return { outside, logged, isPrevented, openWindow: (url: string) => openWindow({ url }) }
}

const foreign = [
  'https://example.com/',
  'https://calendly.com/',
  'http://127.0.0.1/',
  'file:///etc/passwd',
  'javascript:1',
  'data:text/html,1',
  'app://slotkeeper.example.com/',
  'app://slotkeeper@example.com/',
  'app://other/',
  'app://slotkeeper/cannot-start',
  'app://slotkeeper/?next=app://slotkeeper/',
  'https://example.com/#app://slotkeeper/',
  '',
]

/** @promise security: The app’s page goes to no other address, by link, frame or redirect. */
test.each(foreign)('the page does not go to %j, by link, frame or redirect', (url) => {
  const page = guarded()
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    expect(page.isPrevented(event, url)).toBe(true)
    expect(page.isPrevented(event, url, false)).toBe(true)
  }
})

test('the page may load itself again, but not into a frame, and nothing redirects to it', () => {
  const page = guarded()
  for (const url of ['app://slotkeeper/', 'app://slotkeeper/#leads']) {
    expect(page.isPrevented('will-navigate', url)).toBe(false)
    expect(page.isPrevented('will-frame-navigate', url)).toBe(false)
    expect(page.isPrevented('will-frame-navigate', url, false)).toBe(true)
    expect(page.isPrevented('will-redirect', url)).toBe(true)
  }
})

test('no window opens; its address is offered to the check for outside addresses', () => {
  const page = guarded()
  for (const url of foreign) expect(page.openWindow(url)).toEqual({ action: 'deny' })
  expect(page.outside).toEqual(foreign)
})

test('no webview is attached', () => {
  expect(guarded().isPrevented('will-attach-webview', '')).toBe(true)
})

test('a refusal is logged once, without the address', () => {
  const page = guarded()
  page.isPrevented('will-navigate', 'https://example.com/?token=secret')
  page.isPrevented('will-frame-navigate', 'https://example.com/?token=secret')
  expect(page.logged).toEqual(['navigation.refused {"protocol":"https:"}'])
})

test('while developing, the page is the one of the development server on this machine', () => {
  expect(pageAddress('http://localhost:5173/', false)).toEqual({
    url: 'http://localhost:5173/',
    origin: 'http://localhost:5173',
  })
  expect(
    guarded(pageAddress('http://localhost:5173', false)).isPrevented(
      'will-navigate',
      'http://localhost:5173/',
    ),
  ).toBe(false)
})

test.each<[string | undefined, boolean]>([
  [undefined, false],
  ['', false],
  ['not an address', false],
  ['https://example.com/', false],
  ['http://localhost.example.com/', false],
  ['file:///tmp/index.html', false],
  ['http://localhost:5173/', true],
])('with the development server %j and packaged %j the page is our own', (devServer, isPackaged) => {
  expect(pageAddress(devServer, isPackaged)).toEqual(ownPage)
})
