import type { LaunchOptions } from '@playwright/test'

/**
 * How Playwright starts the browser that was found. Its sandbox is off, as it needs kernel rights that containers do not
 * give; the only pages opened are our own.
 */
export function browserLaunchOptions(browser: { path: string; env: Record<string, string> }): LaunchOptions {
  return {
    chromiumSandbox: false,
    executablePath: browser.path,
    env: { ...process.env, ...browser.env },
  }
}
