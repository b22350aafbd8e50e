// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answer } from '../../core/api/contract'
import type { ChangeResultView } from '../../core/api/methods/booking-methods'
import type { Appointment } from '../../core/domain/appointment'
import { armed, openConsole, openLead, useDom, type Opened } from './support/dom'
import type { FakeOptions } from './support/fake-bridge'
import { fakeBridge, ok } from './support/fake-bridge'
import { later } from './support/later'
import { anAppointment, detailOf } from './support/sample-data'

useDom()

const NOW = Date.parse('2026-11-23T15:00:00.000Z')

// What is past and what is to come, the console sees on its own clock.
beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const UPCOMING = '2026-11-24T15:00:00.000Z'
const PAST = '2026-11-20T15:00:00.000Z'
const card = () => within(screen.getByRole('region', { name: 'Meeting' }))
const button = (name: string) => card().getByRole('button', { name })

/** Opens the first lead with this meeting and no other. */
async function openWith(known: Partial<Appointment>, options: FakeOptions = {}) {
  const opened = await openConsole({ now: NOW, ...options })
  const { lead, ...parts } = opened.fake.details.get('lead-0') ?? {}
  if (!lead) throw new Error('there is no lead')
  const start = known.start ?? UPCOMING
  const meeting = { ...anAppointment(lead.id, start, NOW), ...known }
  opened.fake.details.set(lead.id, detailOf(lead, { ...parts, tasks: [], appointments: [meeting] }, NOW))
  await screen.findByRole('grid')
  opened.console.openLead(lead.id)
  await screen.findByRole('heading', { name: 'Meeting' })
  return { ...opened, meeting }
}

describe('a meeting that is to come', () => {
  it('is canceled once on a double click, after saying what that does, with the reason', async () => {
    const slow = later<Answer<ChangeResultView>>()
    const { user, asked, meeting } = await openWith(
      {},
      {
        handlers: { 'appointments.cancel': () => slow.promise },
      },
    )
    await user.click(button('Cancel meeting'))
    expect(card().getByText(/Calendly tells Ada, with the reason if you give one/)).toBeTruthy()
    expect(asked('appointments.cancel')).toEqual([])
    await user.click(card().getByLabelText(/Reason/))
    await user.paste('Dana is ill')
    const confirm = await armed(button('Cancel the meeting'))
    act(() => {
      confirm.click()
      confirm.click()
    })
    slow.answer(ok({ kind: 'done', sentence: 'Canceled. Offer new times.', link: null }))
    const said = await card().findByText('Canceled. Offer new times.')
    expect(said.closest('[aria-live="polite"]')).not.toBeNull()
    expect(asked('appointments.cancel')).toEqual([{ appointmentId: meeting.id, reason: 'Dana is ill' }])
  })

  it('is kept with one click', async () => {
    const { user, asked } = await openWith({})
    await user.click(button('Cancel meeting'))
    await user.click(button('Keep it'))
    expect(button('Cancel meeting')).toBeTruthy()
    expect(asked('appointments.cancel')).toEqual([])
  })

  it('shows the page on which a group meeting is canceled for this lead alone', async () => {
    const link = 'https://calendly.com/cancellations/IN1'
    const { user } = await openWith(
      {},
      {
        handlers: {
          'appointments.cancel': () => ok({ kind: 'refused', sentence: 'Not canceled: a group.', link }),
        },
      },
    )
    await user.click(button('Cancel meeting'))
    await user.click(await armed(button('Cancel the meeting')))
    expect(await card().findByText(link)).toBeTruthy()
  })

  it('is not moved by the second half of the click that chose the time', async () => {
    const { user, asked } = await openWith({})
    await user.click(button('Reschedule'))
    const day = await card().findByRole('group', { name: 'Wed, Nov 25' })
    const time = within(day).getByRole('button', { name: /9:00 AM/ })
    vi.useFakeTimers()
    fireEvent.click(time)
    fireEvent.click(button('Move the meeting'))
    vi.useRealTimers()
    expect(asked('appointments.reschedule')).toEqual([])
  })

  it('is moved to a free time, after saying that nothing is canceled before the new time is booked', async () => {
    const { user, asked, meeting } = await openWith({})
    await user.click(button('Reschedule'))
    const day = await card().findByRole('group', { name: 'Wed, Nov 25' })
    await user.click(within(day).getByRole('button', { name: /9:00 AM/ }))
    expect(card().getByText(/Nothing is canceled before the new time is booked/)).toBeTruthy()
    expect(asked('appointments.reschedule')).toEqual([])
    await user.click(await armed(button('Move the meeting')))
    expect(await card().findByText('Moved.')).toBeTruthy()
    expect(asked('appointments.reschedule')).toEqual([
      {
        appointmentId: meeting.id,
        slot: expect.objectContaining({ start: '2026-11-25T14:00:00.000Z' }) as object,
      },
    ])
  })

  it('can be moved by the lead: its link is shown to be copied', async () => {
    const { user } = await openWith({})
    await user.click(button('Reschedule'))
    await user.click(button('Get the link for the lead to move it'))
    expect(await card().findByText('https://calendly.com/reschedulings/IN1')).toBeTruthy()
  })

  it('at the provider that the workspace no longer books on says at once why it is not moved here, and what to do', async () => {
    const { user, asked } = await openWith({ provider: 'ghl' })
    await user.click(button('Reschedule'))
    expect(card().getByText(/on GoHighLevel, but this workspace books on Calendly now/)).toBeTruthy()
    expect(card().getByText(/Cancel it and book a new one, or move it in GoHighLevel\./)).toBeTruthy()
    expect(asked('slots.list')).toEqual([])
    await user.click(button('Keep the time'))
    expect(button('Reschedule')).toBeTruthy()
  })

  it('on Calendly, in a workspace that books on GoHighLevel, can still be moved by the lead', async () => {
    const { workspace } = fakeBridge()
    const settings = { ...workspace.settings, meetingBookingProvider: 'ghl' as const }
    const { user } = await openWith({}, { workspace: { settings } })
    await user.click(button('Reschedule'))
    expect(card().getByText(/on Calendly, but this workspace books on GoHighLevel now/)).toBeTruthy()
    await user.click(button('Get the link for the lead to move it'))
    expect(await card().findByText('https://calendly.com/reschedulings/IN1')).toBeTruthy()
  })

  it('cannot be marked yet', async () => {
    await openWith({})
    expect(card().queryByRole('button', { name: 'No-show' })).toBeNull()
  })
})

