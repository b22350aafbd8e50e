// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Answer } from '../../core/api/contract'
import { openConsole, useDom } from './support/dom'
import { fail, ok, type FakeOptions } from './support/fake-bridge'
import { later } from './support/later'
import { someDeliveries } from './support/sample-deliveries'

useDom()

async function openWebhooks(options: FakeOptions = {}) {
  const opened = await openConsole(options)
  await opened.user.click(screen.getByRole('button', { name: 'Webhooks' }))
  return opened
}

const list = () => screen.findByRole('region', { name: 'Webhooks, newest first' })
const none = () => ok({ received: 0, applied: 0, ignored: 0, unmatched: 0, failed: 0, dead: 0 })
const pane = () => screen.findByRole('region', { name: 'Webhook details' })

/** Opens the details of the first webhook that tells this. */
async function openDetails(tells: string, options: FakeOptions = {}) {
  const opened = await openWebhooks(options)
  const [row] = within(await list()).getAllByRole('button', { name: tells })
  if (!row) throw new Error('it is not listed')
  await opened.user.click(row)
  return { ...opened, row }
}

/** The details of the booking that found no lead. */
async function openUnmatched(options: FakeOptions = {}) {
  const opened = await openWebhooks(options)
  await list()
  await opened.user.selectOptions(screen.getByLabelText('What became of it'), 'unmatched')
  await waitFor(() => {
    expect(screen.getAllByRole('button', { name: 'Meeting booked' })).toHaveLength(1)
  })
  await opened.user.click(screen.getByRole('button', { name: 'Meeting booked' }))
  await screen.findByRole('button', { name: 'Link to a lead' })
  return opened
}

