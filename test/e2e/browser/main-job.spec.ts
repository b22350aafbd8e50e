import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { approveSuggestion, expectBookedLeads, openLead, openSample, playMainJob } from '../shared/main-job'
import { startHeadless } from '../support/headless'

test('a reply becomes a meeting in the browser, and a power cut loses none of it', async ({ page }) => {
  const host = await startHeadless()
  await page.goto(host.url)
  await playMainJob(page)
  await host.kill()

  const again = await startHeadless({ data: host.data })
  await page.goto(again.url)
  await expectBookedLeads(page, 4)
  await openLead(page, 'Tom Becker')
  await expect(page.getByRole('dialog')).toContainText('Confirmed to the lead by SMS.')
  await again.stop()
})

test('two windows of one workspace show the same, live', async ({ browser }) => {
  const host = await startHeadless({ args: ['--token', 'a-token-for-two-windows'] })
  const [first, second] = await Promise.all([browser.newPage(), browser.newPage()])
  await first.goto(host.url)
  await second.goto(host.url)
  await playMainJob(first)
  await expectBookedLeads(second, 4)
  await host.stop()
})

test('in a low window the button that sends times is in reach', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 600 })
  const host = await startHeadless()
  await page.goto(host.url)
  await openSample(page)
  await openLead(page, 'Tom Becker')
  await page.getByRole('button', { name: 'Find times' }).click()
  await page.getByRole('group', { name: 'The message' }).hover()
  await page.mouse.wheel(0, 1000)
  await expect(page.getByRole('button', { name: 'Send 2 times' })).toBeInViewport({ ratio: 1 })
  await host.stop()
})

for (const scheme of ['light', 'dark'] as const) {
  test(`every view is free of accessibility faults that a machine can see, in ${scheme}`, async ({
    page,
  }) => {
    test.slow()
    await page.emulateMedia({ colorScheme: scheme })
    const host = await startHeadless()
    await page.goto(host.url)
    const check = checkOf(page)
    const show = (view: string) =>
      page.getByRole('navigation', { name: 'Views' }).getByText(view, { exact: true }).click()
    await expect(page.getByRole('button', { name: 'Open the sample workspace' })).toBeVisible()
    await check('welcome')
    await show('Settings')
    await page.getByRole('button', { name: 'Back up now' }).click()
    await expect(page.getByText('The backup is made.')).toBeVisible()
    await page
      .getByRole('button', { name: /^Restore the backup of/ })
      .first()
      .click()
    await expect(page.getByRole('dialog', { name: 'Restore this backup?' })).toBeVisible()
    await check('restore')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await show('Leads')
    await page.getByRole('button', { name: 'Open the sample workspace' }).click()
    await expect(page.getByText('Lee Moreno')).toBeVisible()
    await check('leads')
    await openLead(page, 'Lee Moreno')
    await expect(page.getByRole('dialog')).toContainText('Northwind Solar')
    await check('drawer')
    await page.getByRole('button', { name: 'Find times' }).click()
    await page.getByRole('button', { name: /more free times/ }).click()
    await expect(page.getByRole('group', { name: 'The message' })).toBeVisible()
    await check('times to offer')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    for (const view of ['Tasks', 'Webhooks', 'Health', 'Settings']) {
      await show(view)
      await expect(page.getByRole('heading', { name: view, level: 1 })).toBeVisible()
      await check(view)
    }
    await show('Webhooks')
    await page.locator('[data-delivery]').first().click()
    await expect(page.getByRole('region', { name: 'Payload' })).toBeVisible()
    await check('webhook')
    await host.stop()
  })

  test(`what is asked before a meeting is changed has no such faults either, in ${scheme}`, async ({
    page,
  }) => {
    test.slow()
    await page.emulateMedia({ colorScheme: scheme })
    const host = await startHeadless()
    await page.goto(host.url)
    const check = checkOf(page)
    await openSample(page)
    await approveSuggestion(page, 'Lee Moreno')
    await openLead(page, 'Lee Moreno')
    await page.getByRole('button', { name: 'Cancel meeting' }).click()
    await expect(page.getByRole('group', { name: 'Cancel the meeting' })).toBeVisible()
    await check('cancel')
    await page.getByRole('button', { name: 'Keep it' }).click()
    await page.getByRole('button', { name: 'Reschedule' }).click()
    const panel = page.getByRole('group', { name: 'Choose another time' })
    await expect(panel.locator('.slot').first()).toBeVisible()
    await check('reschedule')
    await panel.locator('.slot').first().click()
    await expect(page.getByRole('group', { name: 'Move the meeting' })).toBeVisible()
    await check('move')
    await host.stop()
  })
}

/** Fails with what a machine can see that is wrong on the page. */
function checkOf(page: Page) {
  return async (view: string) => {
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${view}: ${id} ${nodes[0]?.html ?? ''}`)).toEqual([])
  }
}
