// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { LeadDetail } from '../../core/api/views'
import { openLead, useDom } from './support/dom'
import { fakeBridge, ok } from './support/fake-bridge'
import { aDecision, aSlot, aTask, anAppointment, detailOf, inbound, outbound } from './support/sample-data'

useDom()

const NOW = Date.parse('2026-11-23T15:00:00.000Z')
const AT = '2026-11-23T14:00:00.000Z'
const LATER = '2026-11-23T14:30:00.000Z'
const reply = inbound('lead-3', 'm-1', 'Please cancel', AT)
const decision = aDecision(reply, {
  outcome: 'no_acceptance',
  sentence: 'The meeting stands. The reply calls the meeting off. Please answer.',
})

async function cardWith(parts: Partial<LeadDetail>) {
  const lead = fakeBridge({ now: NOW }).details.get('lead-3')?.lead
  if (!lead) throw new Error('no lead')
  const detail = detailOf(lead, { messages: [reply], decisions: [decision], ...parts }, NOW)
  await openLead('lead-3', { now: NOW, handlers: { 'leads.get': () => ok(detail) } })
  return within(screen.getByRole('region', { name: 'Latest decision' }))
}

describe('the latest decision', () => {
  it('says when it was made', async () => {
    const card = await cardWith({})
    expect(card.getByText(/^On Mon, Nov 23, 9:00 AM EST:/).parentElement?.textContent).toContain(
      'Please answer.',
    )
  })

  it('is marked as superseded once the meeting was canceled, and asks for nothing any more', async () => {
    const canceled = { ...anAppointment('lead-3', '2026-11-25T15:00:00.000Z', NOW), asOf: LATER }
    const card = await cardWith({ appointments: [{ ...canceled, status: 'canceled' }] })
    expect(card.getByText('The meeting was canceled since then.')).toBeTruthy()
    expect(card.getByText(/^Superseded/)).toBeTruthy()
    expect(card.queryByText(/Please answer/)).toBeNull()
  })

  it('is marked as superseded once the lead was answered', async () => {
    const card = await cardWith({ messages: [reply, outbound('lead-3', 'm-2', 'It is 10 $.', LATER)] })
    expect(card.getByText('The lead was written to since then.')).toBeTruthy()
  })
})

describe('a decision beside its message', () => {
  it('waits for the operator only while its own suggestion is open', async () => {
    const newer = inbound('lead-3', 'm-3', 'The second', LATER)
    const task = {
      ...aTask('lead-3', 'approve_booking', 'Book?', 'Yes.', AT),
      suggestion: {
        kind: 'book' as const,
        slot: aSlot('2026-11-25T15:00:00.000Z'),
        offerId: null,
        messageId: newer.id,
      },
    }
    const suggested = [reply, newer].map((message) =>
      aDecision(message, { outcome: 'suggested', sentence: 'Suggested.', taskId: task.id }),
    )
    const lead = fakeBridge({ now: NOW }).details.get('lead-3')?.lead
    if (!lead) throw new Error('no lead')
    const detail = detailOf(lead, { messages: [reply, newer], decisions: suggested, tasks: [task] }, NOW)
    await openLead('lead-3', { now: NOW, handlers: { 'leads.get': () => ok(detail) } })
    expect(
      screen.getAllByRole('button', { name: /^Decision: / }).map(({ textContent }) => textContent),
    ).toEqual(['Decision: was suggested', 'Decision: waits for you'])
  })
})
