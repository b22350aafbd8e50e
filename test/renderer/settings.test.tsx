// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fieldErrors } from '../../renderer/components/form-errors'
import { openConsole, useDom, type Opened } from './support/dom'
import { fail, ok, type FakeOptions } from './support/fake-bridge'
import { aWorkspace } from './support/sample-workspace'

useDom()

const NOW = Date.parse('2026-11-23T15:00:00.000Z')
const TOKEN = 'eyJ-secret-token-of-calendly'

async function openSettings(options: FakeOptions = {}): Promise<Opened> {
  const opened = await openConsole(options)
  await opened.user.click(screen.getByRole('button', { name: 'Settings' }))
  return opened
}
const section = (name: string) => within(screen.getByRole('region', { name }))

describe('settings', () => {
  it('save one section at a time, and only what was edited in it', async () => {
    const { user, asked } = await openSettings()
    const save = section('Workspace').getByRole<HTMLButtonElement>('button', { name: 'Save Workspace' })
    expect(save.disabled).toBe(true)
    const title = section('Workspace').getByLabelText('Meeting title')
    await user.clear(title)
    await user.type(title, 'Demo')
    expect(section('Workspace').getByText('Not saved yet')).toBeTruthy()
    await user.click(save)
    await waitFor(() => {
      expect(asked('settings.save')).toEqual([{ meetingTitle: 'Demo' }])
    })
    await waitFor(() => {
      expect(section('Workspace').queryByText('Not saved yet')).toBeNull()
    })
  })

  it.each([
    ['proposed times be booked', /^Book a time that a lead proposes/, { bookProposedTimes: true }],
    ['“either works” take the first', /^“Either works” takes the first/, { eitherTakesFirst: true }],
  ])('let %s only when the operator says so', async (_, name, saved) => {
    const { user, asked } = await openSettings()
    const option = section('Automation').getByRole<HTMLInputElement>('switch', { name })
    expect(option.checked).toBe(false)
    await user.click(option)
    await user.click(section('Automation').getByRole('button', { name: 'Save Automation' }))
    await waitFor(() => {
      expect(asked('settings.save')).toEqual([saved])
    })
  })

  it('show what the core finds wrong at the field, and keep what was typed', async () => {
    const { user } = await openSettings()
    const minutes = section('Workspace').getByLabelText<HTMLInputElement>('Meeting length')
    await user.clear(minutes)
    await user.type(minutes, '2')
    await user.click(section('Workspace').getByRole('button', { name: 'Save Workspace' }))
    expect(await section('Workspace').findByText('5 at least.')).toBeTruthy()
    expect(minutes.getAttribute('aria-invalid')).toBe('true')
    expect(minutes.value).toContain('2')
    await user.clear(minutes)
    await user.click(section('Workspace').getByRole('button', { name: 'Save Workspace' }))
    expect(await section('Workspace').findByText('Fill this in.')).toBeTruthy()
  })

  it('say what is wrong with hours that end before they start', async () => {
    const { user } = await openSettings()
    const end = section('Workspace').getByLabelText('Working hours end')
    await user.clear(end)
    await user.type(end, '08:00')
    await user.click(section('Workspace').getByRole('button', { name: 'Save Workspace' }))
    expect(await section('Workspace').findByText('It must end later than it starts.')).toBeTruthy()
  })

  it('take back what was said of a field when it is corrected, and of no other', async () => {
    const { user } = await openSettings()
    const [minutes, notice] = ['Meeting length', 'Minimum notice'].map((label) =>
      section('Workspace').getByLabelText<HTMLInputElement>(label),
    )
    if (!minutes || !notice) throw new Error('a field is missing')
    await user.clear(minutes)
    await user.clear(notice)
    await user.click(section('Workspace').getByRole('button', { name: 'Save Workspace' }))
    expect(await section('Workspace').findByText(/^Nothing was saved/)).toBeTruthy()
    await user.type(minutes, '30')
    expect(minutes.getAttribute('aria-invalid')).not.toBe('true')
    expect(notice.getAttribute('aria-invalid')).toBe('true')
    expect(section('Workspace').queryByText(/^Nothing was saved/)).toBeNull()
  })

  it('show an error that belongs to no field', async () => {
    const { user } = await openSettings({
      handlers: { 'settings.save': () => fail('internal', 'The disk is full.') },
    })
    await user.click(section('Booking provider').getByRole('radio', { name: 'GoHighLevel' }))
    await user.click(section('Booking provider').getByRole('button', { name: 'Save Booking provider' }))
    expect(await section('Booking provider').findByText('The disk is full.')).toBeTruthy()
  })
})

