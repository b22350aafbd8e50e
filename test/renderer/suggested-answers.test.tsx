// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { STAYS } from '../../renderer/components/task-place'
import type { LeadDetail } from '../../core/api/views'
import type { Task } from '../../core/domain/task'
import { openConsole, openLead, useDom } from './support/dom'
import { fakeBridge, ok, type FakeOptions } from './support/fake-bridge'
import { aDecision, aTask, detailOf, inbound, outbound } from './support/sample-data'
import { aWorkspace } from './support/sample-workspace'

useDom()

const NOW = Date.parse('2026-11-23T15:00:00.000Z')
const SENT_AT = '2026-11-23T14:00:00.000Z'
const TEXT = 'Hi Lee, would one of these times suit you?\n1) Tue, Nov 24, 10:00 AM EST\nJust reply.'

function suggestion(leadId: string): Task {
  return {
    ...aTask(leadId, 'which_slot', 'Offer times', '“Other times?” It asks for times.', SENT_AT),
    suggestion: {
      kind: 'answer',
      messageId: 'm-1',
      answer: {
        purpose: 'other_times',
        channel: 'sms',
        text: TEXT,
        carries: [],
        zone: null,
        wanted: [],
        madeAt: SENT_AT,
      },
    },
  }
}

/** One lead as the core would show it. */
async function openWith(parts: Partial<LeadDetail>, more: FakeOptions = {}) {
  const lead = fakeBridge({ now: NOW }).details.get('lead-3')?.lead
  if (!lead) throw new Error('no lead')
  const detail = detailOf({ ...lead, ...parts.lead }, parts, NOW)
  return openLead('lead-3', {
    now: NOW,
    ...more,
    handlers: { 'leads.get': () => ok(detail), ...more.handlers },
  })
}

describe('an answer that is suggested', () => {
  it('is shown in full in the drawer, and Send sends what was shown', async () => {
    const { user, asked } = await openWith(
      { tasks: [suggestion('lead-3')] },
      { handlers: { 'tasks.sendAnswer': () => ok({ sent: true, sentence: 'Sent.' }) } },
    )
    const card = within(screen.getByRole('region', { name: 'Needs you' }))
    expect(card.getByText('Suggested answer by SMS')).toBeTruthy()
    expect(card.getByRole('blockquote').textContent).toBe(TEXT)
    await user.click(card.getByRole('button', { name: 'Send' }))
    expect(asked('tasks.sendAnswer')).toEqual([{ taskId: suggestion('lead-3').id, text: TEXT }])
    expect(await screen.findByText('Sent.')).toBeTruthy()
  })

  it('says why it was not sent', async () => {
    const sentence = 'Nothing was sent: a time is no longer free. The answer was made anew; look at it again.'
    const { user } = await openWith(
      { tasks: [suggestion('lead-3')] },
      { handlers: { 'tasks.sendAnswer': () => ok({ sent: false, sentence }) } },
    )
    const card = within(screen.getByRole('region', { name: 'Needs you' }))
    await user.click(card.getByRole('button', { name: 'Send' }))
    expect(await card.findByText(sentence)).toBeTruthy()
  })

  it('is shown in full among the tasks too', async () => {
    const { user } = await openConsole({
      now: NOW,
      workspace: { ...aWorkspace(NOW), tasks: [suggestion('lead-3')] },
    })
    await user.click(screen.getByRole('button', { name: /^Tasks/ }))
    expect(screen.getByRole('blockquote').textContent).toBe(TEXT)
    expect(screen.getByText('Times to send')).toBeTruthy()
    expect(screen.queryByText('Which time?')).toBeNull()
    expect(screen.getByRole('button', { name: 'Send' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Dismiss' })).toBeTruthy()
  })
})

describe('the focus of a task that is done', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('stays at it, and goes to the lead’s name in the drawer when it leaves', async () => {
    const { user } = await openLead('lead-2', { now: NOW })
    vi.useFakeTimers({ shouldAdvanceTime: true })
    await user.click(screen.getByRole('button', { name: 'Dismiss' }))
    const place = (await screen.findByText('Dismissed.')).closest('li')
    expect(document.activeElement).toBe(place)
    act(() => {
      vi.advanceTimersByTime(STAYS)
    })
    expect(document.activeElement).toBe(screen.getByRole('dialog').querySelector('h2'))
  })

  it('goes to the tasks where they are listed', async () => {
    const { user } = await openConsole({ now: NOW })
    await user.click(screen.getByRole('button', { name: /^Tasks/ }))
    const [dismiss] = screen.getAllByRole('button', { name: 'Dismiss' })
    if (!dismiss) throw new Error('no task')
    vi.useFakeTimers({ shouldAdvanceTime: true })
    await user.click(dismiss)
    await screen.findByText('Dismissed.')
    act(() => {
      vi.advanceTimersByTime(STAYS)
    })
    expect(document.activeElement).toBe(screen.getByRole('main'))
  })
})

describe('an answer that was sent', () => {
  it('is marked as automatic, and the decision leads to it', async () => {
    const reply = inbound('lead-3', 'm-1', 'Other times?', SENT_AT)
    const answer = { ...outbound('lead-3', 'answer-1', TEXT, SENT_AT), automatic: true }
    const decision = aDecision(reply, {
      outcome: 'answered',
      sentence: 'Offered two times.',
      answerId: answer.id,
    })
    const { user } = await openWith({ messages: [reply, answer], decisions: [decision] })
    const bubble = screen.getByText(/Just reply/).closest('[id]')
    expect(bubble?.textContent).toContain('From Slotkeeper')
    expect(bubble?.textContent).toContain('Automatic')
    const card = within(screen.getByRole('region', { name: 'Latest decision' }))
    expect(card.getByText('Answered')).toBeTruthy()
    await user.click(card.getByRole('button', { name: 'Show the message' }))
    expect(document.activeElement).toBe(bubble)
  })
})

describe('a lead that is snoozed', () => {
  it('says until when, and is woken with one click', async () => {
    const lead = fakeBridge({ now: NOW }).details.get('lead-3')?.lead
    if (!lead) throw new Error('no lead')
    const { user, asked } = await openWith(
      { lead: { ...lead, snoozedUntil: '2027-01-04T14:00:00.000Z' } },
      { handlers: { 'leads.setSnooze': () => ok(detailOf(lead, {}, NOW)) } },
    )
    expect(screen.getByText('Snoozed until Mon, Jan 4, 2027, 9:00 AM EST')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Wake' }))
    await waitFor(() => {
      expect(asked('leads.setSnooze')).toEqual([{ leadId: 'lead-3', until: null }])
    })
  })
})
