// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openLead, useDom } from './support/dom'
import { fakeBridge, ok } from './support/fake-bridge'

useDom()

const NOW = Date.parse('2026-11-23T15:00:00.000Z')

describe('what a booking must answer', () => {
  const QUESTION = 'What would you like to discuss?'
  const OTHER = 'How large is your team?'

  async function openAsked() {
    const detail = fakeBridge({ now: NOW }).details.get('lead-2')
    if (!detail) throw new Error('no lead')
    const lead = { ...detail.lead, answers: { [OTHER]: 'Twelve', Old: 'kept by the core' } }
    return openLead('lead-2', {
      now: NOW,
      handlers: { 'leads.get': () => ok({ ...detail, lead, questions: [QUESTION, OTHER] }) },
    })
  }

  it('stands on the contact card, with the answers that there are', async () => {
    await openAsked()
    const card = screen.getByRole('region', { name: 'Contact' })
    expect(within(card).getByText(QUESTION).nextElementSibling?.textContent).toBe('No answer yet')
    expect(within(card).getByText(OTHER).nextElementSibling?.textContent).toBe('Twelve')
  })

  it('is answered in the form, each question in its own words, and only what is asked is sent', async () => {
    const { user, asked } = await openAsked()
    const card = screen.getByRole('region', { name: 'Contact' })
    await user.click(within(card).getByRole('button', { name: 'Edit' }))
    const form = within(await screen.findByRole('group', { name: 'Booking questions' }))
    expect(form.getByLabelText<HTMLTextAreaElement>(OTHER).value).toBe('Twelve')
    await user.type(form.getByLabelText(QUESTION), 'Pricing')
    await user.clear(form.getByLabelText(OTHER))
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => {
      expect(asked('leads.update')).toMatchObject([
        { changes: { answers: { [QUESTION]: 'Pricing', [OTHER]: '' } } },
      ])
    })
    expect(JSON.stringify(asked('leads.update'))).not.toContain('kept by the core')
  })

  it('is not spoken of where nothing is asked', async () => {
    const { user } = await openLead('lead-2', { now: NOW })
    const card = screen.getByRole('region', { name: 'Contact' })
    expect(within(card).queryByText('Booking questions')).toBeNull()
    await user.click(within(card).getByRole('button', { name: 'Edit' }))
    await screen.findByRole('dialog', { name: /^Edit/ })
    expect(screen.queryByRole('group', { name: 'Booking questions' })).toBeNull()
  })
})
