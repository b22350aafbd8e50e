import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ProviderId } from '../../../core/domain/names'
import type { SecretKey } from '../../../core/context'
import type { Fault } from '../../../core/sandbox/shared/faults'
import { bundleForNode, type Bundle } from '../../support/bundle'
import { startChild } from '../../support/child'
import { calls, type World } from '../../support/world'
import {
  BOOKING_CALL,
  bookingCalls,
  confirmationsSent,
  expectBookedOnce,
  later,
  meetingsAt,
  providers,
  startSilentWorld,
} from './attempt-world'
import type { ProcessOrder } from './attempt-process'

// Processes take their time to start where the machine is busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const SEND = 'POST /conversations/messages'
const SECRETS: SecretKey[] = ['calendly.token', 'calendly.webhookSigningKey', 'ghl.token']

let bundle: Bundle
beforeAll(async () => {
  bundle = await bundleForNode(path.resolve(import.meta.dirname, 'attempt-process.ts'))
})
afterAll(() => bundle.remove())

/** A lead in a conversation, a free time, and the core stopped, so that another process can have its folder. */
async function leadAndSlot(provider: ProviderId) {
  const world = await startSilentWorld(provider)
  const leadId = await world.addLead()
  await world.offer(leadId)
  const { slots } = await world.call('slots.list', { leadId })
  const slot = slots.at(-1)?.slot
  if (!slot) throw new Error('there is no free slot')
  await world.stop()
  const order: ProcessOrder = {
    folder: world.folder,
    urls: { calendly: world.calendly.url, ghl: world.ghl.url },
    secrets: Object.fromEntries(SECRETS.map((key) => [key, world.secrets.get(key) ?? ''])),
    now: world.clock.now(),
    bookingPath: BOOKING_CALL[provider].split(' ')[1] ?? '',
    leadId,
    slot,
  }
  return { world, leadId, order }
}

/** Lets another process book, kills it in this call, and starts the core again on what it left. */
async function killIn(world: World, order: ProcessOrder, provider: ProviderId, route: string, fault: Fault) {
  const sandbox = route === SEND ? world.ghl : world[provider]
  const before = calls(sandbox, route)
  sandbox.failNext({ route, fault })
  const child = startChild(process.execPath, [bundle.file, 'book', JSON.stringify(order)])
  await expect.poll(() => calls(sandbox, route)).toBe(before + 1)
  child.kill()
  expect((await child.ended).signal).toBe('SIGKILL')
  await world.start()
  await world.settle()
}

async function bookByHand(world: World, { leadId, slot }: ProcessOrder): Promise<void> {
  expect((await world.call('leads.book', { leadId, slot })).kind).toBe('booked')
  const { tasks } = await world.lead(leadId)
  const trouble = tasks.filter(({ kind, state }) => kind === 'provider_trouble' && state === 'open')
  for (const { id } of trouble) await world.call('tasks.dismiss', { taskId: id })
}

describe.each(providers)('on %s, killed with -9', (provider) => {
  /** @promise reliability: A crash between the booking call and its record leaves one meeting, which the next start finds and confirms once. */
  test('between the call and its record: found at the next start, booked and confirmed once', async () => {
    const { world, leadId, order } = await leadAndSlot(provider)
    await killIn(world, order, provider, BOOKING_CALL[provider], { kind: 'hang_after' })
    await later(world)
    await expectBookedOnce(world, provider, leadId)
    expect(bookingCalls(world, provider)).toBe(1)
  })

  /** @promise reliability: A crash between the claim and the booking call books nothing, at the next start or later, until a person does. */
  test('between the claim and the call: nothing is booked, and the lead can be booked by hand', async () => {
    const { world, leadId, order } = await leadAndSlot(provider)
    const child = startChild(process.execPath, [bundle.file, 'die-before-call', JSON.stringify(order)])
    expect((await child.ended).signal).toBe('SIGKILL')
    await world.start()
    await world.settle()
    expect((await world.lead(leadId)).attempts).toMatchObject([{ state: 'unknown' }])
    await later(world)
    const { attempts } = await world.lead(leadId)
    expect(attempts).toMatchObject([{ state: 'refused', refusal: { reason: 'not_found_at_provider' } }])
    expect([bookingCalls(world, provider), meetingsAt(world, provider)]).toEqual([0, 0])
    await bookByHand(world, order)
    await expectBookedOnce(world, provider, leadId)
    expect(bookingCalls(world, provider)).toBe(1)
  })

  test('while the provider had the call but had not worked on it: settled as not booked', async () => {
    const { world, leadId, order } = await leadAndSlot(provider)
    await killIn(world, order, provider, BOOKING_CALL[provider], { kind: 'hang_before' })
    await later(world)
    const { attempts } = await world.lead(leadId)
    expect(attempts).toMatchObject([{ state: 'refused', refusal: { reason: 'not_found_at_provider' } }])
    await bookByHand(world, order)
    await expectBookedOnce(world, provider, leadId)
    expect(bookingCalls(world, provider)).toBe(2)
  })

  /** @promise reliability: A crash while a confirmation goes out leaves the meeting booked and the confirmation sent at most once, and a person is told. */
  test('while the confirmation went out: it is not sent again, and a task says so', async () => {
    const { world, leadId, order } = await leadAndSlot(provider)
    await killIn(world, order, provider, SEND, { kind: 'hang_after' })
    await later(world)
    const lead = await world.lead(leadId)
    expect(lead.appointments).toMatchObject([{ status: 'confirmed' }])
    expect(lead.tasks.filter(({ state }) => state === 'open')).toMatchObject([{ kind: 'not_confirmed' }])
    expect([bookingCalls(world, provider), meetingsAt(world, provider), confirmationsSent(world)]).toEqual([
      1, 1, 1,
    ])
  })
})
