// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Answer, Response } from '../../core/api/contract'
import { openLead, useDom } from './support/dom'
import { fail, ok } from './support/fake-bridge'
import { later } from './support/later'
import { aSlot } from './support/sample-data'

useDom()

const NOW = Date.parse('2026-11-23T15:00:00.000Z')
const FIRST = 'Wed, Nov 25, 6:00 AM PST 9:00 AM EST for you'
const SECOND = 'Thu, Nov 26, 7:30 AM PST 10:30 AM EST for you'

const panel = () => within(screen.getByRole('region', { name: 'Times to offer Ada' }))
const message = () => panel().getByRole('group', { name: 'The message' }).textContent
const box = (name: string) => panel().getByRole<HTMLInputElement>('checkbox', { name })

async function findTimes(options: Parameters<typeof openLead>[1] = {}) {
  const opened = await openLead('lead-0', { now: NOW, ...options })
  await opened.user.click(screen.getByRole('button', { name: 'Find times' }))
  return opened
}

describe('finding times to offer', () => {
  it('proposes times in both zones, says how old they are, and shows the message; nothing is sent', async () => {
    const { asked } = await findTimes()
    expect((await panel().findByRole<HTMLInputElement>('checkbox', { name: FIRST })).checked).toBe(true)
    expect(box(SECOND).checked).toBe(true)
    expect(panel().getByText('Calendly · event type “Intro call” · 30 min')).toBeTruthy()
    expect(panel().getByText('Free as of 2 min ago.')).toBeTruthy()
    expect(message()).toBe(
      'The messageWould one of these suit you? Wed, Nov 25, 6:00 AM PST or Thu, Nov 26, 7:30 AM PST',
    )
    expect(asked('offers.send')).toEqual([])
  })

  it('words the message anew for every other choice, and sends what it shows', async () => {
    const { user, asked } = await findTimes()
    await panel().findByRole('checkbox', { name: FIRST })
    await user.click(box(FIRST))
    await user.click(panel().getByRole('button', { name: '10 more free times' }))
    const friday = within(panel().getByRole('group', { name: 'Fri, Nov 27' }))
    await user.click(friday.getByRole('checkbox', { name: /10:00 AM/ }))
    await waitFor(() => {
      expect(message()).toContain('Thu, Nov 26, 7:30 AM PST or Fri, Nov 27, 10:00 AM PST')
    })
    await user.dblClick(panel().getByRole('button', { name: 'Send 2 times' }))
    await screen.findByText('Offered 2 times.')
    expect(asked('offers.send')).toEqual([
      {
        leadId: 'lead-0',
        channel: 'sms',
        slots: [aSlot('2026-11-26T15:30:00.000Z'), aSlot('2026-11-27T18:00:00.000Z')],
        requestId: expect.any(String) as string,
      },
    ])
  })

  it('is over when it was sent, with the focus back where it began', async () => {
    const { user } = await findTimes()
    await user.click(await panel().findByRole('button', { name: 'Send 2 times' }))
    await screen.findByText('Offered 2 times.')
    expect(screen.queryByRole('region', { name: 'Times to offer Ada' })).toBeNull()
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Find times' }))
  })

  it('sends nothing while no time is chosen, or the message is still being worded', async () => {
    const slow = later<Answer<Response<'offers.draft'>>>()
    const { user, fake } = await findTimes()
    await panel().findByRole('checkbox', { name: FIRST })
    await user.click(box(FIRST))
    await user.click(box(SECOND))
    await panel().findByText('Choose at least one time.')
    expect(panel().getByRole<HTMLButtonElement>('button', { name: 'Send times' }).disabled).toBe(true)
    const call = fake.call.bind(fake)
    fake.call = ((method: never, request: never) =>
      method === 'offers.draft' ? slow.promise : call(method, request)) as typeof fake.call
    await user.click(box(FIRST))
    const send = panel().getByRole<HTMLButtonElement>('button', { name: 'Send 1 time' })
    expect(send.disabled).toBe(true)
    expect(screen.getByRole('group', { name: 'The message' }).getAttribute('aria-busy')).toBe('true')
    const request = { leadId: 'lead-0', channel: 'sms' as const, slots: [aSlot('2026-11-25T14:00:00.000Z')] }
    slow.answer(await call('offers.draft', request))
    await waitFor(() => {
      expect(send.disabled).toBe(false)
    })
  })

  it('shows the message of the last choice, whatever comes back first', async () => {
    const slow = later<Answer<Response<'offers.draft'>>>()
    const { user, fake } = await findTimes()
    await panel().findByRole('checkbox', { name: FIRST })
    const call = fake.call.bind(fake)
    let isFirst = true
    fake.call = ((method: never, request: never) => {
      if (method !== 'offers.draft' || !isFirst) return call(method, request)
      isFirst = false
      return slow.promise
    }) as typeof fake.call
    await user.click(box(FIRST))
    await user.click(box(FIRST))
    await waitFor(() => {
      expect(panel().getByRole<HTMLButtonElement>('button', { name: 'Send 2 times' }).disabled).toBe(false)
    })
    await act(async () => {
      slow.answer(await call('offers.draft', { leadId: 'lead-0', channel: 'sms', slots: [] }))
    })
    expect(message()).toContain('Wed, Nov 25, 6:00 AM PST')
    expect(box(FIRST).checked).toBe(true)
  })

  it('lets no more be chosen than one message names', async () => {
    const { user } = await findTimes()
    await user.click(await panel().findByRole('button', { name: '10 more free times' }))
    const others = () => panel().getAllByRole<HTMLButtonElement>('checkbox').slice(2)
    for (const index of [0, 1, 2]) {
      const other = others()[index]
      if (other) await user.click(other)
    }
    expect(panel().getByText(/One message names five times at most./)).toBeTruthy()
    expect(others()[3]?.disabled).toBe(true)
    expect(box(FIRST).disabled).toBe(false)
  })

  it('tells of a chosen time that is not free any more, and sends the others', async () => {
    const { user, fake, asked } = await findTimes()
    await panel().findByRole('checkbox', { name: FIRST })
    const call = fake.call.bind(fake)
    fake.call = (async (method: never, request: never) => {
      const answer = (await call(method, request)) as Answer<Response<'offers.draft'>>
      if (method !== 'offers.draft' || !answer.ok || answer.value.kind !== 'ready') return answer
      const slots = answer.value.slots.slice(1)
      return ok({ ...answer.value, slots })
    }) as typeof fake.call
    await user.click(panel().getByRole('button', { name: 'Check again' }))
    expect(await panel().findByText('Wed, Nov 25, 6:00 AM PST is not free any more.')).toBeTruthy()
    expect(asked('offers.draft').at(-1)).toMatchObject({ fresh: true })
    await user.click(panel().getByRole('button', { name: 'Send 1 time' }))
    await screen.findByText('Offered 1 times.')
  })

  it('stays, with the reason, when it was not sent', async () => {
    const sentence = 'Wed, Nov 25, 6:00 AM PST is not free any more. Choose another time.'
    const { user, asked } = await findTimes({
      handlers: { 'offers.send': () => ok({ sent: false, sentence }) },
    })
    await user.click(await panel().findByRole('button', { name: 'Send 2 times' }))
    const said = await screen.findByText(sentence)
    expect(said.closest('[aria-live="polite"]')).not.toBeNull()
    expect(box(SECOND).checked).toBe(true)
    expect(asked('offers.draft')).toHaveLength(2)
  })

  it('says what has to be done first, and looks again', async () => {
    let works = false
    const { user } = await findTimes({
      handlers: {
        'offers.draft': () =>
          works
            ? fail('provider.outage', 'Calendly does not answer. Try again in a minute.')
            : ok({ kind: 'impossible', reason: 'Set the lead’s time zone first.' }),
      },
    })
    expect(await panel().findByText('Set the lead’s time zone first.')).toBeTruthy()
    works = true
    await user.click(panel().getByRole('button', { name: 'Try again' }))
    expect(await panel().findByText(/Calendly does not answer/)).toBeTruthy()
    expect(panel().getByRole<HTMLButtonElement>('button', { name: 'Send times' }).disabled).toBe(true)
  })

  it('looks again when the lead’s zone becomes known', async () => {
    const { user, console } = await openLead('lead-3', { now: NOW })
    await user.click(screen.getByRole('button', { name: 'Find times' }))
    await screen.findByText('Set the lead’s time zone first.')
    await user.click(screen.getByRole('button', { name: 'Set the time zone' }))
    expect(await screen.findByRole('dialog', { name: 'Edit Dev Quinn' })).toBeTruthy()
    await console.changeLead('leads.update', { leadId: 'lead-3', changes: { zone: 'America/Chicago' } })
    expect(await screen.findByRole('button', { name: 'Send 2 times' })).toBeTruthy()
  })

  it('keeps the written message for later, and Esc closes it before the drawer', async () => {
    const { user } = await openLead('lead-0', { now: NOW })
    const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message to Ada Moreau' })
    await user.type(field(), 'One moment')
    await user.click(screen.getByRole('button', { name: 'Find times' }))
    await panel().findByRole('checkbox', { name: FIRST })
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('region', { name: 'Times to offer Ada' })).toBeNull()
    expect(field().value).toBe('One moment')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Find times' }))
    expect(screen.getByRole('dialog', { name: 'Ada Moreau' })).toBeTruthy()
  })

  it('offers nothing any more when the lead is booked meanwhile', async () => {
    const { fake } = await findTimes()
    await panel().findByRole('checkbox', { name: FIRST })
    await act(async () => {
      await fake.call('leads.book', { leadId: 'lead-0', slot: aSlot('2026-11-25T15:30:00.000Z') })
    })
    expect(await panel().findByText('Ada is booked, so no times are sent.')).toBeTruthy()
    expect(panel().queryByRole('checkbox')).toBeNull()
  })

  it('is not possible once the lead is booked, and says so', async () => {
    const { user } = await openLead('lead-1', { now: NOW })
    const description = 'Ben is booked, so no times are sent.'
    await user.click(screen.getByRole('button', { name: 'Find times', description }))
    expect(screen.queryByRole('region', { name: /Times to offer/ })).toBeNull()
  })
})