describe('the list of webhooks', () => {
  it('is narrowed by outcome, sender and words', async () => {
    const { user, asked } = await openWebhooks()
    await list()
    await user.selectOptions(screen.getByLabelText('What became of it'), 'dead')
    await user.selectOptions(screen.getByLabelText('Sender'), 'ghl')
    await user.type(screen.getByLabelText('Search webhooks'), 'changed')
    await waitFor(() => {
      expect(asked('deliveries.list').at(-1)).toEqual({
        limit: 201,
        ignored: false,
        state: 'dead',
        source: 'ghl',
        search: 'changed',
      })
    })
    expect(within(await list()).getAllByRole('row')).toHaveLength(2)
  })

  it('leaves out what is ignored until it is asked for, and counts it', async () => {
    const { user } = await openWebhooks()
    await list()
    expect(screen.queryByRole('button', { name: 'Routing form filled in' })).toBeNull()
    expect(await screen.findByRole('option', { name: 'Ignored (1)' })).toBeTruthy()
    expect(screen.getByRole('option', { name: 'All but 1 ignored' })).toBeTruthy()
    await user.selectOptions(screen.getByLabelText('What became of it'), 'ignored')
    expect(await screen.findByRole('button', { name: 'Routing form filled in' })).toBeTruthy()
  })

  it('opens one by a click anywhere on its line, and a lead by the lead’s name in it', async () => {
    const { user, fake } = await openWebhooks()
    const why = within(await list()).getByText('The body names no appointment.')
    await user.click(why)
    expect(await within(await pane()).findByText('AppointmentUpdate')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Close webhook details' }))
    const name = fake.details.get('lead-2')?.row.name ?? ''
    await user.click(within(await list()).getByRole('button', { name }))
    expect(await screen.findByRole('dialog', { name })).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Webhook details' })).toBeNull()
  })

  it('says that nothing fits, and shows all again', async () => {
    const { user } = await openWebhooks()
    await list()
    await user.type(screen.getByLabelText('Search webhooks'), 'zebra')
    expect(await screen.findByText('No webhook fits')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Show all' }))
    expect(within(await list()).getAllByRole('row').length).toBeGreaterThan(2)
  })

  it('says why it is empty, and what to do', async () => {
    await openWebhooks({ handlers: { 'deliveries.list': () => ok([]), 'deliveries.count': none } })
    expect(await screen.findByText('No webhooks yet')).toBeTruthy()
    expect(screen.queryByLabelText('Search webhooks')).toBeNull()
  })

  it('says why it could not be read, and tries again', async () => {
    let broken = true
    const { user } = await openWebhooks({
      handlers: {
        'deliveries.list': () => (broken ? fail('internal', 'The store does not answer.') : ok([])),
        'deliveries.count': none,
      },
    })
    expect(await screen.findByText('The store does not answer.')).toBeTruthy()
    broken = false
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('No webhooks yet')).toBeTruthy()
  })

  it('keeps its search field with the focus when the search is emptied', async () => {
    const { user } = await openWebhooks()
    await list()
    await user.type(screen.getByLabelText('Search webhooks'), 'zebra')
    await screen.findByText('No webhook fits')
    const field = screen.getByLabelText('Search webhooks')
    await user.keyboard('{Escape}')
    expect(screen.queryByText('No webhooks yet')).toBeNull()
    await list()
    expect(document.activeElement).toBe(field)
  })

  it('stays in view with the open details when it cannot be read anew, and tries again', async () => {
    const { user, fake } = await openDetails('Meeting canceled')
    await within(await pane()).findByRole('button', { name: 'Replay' })
    const call = fake.call.bind(fake)
    fake.call = () => Promise.resolve(fail('unreachable', 'Slotkeeper does not answer.'))
    act(() => {
      fake.emit('deliveries.changed', {})
    })
    expect(await screen.findAllByText('Slotkeeper does not answer.')).toHaveLength(2)
    expect(within(await list()).getAllByRole('row').length).toBeGreaterThan(2)
    expect(within(await pane()).getByRole('button', { name: 'Replay' })).toBeTruthy()
    fake.call = call
    for (const again of screen.getAllByRole('button', { name: 'Try again' })) await user.click(again)
    await waitFor(() => {
      expect(screen.queryByText('Slotkeeper does not answer.')).toBeNull()
    })
  })

  it('is read twice however many webhooks arrive meanwhile', async () => {
    const { fake, asked } = await openWebhooks()
    await list()
    const slow = later<Answer<never>>()
    const before = asked('deliveries.list').length
    const call = fake.call.bind(fake)
    let held = true
    fake.call = async (...asking) => {
      const answer = await call(...asking)
      if (held) await slow.promise
      return answer
    }
    for (let count = 0; count < 50; count += 1) act(() => fake.emit('deliveries.changed', {}))
    held = false
    slow.answer(fail('late', 'It is late.'))
    await waitFor(() => {
      expect(asked('deliveries.list')).toHaveLength(before + 2)
    })
  })

  it('says when there are more than are shown', async () => {
    const [row] = someDeliveries(Date.now())
    if (!row) throw new Error('there is no sample')
    const many = Array.from({ length: 201 }, (_, count) => ({ ...row, id: `many-${count}` }))
    await openWebhooks({ handlers: { 'deliveries.list': () => ok(many) } })
    expect(await screen.findByText(/^More than 200 fit; the newest 200 are shown\./)).toBeTruthy()
    expect(within(await list()).getAllByRole('row')).toHaveLength(201)
  })

  it('replays all of the time that is chosen, also what is not shown', async () => {
    const { user, asked } = await openWebhooks()
    await list()
    await user.selectOptions(screen.getByLabelText('Received'), 'hour')
    await user.click(await screen.findByRole('button', { name: 'Replay all of that time' }))
    await waitFor(() => {
      expect(asked('deliveries.replay')).toHaveLength(1)
    })
    const [range] = asked('deliveries.replay') as { from: string; to: string }[]
    expect(asked('deliveries.list').at(-1)).toMatchObject({ from: range?.from })
    expect(Date.parse(range?.to ?? '') - Date.parse(range?.from ?? '')).toBeGreaterThanOrEqual(3_600_000)
    await user.selectOptions(screen.getByLabelText('What became of it'), 'failed')
    expect(await screen.findByRole('button', { name: 'Replay shown' })).toBeTruthy()
  })

  it('replays what is shown and says in one sentence what came of it', async () => {
    const { user, asked } = await openWebhooks()
    await list()
    await user.selectOptions(screen.getByLabelText('What became of it'), 'failed')
    await waitFor(() => {
      expect(within(screen.getByRole('table')).getAllByRole('row')).toHaveLength(2)
    })
    await user.click(screen.getByRole('button', { name: 'Replay shown' }))
    expect(await screen.findByText('1 applied now.')).toBeTruthy()
    expect(asked('deliveries.replay')).toEqual([{ ids: ['delivery-2'] }])
  })
})

describe('the details of a webhook', () => {
  /** @promise security: What a sender wrote into a webhook is shown as text and never becomes part of the page. */
  it('show the payload as text, whatever it holds', async () => {
    await openDetails('Meeting changed')
    const payload = await screen.findByRole('region', { name: 'Payload' })
    expect(payload.textContent).toContain('"note": "<b>not bold</b>"')
    expect(payload.textContent.split('\n').length).toBeGreaterThan(3)
    expect(payload.children).toHaveLength(0)
  })

  it('show a body that is no JSON as it came', async () => {
    await openDetails('Meeting changed', {
      handlers: {
        'deliveries.get': () =>
          ok({
            id: 'delivery-1',
            source: 'calendly',
            event: 'unknown',
            tells: 'unknown',
            body: 'no json <i>at all',
            receivedAt: '2026-11-23T14:00:00.000Z',
            state: 'ignored',
            why: 'The body is not a Calendly webhook.',
            failures: 0,
            retryAt: null,
            leadId: null,
            appliedAt: null,
            meeting: null,
          }),
      },
    })
    expect((await screen.findByRole('region', { name: 'Payload' })).textContent).toBe('no json <i>at all')
    expect(screen.queryByRole('button', { name: 'Link to a lead' })).toBeNull()
  })

  it('are opened, read and closed by keyboard, and the focus comes back', async () => {
    const { user } = await openWebhooks()
    const [row] = within(await list()).getAllByRole('button', { name: 'Meeting canceled' })
    row?.focus()
    await user.keyboard('{Enter}')
    const details = await pane()
    expect(document.activeElement).toBe(details)
    expect(await within(details).findByText(/^2 failures, tried again at/)).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('region', { name: 'Webhook details' })).toBeNull()
    expect(document.activeElement).toBe(row)
  })

  it('lead to the lead', async () => {
    const { user, fake } = await openDetails('Meeting canceled')
    const name = fake.details.get('lead-2')?.row.name ?? ''
    await user.click(await within(await pane()).findByRole('button', { name }))
    expect(await screen.findByRole('dialog', { name })).toBeTruthy()
  })

  it('replay it, say what came of it, and read it again', async () => {
    const { user, asked } = await openDetails('Meeting canceled', {
      handlers: {
        'deliveries.replay': () => ok({ sentence: 'Applied already. Nothing changed.', results: [] }),
      },
    })
    await user.click(await within(await pane()).findByRole('button', { name: 'Replay' }))
    expect(await screen.findByText('Applied already. Nothing changed.')).toBeTruthy()
    expect(asked('deliveries.replay')).toEqual([{ ids: ['delivery-2'] }])
    await waitFor(() => {
      expect(asked('deliveries.get').length).toBeGreaterThan(1)
    })
  })

  it('say why one could not be read', async () => {
    await openDetails('Meeting canceled', {
      handlers: { 'deliveries.get': () => fail('not_found', 'This webhook is no longer kept.') },
    })
    expect(await within(await pane()).findByText('This webhook is no longer kept.')).toBeTruthy()
  })
})

