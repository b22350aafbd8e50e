import { notifications } from '@mantine/notifications'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, vi } from 'vitest'
import { App } from '../../../renderer/app'
import { bridgeClient } from '../../../renderer/client'
import { createConsole, type Console } from '../../../renderer/state/console'
import { fakeBridge, type FakeBridge, type FakeOptions } from './fake-bridge'

/** What jsdom does not have: a layout, and the observers of one. Every element is 1000 by 640 here. */
function standInForLayout(): void {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => {},
    removeEventListener: () => {},
    addListener: () => {},
    removeListener: () => {},
  }))
  for (const [name, value] of [
    ['offsetHeight', 640],
    ['clientHeight', 640],
    ['offsetWidth', 1000],
  ] as const) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value })
  }
  HTMLElement.prototype.scrollTo = function scrollTo(this: HTMLElement, options?: ScrollToOptions | number) {
    this.scrollTop = typeof options === 'object' ? (options.top ?? 0) : 0
    this.dispatchEvent(new Event('scroll'))
  }
  Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() })
  HTMLElement.prototype.scrollIntoView = () => {}
}

/** The clock runs from here on: dates are worded by the year that it shows. */
const BEGIN = Date.parse('2026-11-23T15:00:00.000Z')

function standInForClock(): void {
  const real = Date.now.bind(Date)
  const shift = BEGIN - real()
  vi.spyOn(Date, 'now').mockImplementation(() => real() + shift)
}

/** Call once per file: readies jsdom before each test and tidies up after it. */
export function useDom(): void {
  beforeEach(standInForLayout)
  beforeEach(standInForClock)
  afterEach(() => {
    cleanup()
    notifications.clean()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
    localStorage.clear()
  })
}

export interface Opened {
  user: UserEvent
  fake: FakeBridge
  console: Console
  /** The requests that were made of one method. */
  asked: (method: string) => unknown[]
}

/** Opens the console over a core in memory and waits until it stands. */
export async function openConsole(options: FakeOptions = {}): Promise<Opened> {
  const fake = fakeBridge(options)
  const console = createConsole(bridgeClient(fake))
  render(<App console={console} env="test" />)
  await screen.findByRole('navigation', { name: 'Views' })
  return {
    user: userEvent.setup(),
    fake,
    console,
    asked: (method) => fake.calls.filter((call) => call.method === method).map(({ request }) => request),
  }
}

/** Opens the console with one lead's drawer open. */
export async function openLead(leadId: string, options: FakeOptions = {}): Promise<Opened> {
  const opened = await openConsole(options)
  await screen.findByRole('grid')
  opened.console.openLead(leadId)
  await screen.findByRole('heading', { name: 'Meeting' })
  return opened
}

/** The button once it can be pressed: what comes up under the pointer waits for a moment. */
export async function armed(button: HTMLElement): Promise<HTMLElement> {
  await waitFor(
    () => {
      if (button.getAttribute('aria-disabled') === 'true') throw new Error('not armed yet')
    },
    { timeout: 5000 },
  )
  return button
}