describe('what became of a change is told', () => {
  const half = 'Booked Wed, but the meeting on Tue could not be canceled, so both stand.'
  const link = 'https://calendly.com/cancellations/IN1'

  /** Shows these meetings before the call is answered, as the core does. */
  function answerAfter(
    becomes: (meeting: Appointment) => Appointment[],
    answer: ChangeResultView,
  ): [given: (opened: Opened) => void, handler: () => Promise<Answer<ChangeResultView>>] {
    let given: Opened | null = null
    return [
      (opened) => {
        given = opened
      },
      async () => {
        const detail = given?.fake.details.get('lead-0')
        if (!given || !detail) throw new Error('there is no lead')
        const appointments = detail.appointments.flatMap(becomes)
        const changed = detailOf(detail.lead, { ...detail, appointments }, NOW)
        given.fake.details.set('lead-0', changed)
        given.fake.emit('leads.changed', { rows: [changed.row], removed: [] })
        await new Promise((shown) => setTimeout(shown, 20))
        return ok(answer)
      },
    ]
  }

  it('where two meetings stand after a reschedule, with the page on which to cancel the old one', async () => {
    const [given, handler] = answerAfter(
      (old) => [old, { ...old, id: 'calendly:new', externalId: 'new', start: '2026-11-23T16:00:00.000Z' }],
      { kind: 'half_done', sentence: half, link },
    )
    const opened = await openWith({}, { handlers: { 'appointments.reschedule': handler } })
    given(opened)
    await opened.user.click(button('Reschedule'))
    const day = await card().findByRole('group', { name: 'Wed, Nov 25' })
    await opened.user.click(within(day).getByRole('button', { name: /9:00 AM/ }))
    await opened.user.click(await armed(button('Move the meeting')))
    const said = await card().findByText(half)
    expect(said.closest('[aria-live="polite"]')).not.toBeNull()
    expect(card().getByText(link)).toBeTruthy()
  })

  it('where another meeting stands for the lead after a cancellation', async () => {
    const past = { id: 'calendly:past', externalId: 'past', start: PAST, end: '2026-11-20T15:30:00.000Z' }
    const [given, handler] = answerAfter(
      (meeting) => [
        { ...meeting, ...past },
        { ...meeting, status: 'canceled' as const },
      ],
      { kind: 'done', sentence: 'Canceled. Offer new times.', link: null },
    )
    const opened = await openWith({}, { handlers: { 'appointments.cancel': handler } })
    given(opened)
    await opened.user.click(button('Cancel meeting'))
    await opened.user.click(await armed(button('Cancel the meeting')))
    expect(await card().findByText('Canceled. Offer new times.')).toBeTruthy()
  })

  it('until something else is begun', async () => {
    const { user } = await openWith({})
    await user.click(button('Reschedule'))
    const day = await card().findByRole('group', { name: 'Wed, Nov 25' })
    await user.click(within(day).getByRole('button', { name: /9:00 AM/ }))
    await user.click(await armed(button('Move the meeting')))
    expect(await card().findByText('Moved.')).toBeTruthy()
    await user.click(button('Cancel meeting'))
    expect(card().queryByText('Moved.')).toBeNull()
  })
})