describe('a booking without a lead', () => {
  it('names the person, and is linked to the lead that is found by name', async () => {
    const { user, asked, fake } = await openUnmatched()
    expect(screen.getByText('Sam Stranger, sam@example.com')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Link to a lead' }))
    const row = fake.details.get('lead-3')?.row
    await user.type(screen.getByLabelText('Whose meeting is it?'), row?.name ?? '')
    const choices = within(screen.getByRole('group', { name: 'Link to a lead' }))
    await user.click(await choices.findByRole('button', { name: new RegExp(`^${row?.name ?? ''}`) }))
    expect(asked('deliveries.link')).toEqual([])
    expect(choices.getByText(/should they get a confirmation/).textContent).toContain(row?.name)
    await user.click(choices.getByRole('button', { name: 'Link and confirm' }))
    expect(await screen.findByText('The meeting now belongs to the lead.')).toBeTruthy()
    expect(asked('deliveries.link')).toEqual([{ id: 'delivery-5', leadId: 'lead-3', confirm: true }])
  })

  it('is linked without a word to the lead where the operator wants it so', async () => {
    const { user, asked, fake } = await openUnmatched()
    await user.click(screen.getByRole('button', { name: 'Link to a lead' }))
    const name = fake.details.get('lead-3')?.row.name ?? ''
    await user.type(screen.getByLabelText('Whose meeting is it?'), name)
    const choices = within(screen.getByRole('group', { name: 'Link to a lead' }))
    await user.click(await choices.findByRole('button', { name: new RegExp(`^${name}`) }))
    await user.click(choices.getByRole('button', { name: 'Link, send nothing' }))
    expect(asked('deliveries.link')).toEqual([{ id: 'delivery-5', leadId: 'lead-3', confirm: false }])
  })

  it('brings the field for the lead, and what it finds, into view', async () => {
    const seen = vi.spyOn(HTMLElement.prototype, 'scrollIntoView')
    const { user } = await openUnmatched()
    await user.click(screen.getByRole('button', { name: 'Link to a lead' }))
    const group = screen.getByRole('group', { name: 'Link to a lead' })
    expect(seen.mock.contexts).toEqual([group])
    await user.type(screen.getByLabelText('Whose meeting is it?'), 'a')
    expect(seen.mock.contexts).toEqual([group, group])
  })

  it('says that no lead fits, and goes back', async () => {
    const { user, asked } = await openUnmatched()
    await user.click(screen.getByRole('button', { name: 'Link to a lead' }))
    await user.type(screen.getByLabelText('Whose meeting is it?'), 'zzzz')
    expect(await screen.findByText('No lead fits. Try another word, or create the lead.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Back' }))
    expect(screen.getByRole('button', { name: 'Link to a lead' })).toBeTruthy()
    expect(asked('deliveries.link')).toEqual([])
  })

  it('keeps its details open when the search for the lead is left with Esc', async () => {
    const { user } = await openUnmatched()
    await user.click(screen.getByRole('button', { name: 'Link to a lead' }))
    await user.keyboard('Sam{Escape}')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Link to a lead' }))
    expect(await pane()).toBeTruthy()
  })

  it('becomes a lead with one click, and a refusal is shown where it was asked', async () => {
    const { user, asked } = await openUnmatched({
      handlers: { 'deliveries.createLead': () => fail('not_linked', 'The webhook names nobody.') },
    })
    await user.click(screen.getByRole('button', { name: 'Create lead' }))
    expect(await within(await pane()).findByText('The webhook names nobody.')).toBeTruthy()
    expect(asked('deliveries.createLead')).toEqual([{ id: 'delivery-5' }])
  })
})
