import { expect, type Page } from '@playwright/test'

/** Opens the sample workspace from the first screen. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the sample workspace' }).click()
  await expect(page.getByText('Lee Moreno')).toBeVisible()
}

export async function openLead(page: Page, name: string): Promise<void> {
  await page.getByText(name, { exact: true }).first().click()
  await expect(page.getByRole('dialog')).toContainText(name)
}

export async function closeLead(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** One click on what the reply suggests books it, confirms it by SMS and shows both. */
export async function approveSuggestion(page: Page, name: string): Promise<void> {
  await openLead(page, name)
  const drawer = page.getByRole('dialog')
  await expect(drawer).toContainText(/accepts \w{3}, .+ [A-Z]{2,5}/)
  await drawer.getByRole('button', { name: /^Book \w{3}, / }).click()
  await expectBooked(page)
  await expect(drawer).toContainText('Booked from a suggestion that you approved')
  await expect(drawer).toContainText('You are booked: Intro call')
  await closeLead(page)
}

/** The lead answers an offer while the drawer is open; the decision and its gates appear by themselves. */
export async function answerAsLead(page: Page, name: string, text: string): Promise<void> {
  await openLead(page, name)
  const drawer = page.getByRole('dialog')
  await drawer.getByPlaceholder('Or in your own words').fill(text)
  await drawer.getByRole('button', { name: 'Reply as lead' }).click()
  await expect(drawer).toContainText(`${name} accepts`)
  await drawer.getByRole('button', { name: 'Why' }).click()
  await expect(drawer).toContainText('The time is free at the provider now.')
  await closeLead(page)
}

/** Find times from the drawer: the message is shown word for word before it is sent. */
export async function offerTimes(page: Page, name: string): Promise<void> {
  await openLead(page, name)
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: 'Find times' }).click()
  const message = drawer.getByRole('group', { name: 'The message' })
  await expect(message).toContainText(/1\) \w{3}, .+ [A-Z]{2,5}/)
  await drawer.getByRole('button', { name: 'Send 2 times' }).dblclick()
  await expect(drawer).toContainText('Offered 2 times.')
  await closeLead(page)
}

/** Book Meeting from the drawer: choose a free slot, confirm, booked. */
export async function bookByHand(page: Page, name: string): Promise<void> {
  await openLead(page, name)
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: 'Book meeting' }).click()
  await expect(drawer).toContainText('Intro call')
  await drawer
    .getByRole('button', { name: /\d:\d\d/ })
    .nth(2)
    .click()
  await drawer.getByRole('button', { name: 'Book and confirm' }).dblclick()
  await drawer.getByRole('button', { name: 'Done' }).click()
  await expectBooked(page)
  await closeLead(page)
}

async function expectBooked(page: Page): Promise<void> {
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByText('Confirmed', { exact: true })).toBeVisible()
  await expect(drawer).toContainText('Confirmed to the lead by SMS.')
}

/** How many leads the list counts as booked. */
export async function expectBookedLeads(page: Page, count: number): Promise<void> {
  await expect(page.getByText(`Booked ${String(count)}`, { exact: true })).toBeVisible()
}

/** The whole main job on a fresh data folder: three more meetings than the sample begins with. */
export async function playMainJob(page: Page): Promise<void> {
  await openSample(page)
  await expectBookedLeads(page, 1)
  await approveSuggestion(page, 'Lee Moreno')
  await answerAsLead(page, 'Priya Nair', 'the second one works')
  await approveSuggestion(page, 'Priya Nair')
  await offerTimes(page, 'Tom Becker')
  await bookByHand(page, 'Tom Becker')
  await expectBookedLeads(page, 4)
}
