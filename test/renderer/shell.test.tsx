// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openConsole, useDom } from './support/dom'
import { fail } from './support/fake-bridge'
import { aWorkspace } from './support/sample-workspace'

useDom()

describe('the kill switch', () => {
  it('pauses at once, says so on every view, and resumes', async () => {
    const { user, asked } = await openConsole()
    await user.click(screen.getByRole('button', { name: 'Pause automation' }))
    expect(await screen.findByText('Automation is paused.')).toBeTruthy()
    for (const view of ['Tasks', 'Webhooks', 'Leads']) {
      await user.click(screen.getByRole('button', { name: new RegExp(`^${view}`) }))
      expect(screen.getByText('Automation is paused.')).toBeTruthy()
    }
    await user.click(screen.getByRole('button', { name: 'Resume automation' }))
    await waitFor(() => {
      expect(screen.queryByText('Automation is paused.')).toBeNull()
    })
    expect(asked('settings.save')).toEqual([{ paused: true }, { paused: false }])
  })

  it('says loudly when it could not pause', async () => {
    const { user } = await openConsole({
      handlers: { 'settings.save': () => fail('internal', 'The disk is full.') },
    })
    await user.click(screen.getByRole('button', { name: 'Pause automation' }))
    expect(await screen.findByText('Automation was not paused. The disk is full.')).toBeTruthy()
    expect(screen.queryByText('Automation is paused.')).toBeNull()
  })

  it('shows a pause that was made elsewhere', async () => {
    const { fake } = await openConsole()
    fake.emit('workspace.changed', {
      ...fake.workspace,
      settings: { ...fake.workspace.settings, paused: true },
    })
    expect(await screen.findByText('Automation is paused.')).toBeTruthy()
  })
})

describe('the auto-book mode', () => {
  it('is shown and changed in the header', async () => {
    const { user, asked } = await openConsole()
    const modes = screen.getByRole('radiogroup', { name: 'Auto-book' })
    expect(within(modes).getByRole<HTMLInputElement>('radio', { name: 'Suggest' }).checked).toBe(true)
    await user.click(within(modes).getByRole('radio', { name: 'Auto' }))
    expect(await screen.findByText('Slotkeeper now books accepted times by itself.')).toBeTruthy()
    expect(asked('settings.save')).toEqual([{ autoBookMode: 'auto' }])
  })
})

describe('the first run', () => {
  it('opens the sample workspace in one click', async () => {
    const { user, asked } = await openConsole({ leads: 0, workspace: { isNew: true } })
    await user.click(await screen.findByRole('button', { name: 'Open the sample workspace' }))
    await waitFor(() => {
      expect(asked('sample.open')).toHaveLength(1)
    })
  })

  it('leads to the settings', async () => {
    const { user } = await openConsole({ leads: 0, workspace: { isNew: true } })
    await user.click(await screen.findByRole('button', { name: 'Connect Calendly or GoHighLevel' }))
    expect(screen.getByRole('heading', { level: 1, name: 'Settings' })).toBeTruthy()
  })
})

describe('the shell', () => {
  it('shows notices until they are dismissed', async () => {
    const { user } = await openConsole({ workspace: { notices: ['A file had to be repaired.'] } })
    expect(screen.getByText('A file had to be repaired.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Dismiss for now' }))
    expect(screen.queryByText('A file had to be repaired.')).toBeNull()
  })

  it('says that a provider refuses, why, and where to mend it', async () => {
    const { connections } = aWorkspace(Date.now())
    const message = 'Calendly does not accept the token. Replace it.'
    const { user } = await openConsole({
      workspace: {
        connections: { ...connections, calendly: { ...connections.calendly, health: 'failing', message } },
      },
    })
    expect(screen.getByText('Calendly cannot be used now.').parentElement?.textContent).toContain(message)
    await user.click(screen.getByRole('button', { name: 'Open the settings' }))
    expect(screen.getByRole('heading', { level: 1, name: 'Settings' })).toBeTruthy()
  })

  it('says in passing one thing at a time, the newest', async () => {
    const { user } = await openConsole()
    const modes = within(screen.getByRole('radiogroup', { name: 'Auto-book' }))
    await user.click(modes.getByRole('radio', { name: 'Auto' }))
    await user.click(modes.getByRole('radio', { name: 'Off' }))
    await waitFor(() => {
      expect(screen.getAllByRole('alert').map((alert) => alert.textContent)).toEqual([
        'Auto-book is off. An acceptance waits for you as a task.',
      ])
    })
  })

  it('lists what needs a person, and opens its lead', async () => {
    const { user } = await openConsole()
    await user.click(screen.getByRole('button', { name: /^Tasks/ }))
    expect(screen.getByRole('heading', { name: 'Grace has no e-mail' })).toBeTruthy()
    const opener = screen.getByRole('button', { name: 'Grace Okafor' })
    await user.click(opener)
    expect(await screen.findByRole('dialog', { name: 'Grace Okafor' })).toBeTruthy()
    await screen.findByRole('heading', { name: 'Meeting' })
    await user.keyboard('{Escape}')
    await waitFor(() => {
      expect(document.activeElement).toBe(opener)
    })
  })

  it('lists webhooks in words, and again when there are more', async () => {
    const { user, fake, asked } = await openConsole()
    await user.click(screen.getByRole('button', { name: 'Webhooks' }))
    expect(await screen.findByText('Failed, will be tried again')).toBeTruthy()
    expect(screen.getByText('3 calls')).toBeTruthy()
    const before = asked('deliveries.list').length
    fake.emit('deliveries.changed', {})
    await waitFor(() => {
      expect(asked('deliveries.list').length).toBe(before + 1)
    })
  })

  it('says what to do when the workspace cannot be read', async () => {
    await expect(
      openConsole({ handlers: { 'workspace.get': () => fail('internal', 'The store is locked.') } }),
    ).rejects.toThrow()
    expect(screen.getByRole('alert').textContent).toContain('The store is locked.')
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy()
  })
})
