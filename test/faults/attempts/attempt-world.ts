import { expect, vi } from 'vitest'
import type { ProviderId } from '../../../core/domain/names'
import { calls, startWorld, type World } from '../../support/world'

export const providers = ['calendly', 'ghl'] as const

export const BOOKING_CALL = {
  calendly: 'POST /invitees',
  ghl: 'POST /calendars/events/appointments',
} as const satisfies Record<ProviderId, string>

const CREATED = { calendly: 'invitee.created', ghl: 'AppointmentCreate' } as const

/** How far the clock is moved for a lookup to be final: beyond the lag of the providers' lists. */
export const LONG_ENOUGH = 3 * 60_000

/** A world whose provider's webhooks of bookings are all lost, so that nothing but its own record tells of them. */
export async function startSilentWorld(provider: ProviderId): Promise<World> {
  const world = await startWorld({ provider })
  world[provider].disturbWebhooks({ event: CREATED[provider], fault: { kind: 'lost' }, times: 'always' })
  return world
}

export function meetingsAt(world: World, provider: ProviderId): number {
  return provider === 'calendly'
    ? world.calendly.snapshot().invitees.length
    : world.ghl.snapshot().appointments.length
}

/** How many confirmations reached the lead's phone. */
export function confirmationsSent(world: World): number {
  const { messages } = world.ghl.snapshot()
  return messages.filter(
    ({ direction, body }) => direction === 'outbound' && body.startsWith('You are booked'),
  ).length
}

export async function later(world: World): Promise<void> {
  world.clock.advance(LONG_ENOUGH)
  await world.settle()
}

/** One meeting at the provider, one at ours, told to the lead once, and nobody is asked anything. */
export async function expectBookedOnce(world: World, provider: ProviderId, leadId: string): Promise<void> {
  const lead = await world.lead(leadId)
  expect(lead.appointments).toMatchObject([{ status: 'confirmed', provider }])
  expect(lead.attempts.filter(({ state }) => state === 'booked')).toHaveLength(1)
  expect(lead.messages.filter(({ id }) => id.startsWith('confirmation:'))).toMatchObject([{ state: 'sent' }])
  expect(lead.tasks.filter(({ state }) => state === 'open')).toEqual([])
  expect(meetingsAt(world, provider)).toBe(1)
  expect(confirmationsSent(world)).toBe(1)
}

/** The clock by which calls to providers are given up: it stands still until the test lets all open calls run out. */
export function holdCallClock(): { runOut: () => void } {
  const open: AbortController[] = []
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    const call = new AbortController()
    open.push(call)
    return call.signal
  })
  return {
    runOut: () => {
      vi.restoreAllMocks()
      for (const call of open) call.abort(new DOMException('The operation timed out.', 'TimeoutError'))
    },
  }
}

export function bookingCalls(world: World, provider: ProviderId): number {
  return calls(world[provider], BOOKING_CALL[provider])
}
