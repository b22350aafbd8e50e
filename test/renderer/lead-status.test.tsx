// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openConsole, openLead, useDom } from './support/dom'
import { fakeBridge, ok } from './support/fake-bridge'
import { anAppointment, detailOf, outbound } from './support/sample-data'

useDom()

const NOW = Date.parse('2026-11-23T15:00:00.000Z')

function detail(changes: Parameters<typeof detailOf>[1]) {
  const lead = fakeBridge({ now: NOW }).details.get('lead-3')?.lead
  if (!lead) throw new Error('no lead')
  return detailOf({ ...lead, status: 'meeting_booked' }, changes, NOW)
}

describe('a meeting that is over', () => {
  const over = detail({ appointments: [anAppointment('lead-3', '2026-11-20T14:00:00.000Z', NOW)] })

  it('is shown as over and not marked yet, with the ways to mark it', async () => {
    const { user, asked } = await openLead('lead-3', {
      now: NOW,
      handlers: { 'leads.get': () => ok(over) },
    })
    const card = within(screen.getByRole('region', { name: 'Meeting' }))
    expect(card.getByText('Over, not marked yet')).toBeTruthy()
    expect(card.queryByText('Not booked')).toBeNull()
    expect(
      screen.getByRole<HTMLSelectElement>('combobox', { name: 'Status' }).selectedOptions[0]?.label,
    ).toBe('Meeting over')
    await user.click(card.getByRole('button', { name: 'No-show' }))
    expect(asked('appointments.markAttendance')).toHaveLength(1)
  })

  it('is not called "Not booked" in the list', async () => {
    await openConsole({ now: NOW, handlers: { 'leads.list': () => ok([over.row]) } })
    const row = (await screen.findAllByRole('row'))[1]
    expect(row?.textContent).toContain('Over, not marked yetFri, Nov 20, 9:00 AM EST')
    expect(row?.textContent).toContain('Meeting over')
  })
})

describe('the last message in the list', () => {
  it('says when Slotkeeper wrote it, and when it was not sent', async () => {
    const sent = {
      ...outbound('lead-3', 'm', 'You are booked.', '2026-11-23T14:00:00.000Z'),
      automatic: true,
    }
    const { row } = detail({ messages: [{ ...sent, state: 'failed' }] })
    const { console } = await openConsole({ now: NOW, handlers: { 'leads.list': () => ok([row]) } })
    await screen.findByText('Slotkeeper:', { exact: false })
    expect(screen.getByText(/Not sent/)).toBeTruthy()
    console.setDraft('lead-3', 'Half a thought')
    expect(await screen.findByText(/Draft/)).toBeTruthy()
  })
})

describe('the status of a lead', () => {
  it('is set by hand, so that a lead can be closed', async () => {
    const { user, asked } = await openLead('lead-3', { now: NOW })
    await user.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'Unqualified')
    await waitFor(() => {
      expect(asked('leads.update')).toEqual([{ leadId: 'lead-3', changes: { status: 'unqualified' } }])
    })
    expect(await screen.findByText('Dev Quinn: Unqualified.')).toBeTruthy()
  })
})