describe('the list of sections', () => {
  const links = () => within(screen.getByRole('navigation', { name: 'Sections' }))

  it.each([true, false])('names the sample’s only in the sample workspace: %s', async (sample) => {
    await openSettings({ workspace: { settings: { ...aWorkspace(NOW).settings, sample } } })
    expect(links().queryByRole('link', { name: 'Sample workspace' }) !== null).toBe(sample)
  })

  it('marks the section that is worked in', async () => {
    const { user } = await openSettings()
    await user.click(section('GoHighLevel').getByLabelText('Location id'))
    expect(links().getByRole('link', { current: 'location' }).textContent).toBe('GoHighLevel')
    await user.click(section('Automation').getByRole('switch', { name: /^Book a time/ }))
    expect(links().getByRole('link', { current: 'location' }).textContent).toBe('Automation')
  })
})

describe('a link', () => {
  it('that the core cannot read is marked at its own field', async () => {
    const path = (name: string) => ({ path: ['calendly', name], message: 'must look like a link' })
    const { user, asked } = await openSettings({
      handlers: { 'settings.save': () => fail('bad_request', 'Not valid.', [path('directLink')]) },
    })
    const direct = section('Calendly').getByLabelText<HTMLInputElement>('Direct link')
    await user.type(direct, 'quick call')
    await user.click(section('Calendly').getByRole('button', { name: 'Save Calendly' }))
    expect(await section('Calendly').findByText('It must look like a link.')).toBeTruthy()
    expect(direct.getAttribute('aria-invalid')).toBe('true')
    expect(section('Calendly').getByLabelText('Event link').getAttribute('aria-invalid')).not.toBe('true')
    expect(asked('settings.save')).toMatchObject([{ calendly: { directLink: 'quick call' } }])
  })

  it('on which leads book GoHighLevel by themselves is kept', async () => {
    const { user, asked } = await openSettings()
    const page = 'https://example.com/book/intro'
    await user.type(section('GoHighLevel').getByLabelText('Booking link'), page)
    await user.click(section('GoHighLevel').getByRole('button', { name: 'Save GoHighLevel' }))
    await waitFor(() => {
      expect(asked('settings.save')).toMatchObject([{ ghl: { bookingLink: page } }])
    })
  })
})

describe('a token', () => {
  it('is written, never shown, and gone from the page once it is saved', async () => {
    const { user, asked } = await openSettings()
    expect(section('GoHighLevel').getByText('Not set')).toBeTruthy()
    expect(section('Calendly').getByText('Set')).toBeTruthy()
    await user.click(section('Calendly').getByRole('button', { name: 'Replace' }))
    const field = section('Calendly').getByLabelText<HTMLInputElement>('Calendly token')
    expect(field.type).toBe('password')
    expect(field.value).toBe('')
    await user.type(field, TOKEN)
    await user.click(section('Calendly').getByRole('button', { name: 'Save token' }))
    await waitFor(() => {
      expect(section('Calendly').queryByLabelText('Calendly token')).toBeNull()
    })
    expect(asked('secret.set')).toEqual([{ name: 'calendly.token', value: TOKEN }])
    expect(document.body.innerHTML).not.toContain(TOKEN)
    await user.click(section('Calendly').getByRole('button', { name: 'Replace' }))
    expect(section('Calendly').getByLabelText<HTMLInputElement>('Calendly token').value).toBe('')
  })

  it('is forgotten when the entry is canceled', async () => {
    const { user, asked } = await openSettings()
    await user.click(section('GoHighLevel').getByRole('button', { name: 'Set token' }))
    await user.type(section('GoHighLevel').getByLabelText('GoHighLevel token'), TOKEN)
    await user.click(section('GoHighLevel').getByRole('button', { name: 'Cancel' }))
    await user.click(section('GoHighLevel').getByRole('button', { name: 'Set token' }))
    expect(section('GoHighLevel').getByLabelText<HTMLInputElement>('GoHighLevel token').value).toBe('')
    expect(asked('secret.set')).toEqual([])
  })

  it('is not saved while it is empty, and the focus comes back when the entry is closed', async () => {
    const { user, asked } = await openSettings()
    await user.click(section('GoHighLevel').getByRole('button', { name: 'Set token' }))
    await user.keyboard('{Enter}')
    expect(asked('secret.set')).toEqual([])
    await user.click(section('GoHighLevel').getByRole('button', { name: 'Cancel' }))
    expect(document.activeElement).toBe(section('GoHighLevel').getByRole('button', { name: 'Set token' }))
  })

  it('is cleared only after saying what goes with it', async () => {
    const { user, asked } = await openSettings()
    await user.click(section('Calendly').getByRole('button', { name: 'Clear' }))
    const dialog = await screen.findByRole('dialog', { name: 'Clear the Calendly token?' })
    expect(dialog.textContent).toContain('removes the webhook subscription')
    expect(asked('connection.clear')).toEqual([])
    await user.click(within(dialog).getByRole('button', { name: 'Clear token' }))
    await waitFor(() => {
      expect(section('Calendly').getByText('Not set')).toBeTruthy()
    })
    expect(asked('connection.clear')).toEqual([{ provider: 'calendly' }])
  })

  it('is said to be forgotten where the machine cannot keep it', async () => {
    await openSettings({ workspace: { protection: 'memory' } })
    expect(section('Calendly').getByText(/forgotten when the app closes/)).toBeTruthy()
  })
})

