import { wordTime } from '../availability/wording'
import type { Lead } from '../domain/lead'
import type { Slot } from '../domain/slot'
import type { Zone } from '../domain/time'
import { readClauses, type Clause } from '../replies/clauses'
import type { Cue } from '../replies/cues'

/**
 * "Hi Lee, would one of these times suit you? 1) Tue, Nov 24, 10:00 AM EST 2) …": every time with its day, its date and
 * its zone (V5). The sentence fits a single time too; without any there is nothing to say.
 */
export function offerText(lead: Pick<Lead, 'firstName'>, slots: readonly Slot[], zone: Zone): string {
  const [only, ...others] = slots
  if (!only) throw new Error('an offer names at least one time')
  if (others.length === 0) {
    return `${hi(lead)}would ${wordTime(only.start, zone)} suit you? Reply yes to book it.`
  }
  return `${hi(lead)}would one of these times suit you?\n${listed(slots, zone)}\n${PLEASE_CHOOSE}`
}

export const PLEASE_CHOOSE = 'Just reply with the one you like.'

export function hi({ firstName }: Pick<Lead, 'firstName'>): string {
  return firstName ? `Hi ${firstName}, ` : 'Hi, '
}

/** Numbered from 1, so that a reply can say which. */
export function listed(slots: readonly Slot[], zone: Zone): string {
  return slots.map(({ start }, index) => `${index + 1}) ${wordTime(start, zone)}`).join('\n')
}

/** A text that names times, as it was made here. */
export interface OfferedText {
  text: string
  slots: readonly Slot[]
}

/**
 * Whether a text that a person made of another one still offers its times, so that "yes" and "the second one" mean the
 * same in both: from the times on it stands there word for word, no question came to it, and what was written around them
 * names no time or number and takes nothing back. Where that is not plain, it is no offer, and a person reads the answer.
 */
export function stillOffers(text: string, begun: OfferedText, zone: Zone): boolean {
  const [only, ...others] = begun.slots
  if (!only) return false
  const times = others.length > 0 ? listed(begun.slots, zone) : wordTime(only.start, zone)
  const at = begun.text.indexOf(times)
  if (at < 0) return false
  const [opening, offer] = [begun.text.slice(0, at), begun.text.slice(at)]
  const [before, ...behind] = text.split(offer)
  if (before === undefined || behind.length !== 1) return false
  const isAsked = questions(text) > questions(begun.text)
  return !isAsked && [without(opening, before), ...behind].flatMap(readClauses).every(saysNothingOfTimes)
}

/** What stands before the times beside our own words, with which another greeting may begin. */
function without(opening: string, before: string): string {
  const own = opening.replace(GREETING, '').trim()
  const at = before.toLowerCase().indexOf(own.toLowerCase())
  return at < 0 ? before : `${before.slice(0, at)}\n${before.slice(at + own.length)}`
}

const GREETING = /^Hi[^,]*, /

function questions(text: string): number {
  return text.match(/\?/g)?.length ?? 0
}

function saysNothingOfTimes({ marks, cues }: Clause): boolean {
  return marks.length === 0 && TAKES_BACK.every((cue) => !cues.has(cue))
}

const TAKES_BACK: readonly Cue[] = ['negative', 'doubt', 'contrast', 'excuse']
