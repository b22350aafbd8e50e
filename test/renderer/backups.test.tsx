// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { openConsole, useDom, type Opened } from './support/dom'
import { fail, fakeBridge, ok, type FakeOptions } from './support/fake-bridge'

useDom()

const NOW = Date.parse('2026-11-23T15:00:00.000Z')

async function openBackups(options: FakeOptions = {}): Promise<Opened> {
  const { workspace } = fakeBridge()
  const settings = { ...workspace.settings, sample: false }
  const opened = await openConsole({ now: NOW, workspace: { settings }, ...options })
  await opened.user.click(screen.getByRole('button', { name: 'Settings' }))
  return opened
}
const section = () => within(screen.getByRole('region', { name: 'Backups' }))
const rows = async () => within(await section().findByRole('list')).getAllByRole('listitem')

describe('the backups', () => {
  it('are listed with their time, their size and why they were made', async () => {
    await openBackups()
    const [newest, oldest] = await rows()
    expect(newest?.textContent).toContain('Mon, Nov 23')
    expect(newest?.textContent).toContain('automatic, 1.5 MB')
    expect(oldest?.textContent).toContain('made at the start')
  })

  it('are made by hand, and the new one shows', async () => {
    const { user, asked } = await openBackups()
    await rows()
    await user.click(section().getByRole('button', { name: 'Back up now' }))
    expect(await section().findByText('The backup is made.')).toBeTruthy()
    expect((await rows())[0]?.textContent).toContain('made by hand')
    expect(asked('backups.make')).toHaveLength(1)
  })

  it('are brought back only after saying what happens, and the result is told', async () => {
    const sentence = 'The workspace is as it was on Mon, Nov 23.'
    const { user, asked } = await openBackups({
      handlers: { 'backups.restore': () => ok({ sentence, backups: [] }) },
    })
    const [newest] = await rows()
    if (!newest) throw new Error('there is no backup')
    await user.click(within(newest).getByRole('button', { name: /^Restore the backup of/ }))
    const dialog = await screen.findByRole('dialog', { name: 'Restore this backup?' })
    expect(dialog.textContent).toContain('The present state is kept as a backup first')
    expect(dialog.textContent).toContain('Automation is paused')
    expect(asked('backups.restore')).toEqual([])
    await user.click(within(dialog).getByRole('button', { name: 'Restore' }))
    expect(await section().findByText(sentence)).toBeTruthy()
    expect(asked('backups.restore')).toEqual([{ name: 'newest' }])
    await waitFor(() => {
      expect(section().getByText('There is no backup yet.')).toBeTruthy()
    })
  })

  it('cannot be chosen in the sample workspace, which says so before the click', async () => {
    await openBackups({ workspace: {} })
    for (const row of await rows())
      expect(within(row).getByRole<HTMLButtonElement>('button').disabled).toBe(true)
    expect(section().getByText(/Leave it first to restore one/)).toBeTruthy()
  })

  it('that are made meanwhile show by themselves', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const { fake } = await openBackups()
    expect(await rows()).toHaveLength(2)
    await fake.call('backups.make', {})
    await act(() => vi.advanceTimersByTimeAsync(30_000))
    await waitFor(async () => {
      expect(await rows()).toHaveLength(3)
    })
  })

  it('that could not be listed say why, and are listed by another try', async () => {
    let isBroken = true
    const { user } = await openBackups({
      handlers: { 'backups.list': () => (isBroken ? fail('internal', 'The disk is gone.') : ok([])) },
    })
    expect(await section().findByText('The disk is gone.')).toBeTruthy()
    isBroken = false
    await user.click(section().getByRole('button', { name: 'Try again' }))
    expect(await section().findByText('There is no backup yet.')).toBeTruthy()
    expect(section().queryByText('The disk is gone.')).toBeNull()
  })

  it('say why one could not be brought back', async () => {
    const message = 'Nothing was restored: this backup cannot be read. Choose another one.'
    const { user } = await openBackups({
      handlers: { 'backups.restore': () => fail('backup.unreadable', message) },
    })
    const [newest] = await rows()
    if (!newest) throw new Error('there is no backup')
    await user.click(within(newest).getByRole('button', { name: /^Restore the backup of/ }))
    const dialog = await screen.findByRole('dialog', { name: 'Restore this backup?' })
    await user.click(within(dialog).getByRole('button', { name: 'Restore' }))
    expect(await section().findByText(message)).toBeTruthy()
    expect(await rows()).toHaveLength(2)
  })
})

it('what was lost when Slotkeeper started is shown above everything until a person has read it', async () => {
  const sentence =
    'A part of your data could not be read when Slotkeeper started (state.json). Nothing is lost.'
  const openingReports = [{ id: '2026-11-23T14:00:00.000Z', sentence }]
  const { user, asked } = await openConsole({ workspace: { openingReports } })
  const banners = within(screen.getAllByRole('status')[0] ?? document.body)
  expect(banners.getByText(sentence)).toBeTruthy()
  await user.click(banners.getByRole('button', { name: 'I have read this' }))
  await waitFor(() => {
    expect(banners.queryByText(sentence)).toBeNull()
  })
  expect(asked('openingReports.dismiss')).toEqual([{ id: '2026-11-23T14:00:00.000Z' }])
})

it('a report that could not be dismissed stays, and why is said', async () => {
  const openingReports = [{ id: 'opening-1', sentence: 'A part of your data was missing.' }]
  const { user } = await openConsole({
    workspace: { openingReports },
    handlers: { 'openingReports.dismiss': () => fail('internal', 'That did not work.') },
  })
  await user.click(screen.getByRole('button', { name: 'I have read this' }))
  expect(await screen.findByText('The notice stays. That did not work.')).toBeTruthy()
  expect(screen.getByText('A part of your data was missing.')).toBeTruthy()
})
