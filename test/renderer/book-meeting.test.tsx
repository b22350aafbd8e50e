// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Answer } from '../../core/api/contract'
import type { BookingResultView } from '../../core/api/methods/booking-methods'
import { ARMING } from '../../renderer/components/armed-button'
import { armed, openLead, useDom } from './support/dom'
import { fail, ok } from './support/fake-bridge'
import { later } from './support/later'
import { aSlot } from './support/sample-data'

useDom()

const NOW = Date.parse('2026-11-23T15:00:00.000Z')
const panel = () => within(screen.getByRole('region', { name: 'Book a meeting' }))

const freeTime = async (name: RegExp) =>
  within(await panel().findByRole('group', { name: 'Wed, Nov 25' })).getByRole('button', { name })

describe('booking a meeting by hand', () => {
  it('shows free times by day in both zones, and names what will be booked', async () => {
    const { user } = await openLead('lead-0', { now: NOW })
    await user.click(screen.getByRole('button', { name: 'Book meeting' }))
    expect(await panel().findByText('Calendly · event type “Intro call” · 30 min')).toBeTruthy()
    const day = panel().getByRole('group', { name: 'Wed, Nov 25' })
    const first = within(day).getAllByRole('button')[0]
    expect(first?.textContent).toBe('Wed, Nov 25, 9:00 AM, for the lead 6:00 AM PST')
  })

  it('says plainly when the lead’s zone is not known', async () => {
    const { user } = await openLead('lead-3', { now: NOW })
    await user.click(screen.getByRole('button', { name: 'Book meeting' }))
    expect(await panel().findByText(/time zone is not known, so these times are yours only/)).toBeTruthy()
  })

  it('asks for the times again when the lead’s zone becomes known', async () => {
    const { user, asked, console } = await openLead('lead-3', { now: NOW })
    await user.click(screen.getByRole('button', { name: 'Book meeting' }))
    await panel().findByText(/time zone is not known/)
    await console.changeLead('leads.update', { leadId: 'lead-3', changes: { zone: 'America/Chicago' } })
    expect(await panel().findByText('Large: your time. Small: the lead’s time.')).toBeTruthy()
    expect(asked('slots.list')).toHaveLength(2)
  })

  it('offers no time any more when the lead is booked elsewhere meanwhile', async () => {
    const { user, fake } = await openLead('lead-0', { now: NOW })
    await user.click(screen.getByRole('button', { name: 'Book meeting' }))
    await user.click(await freeTime(/9:00 AM/))
    const slot = aSlot('2026-11-25T15:30:00.000Z')
    await fake.call('leads.book', { leadId: 'lead-0', slot })
    expect(
      await panel().findByText(/Ada Moreau was booked meanwhile, for Wed, Nov 25, 10:30 AM EST/),
    ).toBeTruthy()
    expect(panel().queryByRole('button', { name: 'Book and confirm' })).toBeNull()
    await user.click(panel().getByRole('button', { name: 'Done' }))
    expect(screen.queryByRole('region', { name: 'Book a meeting' })).toBeNull()
  })

  it('books once on a double click, after saying exactly what happens', async () => {
    const slow = later<Answer<BookingResultView>>()
    const { user, asked } = await openLead('lead-0', {
      now: NOW,
      handlers: { 'leads.book': () => slow.promise },
    })
    await user.click(screen.getByRole('button', { name: 'Book meeting' }))
    await user.click(await freeTime(/9:00 AM/))
    expect(panel().getByText(/^Book/, { selector: 'p' }).textContent).toBe(
      'Book Wed, Nov 25, 9:00 AM EST on Calendly and confirm by SMS.',
    )
    expect(asked('leads.book')).toEqual([])
    const button = await armed(panel().getByRole('button', { name: 'Book and confirm' }))
    // Both clicks come before the button can be drawn as busy.
    act(() => {
      button.click()
      button.click()
    })
    slow.answer(ok({ kind: 'booked', sentence: 'Booked and confirmed by SMS.', attempt: null }))
    expect(await panel().findByText('Booked and confirmed by SMS.')).toBeTruthy()
    expect(asked('leads.book')).toEqual([
      { leadId: 'lead-0', slot: expect.objectContaining({ start: '2026-11-25T14:00:00.000Z' }) as object },
    ])
    expect(panel().queryByRole('button', { name: /9:00 AM/ })).toBeNull()
  })

  it('shows a refusal in place and asks for the free times again', async () => {
    const sentence = 'Not booked: somebody took this time a moment ago. Choose another.'
    const { user, asked } = await openLead('lead-0', {
      now: NOW,
      handlers: { 'leads.book': () => ok({ kind: 'refused', sentence, attempt: null }) },
    })
    await user.click(screen.getByRole('button', { name: 'Book meeting' }))
    await user.click(await freeTime(/9:00 AM/))
    await user.click(await armed(panel().getByRole('button', { name: 'Book and confirm' })))
    const said = await panel().findByText(sentence)
    expect(said.closest('[aria-live="polite"]')).not.toBeNull()
    expect(await freeTime(/10:30 AM/)).toBeTruthy()
    expect(asked('slots.list')).toHaveLength(2)
  })

  it('offers no second try while it is not known whether the first one booked', async () => {
    const { user, fake } = await openLead('lead-0', {
      now: NOW,
      handlers: {
        'leads.book': () => ok({ kind: 'unknown', sentence: 'Calendly did not answer.', attempt: null }),
      },
    })
    await user.click(screen.getByRole('button', { name: 'Book meeting' }))
    await user.click(await freeTime(/9:00 AM/))
    await user.click(await armed(panel().getByRole('button', { name: 'Book and confirm' })))
    expect(await panel().findByText('Calendly did not answer.')).toBeTruthy()
    expect(panel().queryByRole('button', { name: /AM|PM/ })).toBeNull()
    await act(async () => {
      const taskId = fake.details.get('lead-0')?.tasks[0]?.id ?? ''
      await fake.call('tasks.approve', { taskId, slot: aSlot('2026-11-27T15:00:00.000Z') })
    })
    expect(await panel().findByText('Booked after all: Fri, Nov 27, 10:00 AM EST on Calendly.')).toBeTruthy()
    expect(panel().queryByText('Calendly did not answer.')).toBeNull()
  })

  it('says why the free times could not be read, and tries again', async () => {
    let works = false
    const { user, asked } = await openLead('lead-0', {
      now: NOW,
      handlers: {
        'slots.list': () =>
          works
            ? ok({
                provider: 'calendly',
                targetName: 'Intro call',
                minutes: 30,
                leadZone: null,
                operatorZone: 'UTC',
                slots: [],
              })
            : fail('provider.auth', 'Calendly does not accept the token. Replace it in the settings.'),
      },
    })
    await user.click(screen.getByRole('button', { name: 'Book meeting' }))
    expect(await panel().findByText(/does not accept the token/)).toBeTruthy()
    works = true
    await user.click(panel().getByRole('button', { name: 'Try again' }))
    expect(await panel().findByText(/No free times/)).toBeTruthy()
    expect(asked('slots.list')).toHaveLength(2)
  })

  it('opens with b, and Esc closes it before the drawer', async () => {
    const { user } = await openLead('lead-0', { now: NOW })
    screen.getByRole('dialog').focus()
    await user.keyboard('b')
    await screen.findByRole('region', { name: 'Book a meeting' })
    await user.keyboard('{Escape}')
    await waitFor(() => {
      expect(screen.queryByRole('region', { name: 'Book a meeting' })).toBeNull()
    })
    expect(screen.getByRole('dialog', { name: 'Ada Moreau' })).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Book meeting' }))
  })

  it('cannot be opened for a lead that is booked, and says so', async () => {
    const { user } = await openLead('lead-1', { now: NOW })
    const button = screen.getByRole('button', {
      name: 'Book meeting',
      description: 'This lead is booked already.',
    })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    await user.click(button)
    expect(screen.queryByRole('region', { name: 'Book a meeting' })).toBeNull()
  })
})