describe('the keyboard', () => {
  const focused = () => document.activeElement

  it('is where the next step is: in the panel that opens, and on its button when the meeting is kept', async () => {
    const { user } = await openWith({})
    await user.click(button('Reschedule'))
    expect(focused()).toBe(card().getByRole('group', { name: 'Choose another time' }))
    const day = await card().findByRole('group', { name: 'Wed, Nov 25' })
    await user.click(within(day).getByRole('button', { name: /9:00 AM/ }))
    expect(focused()).toBe(card().getByRole('group', { name: 'Move the meeting' }))
    await user.click(button('Other times'))
    expect(focused()).toBe(card().getByRole('group', { name: 'Choose another time' }))
    await user.click(button('Keep the time'))
    expect(focused()).toBe(button('Reschedule'))
    await user.click(button('Cancel meeting'))
    expect(card().getByRole('group', { name: 'Cancel the meeting' }).contains(focused())).toBe(true)
    await user.click(button('Keep it'))
    expect(focused()).toBe(button('Cancel meeting'))
  })

  it('stays at the meeting when a change is done', async () => {
    const { user } = await openWith({})
    await user.click(button('Cancel meeting'))
    await user.click(await armed(button('Cancel the meeting')))
    await card().findByText('Canceled.')
    await waitFor(() => {
      expect(screen.getByRole('region', { name: 'Meeting' }).contains(focused())).toBe(true)
    })
  })

  it('closes a panel with Esc before the drawer, without changing the meeting', async () => {
    const { user, asked } = await openWith({})
    await user.click(button('Cancel meeting'))
    await user.keyboard('Dana is ill{Escape}')
    expect(button('Cancel meeting')).toBe(focused())
    await user.click(button('Reschedule'))
    await user.keyboard('{Escape}')
    expect(button('Reschedule')).toBe(focused())
    expect(asked('appointments.cancel')).toEqual([])
  })
})

describe('a meeting that is over', () => {
  it('is marked, and the mark can be taken back', async () => {
    const { user, asked, meeting } = await openWith({ start: PAST, end: '2026-11-20T15:30:00.000Z' })
    expect(card().queryByRole('button', { name: 'Cancel meeting' })).toBeNull()
    await user.click(button('No-show'))
    expect(await card().findByText('Did not show up')).toBeTruthy()
    await user.click(button('Undo mark'))
    expect(await card().findByRole('button', { name: 'Showed' })).toBeTruthy()
    expect(asked('appointments.markAttendance')).toEqual([
      { appointmentId: meeting.id, attendance: 'no_show' },
      { appointmentId: meeting.id, attendance: 'confirmed' },
    ])
  })

  it('that Calendly has no word for says that it was marked by hand', async () => {
    await openWith({ start: PAST, end: '2026-11-20T15:30:00.000Z', status: 'showed' })
    expect(card().getByText('Marked by hand; Calendly keeps no-shows only.')).toBeTruthy()
  })
})

describe('the history', () => {
  it('names where a meeting was moved to and why one was canceled', async () => {
    const { fake, console, meeting } = await openWith({})
    const detail = fake.details.get('lead-0')
    if (!detail) throw new Error('there is no lead')
    const old: Appointment = {
      ...meeting,
      id: 'calendly:old',
      externalId: 'old',
      start: PAST,
      status: 'rescheduled',
      reason: 'Conflict',
      rescheduledTo: meeting.externalId,
    }
    fake.details.set('lead-0', detailOf(detail.lead, { ...detail, appointments: [old, meeting] }, NOW))
    await act(() => console.readLead())
    expect(card().getByText('“Conflict”')).toBeTruthy()
    expect(card().getByText('Moved to Tue, Nov 24, 10:00 AM EST.')).toBeTruthy()
  })
})

it('a lead without a meeting has nothing to cancel', async () => {
  await openLead('lead-0', { now: NOW })
  expect(card().queryByRole('button', { name: 'Cancel meeting' })).toBeNull()
})