describe('the connection', () => {
  it('of the sample says how its own token comes back, once that is replaced or cleared', async () => {
    const { connections, settings, secrets } = aWorkspace(NOW)
    const failing = { ...connections.calendly, health: 'failing' as const, message: 'The token is refused.' }
    const { fake } = await openSettings()
    const how = /comes back when Slotkeeper starts again/
    expect(section('Calendly').queryByText(how)).toBeNull()
    const show = (changes: object) =>
      act(() => fake.emit('workspace.changed', { ...fake.workspace, ...changes }))
    show({ connections: { ...connections, calendly: failing } })
    expect(section('Calendly').getByText(how)).toBeTruthy()
    show({ secrets: { ...secrets, 'calendly.token': false } })
    expect(section('Calendly').getByText(how)).toBeTruthy()
    show({ settings: { ...settings, sample: false }, connections: { ...connections, calendly: failing } })
    expect(section('Calendly').queryByText(how)).toBeNull()
  })

  it('is never called connected because a token exists', async () => {
    const { connections } = aWorkspace(NOW)
    await openSettings({
      workspace: {
        connections: {
          ...connections,
          calendly: { ...connections.calendly, health: 'untested', account: null },
        },
      },
    })
    expect(section('Calendly').queryByText(/Connected/)).toBeNull()
    expect(section('Calendly').getByText(/Not tested yet/)).toBeTruthy()
  })

  it('names the account, the missing permissions and what is booked after a test', async () => {
    const workspace = aWorkspace(NOW)
    const calendly = { ...workspace.connections.calendly, missingPermissions: ['webhooks:write'] }
    const { user } = await openSettings({
      handlers: {
        'connection.test': () => ok({ ...workspace, connections: { ...workspace.connections, calendly } }),
      },
    })
    await user.click(section('Calendly').getByRole('button', { name: 'Test connection' }))
    expect(await section('Calendly').findByText(/Missing permissions: webhooks:write/)).toBeTruthy()
    expect(section('Calendly').getByText('Connected as Robin Hale (robin@example.com)')).toBeTruthy()
    expect(section('Calendly').getByText(/Books the event type “Intro call”, 30 min/)).toBeTruthy()
  })

  it('names both event types, and says when the second is not used', async () => {
    const workspace = aWorkspace(NOW)
    const { calendly } = workspace.connections
    const [first] = calendly.targets
    if (!first) throw new Error('nothing is booked')
    const asking = { ...first.target, requiredQuestions: ['Budget?'] }
    const direct = { ...first.target, id: 'direct', name: 'Quick call' }
    const targets = [
      { ...first, target: asking },
      { ...first, resolvedFrom: 'https://calendly.com/robin-hale/quick-call', target: direct },
    ]
    const { fake } = await openSettings({
      workspace: { connections: { ...workspace.connections, calendly: { ...calendly, targets } } },
    })
    expect(section('Calendly').getByText(/Books the event type “Intro call”.*It asks: Budget\?/)).toBeTruthy()
    expect(
      section('Calendly').getByText(/Without their answers, books the event type “Quick call”/),
    ).toBeTruthy()
    fake.emit('workspace.changed', {
      ...fake.workspace,
      connections: {
        ...workspace.connections,
        calendly: { ...calendly, targets, directLinkProblem: 'It names the same event type.' },
      },
    })
    expect(
      await section('Calendly').findByText('The direct link is not used: It names the same event type.'),
    ).toBeTruthy()
    expect(section('Calendly').queryByText(/Quick call/)).toBeNull()
  })

  it('shows why it fails', async () => {
    const { connections } = aWorkspace(NOW)
    const message = 'Calendly does not accept the token. Replace it.'
    await openSettings({
      workspace: {
        connections: { ...connections, calendly: { ...connections.calendly, health: 'failing', message } },
      },
    })
    expect(section('Calendly').getByText(message)).toBeTruthy()
    expect(section('Calendly').getByText('Account, as last known: Robin Hale')).toBeTruthy()
    expect(section('Calendly').queryByText(/Connected/)).toBeNull()
  })
})

it('a list that is too long is said to be, not that it is empty', () => {
  const { error } = z
    .array(z.string())
    .max(50)
    .safeParse(Array.from({ length: 51 }, () => 'word'))
  const details = error?.issues.map((issue) => ({ ...issue, path: ['tunnel', 'command'] }))
  expect(fieldErrors({ code: 'bad_request', message: '', details })).toEqual({
    'tunnel.command': 'Too many: 50 at most.',
  })
})