describe('a time that is chosen in haste', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is not booked by the second click of a slow double click, which meets the confirmation', async () => {
    const { user, asked } = await openLead('lead-0', { now: NOW })
    await user.click(screen.getByRole('button', { name: 'Book meeting' }))
    const time = await freeTime(/9:00 AM/)
    vi.useFakeTimers()
    fireEvent.click(time)
    const button = panel().getByRole('button', { name: 'Book and confirm' })
    act(() => {
      vi.advanceTimersByTime(330)
    })
    fireEvent.click(button)
    expect(asked('leads.book')).toEqual([])
    act(() => {
      vi.advanceTimersByTime(ARMING)
    })
    fireEvent.click(button)
    expect(asked('leads.book')).toHaveLength(1)
  })

  it('is not booked by the key that chose it and is held down', async () => {
    const { user, asked } = await openLead('lead-0', { now: NOW })
    await user.click(screen.getByRole('button', { name: 'Book meeting' }))
    const time = await freeTime(/9:00 AM/)
    time.focus()
    await user.keyboard('{Enter>40/}')
    expect(asked('leads.book')).toEqual([])
    const button = await armed(panel().getByRole('button', { name: 'Book and confirm' }))
    button.focus()
    expect(fireEvent.keyDown(button, { key: 'Enter', repeat: true })).toBe(false)
    await user.keyboard('{Enter}')
    expect(asked('leads.book')).toHaveLength(1)
  })
})
