import { z } from 'zod'
import type { Lead } from './lead'
import { idSchema, providerIdSchema, type ProviderId } from './names'
import { instantSchema, toInstant, type Instant, type TimeWindow } from './time'

/** A time that the provider offers for one event type or calendar. */
export const slotSchema = z.strictObject({
  provider: providerIdSchema,
  /** Calendly's event-type URI or GHL's calendar id: a slot never crosses from one to another (G2). */
  targetId: idSchema,
  start: instantSchema,
  end: instantSchema,
  /** The start exactly as the provider wrote it; Calendly wants it back byte for byte (calendly.md A9). */
  providerStart: z.string().min(1),
})
export type Slot = z.infer<typeof slotSchema>

/** A slot as somebody orders it to be booked: what is claimed and told is what the provider is asked for. */
export const orderedSlotSchema = slotSchema.refine(
  ({ start, end, providerStart }) => start < end && isSameInstant(providerStart, start),
  'is not a time that was listed',
)

function isSameInstant(written: string, instant: Instant): boolean {
  try {
    return toInstant(written) === instant
  } catch {
    return false
  }
}

/** What makes two slots the same slot. */
export function slotKey(slot: Slot): string {
  return `${targetKey(slot.provider, slot.targetId)} ${slot.start}`
}

/** What makes two event types or calendars the same. */
export function targetKey(provider: ProviderId, targetId: string): string {
  return `${provider} ${targetId}`
}

/** Each slot once, in the order of time: a provider may name one twice. */
export function distinctSlots(slots: readonly Slot[]): Slot[] {
  const distinct = [...new Map(slots.map((slot) => [slotKey(slot), slot])).values()]
  return distinct.sort(byStart)
}

/** In the order of time. */
export function byStart(a: { start: Instant }, b: { start: Instant }): number {
  return a.start < b.start ? -1 : Number(a.start > b.start)
}

/** Whether two stretches of time share a moment. */
export function overlaps(a: TimeWindow, b: TimeWindow): boolean {
  return a.start < b.end && b.start < a.end
}

/** The event type or calendar that meetings are booked on. */
export const bookingTargetSchema = z.strictObject({
  provider: providerIdSchema,
  id: idSchema,
  name: z.string(),
  minutes: z.number().int().positive(),
  /** The page on which a person could book it, where there is one. */
  publicUrl: z.string().nullable(),
  /** Required questions, by their exact text, that a booking must answer (C4). */
  requiredQuestions: z.array(z.string()),
  /** Why the provider's API cannot book it (paid, poll, inactive), in plain words; null when it can. */
  cannotBook: z.string().nullable(),
})
export type BookingTarget = z.infer<typeof bookingTargetSchema>

/** What the workspace books on, in order of preference. */
export type BookingTargets = [BookingTarget, ...BookingTarget[]]

/** The required questions that the lead has no answer to; they are told apart by capitals too (C4). */
export function openQuestions({ answers }: Pick<Lead, 'answers'>, target: BookingTarget): string[] {
  return target.requiredQuestions.filter((question) => !answers[question]?.trim())
}

/**
 * What a lead is offered and booked on: the first that can be booked with the answers that there are, and the preferred
 * one where none can (C4).
 */
export function targetFor(lead: Pick<Lead, 'answers'>, targets: BookingTargets): BookingTarget {
  const canBook = (target: BookingTarget) =>
    target.cannotBook === null && openQuestions(lead, target).length === 0
  return targets.find(canBook) ?? targets[0]
}

/** What a slot is booked on; undefined when the workspace no longer books there (G2). */
export function targetOf(slot: Slot, targets: readonly BookingTarget[]): BookingTarget | undefined {
  return targets.find(({ provider, id }) => provider === slot.provider && id === slot.targetId)
}
