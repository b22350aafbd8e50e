// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openConsole, openLead, useDom } from './support/dom'

useDom()

const section = (name: string) => within(screen.getByRole('region', { name }))

async function openAddLead(user: Awaited<ReturnType<typeof openConsole>>['user']) {
  await user.click(screen.getByRole('button', { name: 'Add lead' }))
  return within(await screen.findByRole('dialog', { name: 'Add lead' }))
}
const closed = () =>
  waitFor(() => {
    expect(screen.queryByRole('dialog', { name: 'Add lead' })).toBeNull()
  })

describe('what was typed and not saved', () => {
  it('is kept in the settings when another view is shown', async () => {
    const { user } = await openConsole()
    await user.click(screen.getByRole('button', { name: 'Settings' }))
    await user.type(section('Workspace').getByLabelText('Meeting title'), ' and more')
    await user.click(screen.getByRole('button', { name: 'Leads' }))
    await user.click(screen.getByRole('button', { name: 'Settings' }))
    expect(section('Workspace').getByDisplayValue('Intro call and more')).toBeTruthy()
    expect(section('Workspace').getByText('Not saved yet')).toBeTruthy()
    await user.click(section('Workspace').getByRole('button', { name: 'Undo' }))
    expect(section('Workspace').getByDisplayValue('Intro call')).toBeTruthy()
  })

  it('is kept for a new lead after Esc, and forgotten after Cancel', async () => {
    const { user } = await openConsole()
    await screen.findByRole('grid')
    await user.type((await openAddLead(user)).getByLabelText('First name'), 'Nora')
    await user.keyboard('{Escape}')
    await closed()
    const again = await openAddLead(user)
    expect(again.getByDisplayValue('Nora')).toBeTruthy()
    await user.click(again.getByRole('button', { name: 'Cancel' }))
    await closed()
    expect((await openAddLead(user)).queryByDisplayValue('Nora')).toBeNull()
  })
})

describe('a draft to a lead who cannot be written to any more', () => {
  it('can be discarded', async () => {
    const { user, fake, console } = await openLead('lead-3')
    const detail = fake.details.get('lead-3')
    if (!detail) throw new Error('no lead')
    console.setDraft('lead-3', 'Still there?')
    const channels = detail.channels.map((one) => ({ ...one, cannotReach: 'The lead opted out.' }))
    fake.details.set('lead-3', { ...detail, channels })
    await console.readLead()
    await user.click(await screen.findByRole('button', { name: 'Discard the draft' }))
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message to Dev Quinn' }).value).toBe('')
    expect(screen.queryByRole('button', { name: 'Discard the draft' })).toBeNull()
  })
})

describe('a new lead', () => {
  it('needs a name, an e-mail or a phone number', async () => {
    const { user, asked } = await openConsole()
    await screen.findByRole('grid')
    const dialog = await openAddLead(user)
    await user.type(dialog.getByLabelText('Company'), 'Harbor Fitness')
    await user.click(dialog.getByRole('button', { name: 'Add lead' }))
    expect(await dialog.findByText('Enter a name, an e-mail or a phone number.')).toBeTruthy()
    expect(asked('leads.create')).toEqual([])
  })
})

describe('a time zone', () => {
  it('is found by a city typed with spaces', async () => {
    const { user, asked } = await openConsole()
    await screen.findByRole('grid')
    const dialog = await openAddLead(user)
    await user.type(dialog.getByLabelText('First name'), 'Nora')
    const zone = dialog.getByLabelText<HTMLInputElement>('Time zone', { selector: 'input' })
    await user.type(zone, 'new york')
    expect(screen.getByRole('option', { name: 'America/New_York' })).toBeTruthy()
    await user.tab()
    expect(zone.value).toBe('America/New_York')
    await user.click(dialog.getByRole('button', { name: 'Add lead' }))
    await waitFor(() => {
      expect(asked('leads.create').at(-1)).toMatchObject({ zone: 'America/New_York' })
    })
  })

  it('that does not exist is an error at the field, and nothing is saved', async () => {
    const { user, fake } = await openConsole()
    await screen.findByRole('grid')
    const before = fake.details.size
    const dialog = await openAddLead(user)
    await user.type(dialog.getByLabelText('First name'), 'Nora')
    await user.type(dialog.getByLabelText('Time zone', { selector: 'input' }), 'atlantis{Enter}')
    expect(await dialog.findByText('No such time zone. Try a large city nearby.')).toBeTruthy()
    expect(dialog.getByDisplayValue('atlantis')).toBeTruthy()
    expect(fake.details.size).toBe(before)
  })
})
