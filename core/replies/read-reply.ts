import type { Intent, Reading } from '../domain/decision'
import type { Offer } from '../domain/offer'
import { DAY, epoch, type Instant, type Zone } from '../domain/time'
import { inZone } from '../domain/zoned-time'
import { STOP_WORDS } from './vocabulary'
import { readWords, type Piece } from './words'

/** A bare "yes" to an offer older than this accepts nothing (R4). */
const BARE_YES_VALID = 7 * DAY

export interface Reply {
  /** The reply-only text, without quotes and signature. */
  text: string
  /** The channel marked it as an automatic answer. */
  automatic: boolean
  /** Open offers in the order in which the lead saw them. */
  offers: readonly Offer[]
  /** The zone in which the offers were worded; null when it is not known. */
  zone: Zone | null
  now: Instant
}

/**
 * Reads which open offer a reply accepts (R1 to R5). It accepts only when every word of the reply is understood and
 * exactly one offer fits all that it says; anything else is left to a person. Pure: no network, no model.
 */
export function readReply(reply: Reply): Reading {
  const text = reply.text.trim()
  if (reply.automatic) return reading('automatic_reply', [], 'It is an automatic reply.')
  if (text === '') return reading('other', [], 'The reply holds no text of its own.')
  if (STOP_WORDS.has(text.toLowerCase().replace(/[^a-z]/g, ''))) {
    return reading('opt_out', [text], 'It asks not to be contacted any more.', { confidence: 1 })
  }
  const pieces = readWords(text)
  const unknown = pieces.filter((piece) => piece.kind === 'unknown')
  const selecting = pieces.filter(isSelecting)
  if (text.includes('?')) return reading('question', [text], 'It asks something.')
  if (unknown.length > 0) return notUnderstood(unknown, selecting)
  if (selecting.length === 0) return bareAnswer(pieces, reply)
  return selected(selecting, reply)
}

function isSelecting(piece: Piece): boolean {
  return !['agree', 'fill', 'unknown'].includes(piece.kind)
}

function notUnderstood(unknown: Piece[], selecting: Piece[]): Reading {
  const words = unknown.map((piece) => piece.written)
  const intent: Intent = selecting.length > 0 ? 'ambiguous' : 'other'
  return reading(intent, words, `It says more than can be read with certainty: ${quoted(words)}.`)
}

function bareAnswer(pieces: Piece[], reply: Reply): Reading {
  const agreeing = pieces.filter((piece) => piece.kind === 'agree').map((piece) => piece.written)
  if (agreeing.length === 0) return reading('other', [], 'It names no time and does not say yes.')
  const [only, ...others] = reply.offers
  if (!only) return reading('other', agreeing, 'It says yes, but no offer is open.')
  if (others.length > 0) {
    const open = String(reply.offers.length)
    return reading(
      'ambiguous',
      agreeing,
      `It says yes, but ${open} offers are open and it names none of them.`,
    )
  }
  if (epoch(reply.now) - epoch(only.offeredAt) > BARE_YES_VALID) {
    return reading('ambiguous', agreeing, 'It says yes, but the offer is older than seven days.')
  }
  return accepts(only, agreeing, 'It says yes, and exactly one offer is open.')
}

function selected(selecting: Piece[], reply: Reply): Reading {
  const words = selecting.map((piece) => piece.written)
  if (reply.offers.length === 0) {
    return reading('propose_time', words, 'It names a time, but no offer is open.')
  }
  const kinds = selecting.map((piece) => piece.kind)
  if (new Set(kinds).size < kinds.length) {
    return reading('ambiguous', words, `It names more than one time: ${quoted(words)}.`)
  }
  if (reply.zone === null && kinds.some((kind) => kind !== 'ordinal')) {
    return reading(
      'ambiguous',
      words,
      'It names a day or a time, but the time zone of the lead is not known.',
    )
  }
  const fitting = reply.offers.filter((offer) => selecting.every((piece) => fits(piece, offer, reply)))
  const [only, ...others] = fitting
  if (!only) return reading('propose_time', words, `No open offer fits ${quoted(words)}.`)
  if (others.length > 0) {
    return reading('ambiguous', words, `${String(fitting.length)} open offers fit ${quoted(words)}.`)
  }
  return accepts(only, words, `Exactly one open offer fits ${quoted(words)}.`)
}

function fits(piece: Piece, offer: Offer, reply: Reply): boolean {
  switch (piece.kind) {
    case 'ordinal':
      // By its place in the message that carried it, whatever became of the offers beside it.
      return offer.position === piece.position
    case 'weekday':
      return localTime(offer, reply).dayOfWeek === piece.day
    case 'clock':
      return atClock(offer, reply, piece.hour, piece.minute, piece.meridiem)
    case 'number':
      // "2" may be the second offer or two o'clock; when these are two offers, both fit and nothing is chosen.
      return offer.position === piece.value || atClock(offer, reply, piece.value, 0, null)
    default:
      return true
  }
}

function atClock(
  offer: Offer,
  reply: Reply,
  hour: number,
  minute: number,
  meridiem: 'am' | 'pm' | null,
): boolean {
  const local = localTime(offer, reply)
  if (local.minute !== minute) return false
  if (meridiem) return local.hour === (hour % 12) + (meridiem === 'pm' ? 12 : 0)
  return local.hour === hour || (hour >= 1 && hour < 12 && local.hour === hour + 12)
}

function localTime(offer: Offer, reply: Reply) {
  return inZone(offer.slot.start, reply.zone ?? 'UTC')
}

function accepts(offer: Offer, evidence: string[], explanation: string): Reading {
  return reading('accept_offer', evidence, explanation, { confidence: 0.98, offerId: offer.id })
}

function reading(
  intent: Intent,
  evidence: string[],
  explanation: string,
  more: { confidence?: number; offerId?: string } = {},
): Reading {
  return { intent, offerId: more.offerId ?? null, confidence: more.confidence ?? 0.5, evidence, explanation }
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `“${word}”`).join(', ')
}
