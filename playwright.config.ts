import { defineConfig, type Project } from '@playwright/test'
import { checkMachine, sayLacks } from './scripts/check-machine.mjs'
import { browserLaunchOptions } from './test/e2e/support/browser'

/**
 * Two projects: the app in Electron, and the console in a browser over the loopback door. What the machine cannot run is
 * left out with the reason, except in CI, where it is a failure.
 */
const machine = await checkMachine()
const { electron, browser, lacks } = machine
const inWorker = process.env['TEST_WORKER_INDEX'] !== undefined
if (!inWorker) {
  const sentences = sayLacks(machine)
  if (sentences.length > 0 && process.env['CI']) throw new Error(sentences.join('\n'))
  for (const sentence of sentences) console.log(sentence)
}

const projects: Project[] = []
const runsElectron = electron !== null && lacks.electron.length === 0
if (runsElectron) {
  projects.push({ name: 'electron', testDir: 'test/e2e/electron' })
}
if (browser !== null && lacks.browser.length === 0) {
  const launchOptions = browserLaunchOptions(browser)
  projects.push({ name: 'browser', testDir: 'test/e2e/browser', use: { launchOptions } })
}
if (projects.length === 0) throw new Error('No end-to-end test can run on this machine.')

export default defineConfig({
  projects,
  outputDir: 'test-results/e2e',
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  globalSetup: runsElectron ? ['./test/e2e/support/display.ts'] : [],
  globalTimeout: 10 * 60_000,
  timeout: 60_000,
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
})
