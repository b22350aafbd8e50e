import type { Reading } from '../domain/decision'
import { isOpen } from '../domain/offer'
import { readBareAnswer } from './bare-answer'
import { readClauses, type Clause } from './clauses'
import { quoted, reading } from './reading'
import { readSelection } from './selection'
import { QUESTION_STARTS, STOP_WORDS, type PhraseKind } from './vocabulary'
import type { OffersSeen } from './which-offer'

export interface Reply extends OffersSeen {
  /** The reply-only text, without quotes and signature. */
  text: string
  /** The channel marked it as an automatic answer. */
  automatic: boolean
}

/**
 * Reads which open offer a reply accepts (R1 to R5). It accepts only when every word of the reply is understood and
 * exactly one offer is meant under every reading of its words; anything else is left to a person. Days and times are
 * read in the zone in which the offer was worded. Pure: no network, no model.
 */
export function readReply(reply: Reply): Reading {
  const text = reply.text.trim()
  if (reply.automatic) return reading('automatic_reply', [], 'It is an automatic reply.')
  if (text === '') return reading('other', [], 'The reply holds no text of its own.')
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const command = words.filter((word) => word !== 'please').join(' ')
  if (STOP_WORDS.has(command)) {
    return reading('opt_out', [text], 'It asks not to be contacted any more.', { confidence: 1 })
  }
  if (command === 'cancel') return reading('cancel', [text], 'It asks to cancel.', { confidence: 1 })
  const clauses = readClauses(text)
  if (asks(text, clauses)) return reading('question', [text], 'It asks something.')
  if (words.length === 0) return sign(text, reply)
  if (isMadeOf(clauses, 'no', ['greeting', 'sorry', 'thanks', 'wish'])) {
    return reading('decline', [text], 'It says no.', { confidence: 1 })
  }
  const unclear = clauses.filter((clause, index) => isUnclear(clause, clauses.slice(0, index)))
  if (unclear.length > 0) return notUnderstood(unclear, clauses)
  return clauses.some(isSelecting) ? readSelection(clauses, reply) : readBareAnswer(clauses, reply)
}

function asks(text: string, clauses: readonly Clause[]): boolean {
  const start = clauses.find((clause) => clause.kind !== 'greeting')?.written ?? ''
  const firstWord = /^\p{L}+/u.exec(start.toLowerCase())?.[0] ?? ''
  return text.includes('?') || QUESTION_STARTS.has(firstWord)
}

/** A sign is no word: it may be a yes, or no more than "seen". */
function sign(text: string, reply: Reply): Reading {
  return reply.offers.some((offer) => isOpen(offer, reply.at))
    ? reading('ambiguous', [text], 'It is only a sign, which may be a yes or not.')
    : reading('other', [text], 'It is only a sign.')
}

function isMadeOf(clauses: readonly Clause[], kind: PhraseKind, beside: readonly PhraseKind[]): boolean {
  const allowed: readonly Clause['kind'][] = [kind, ...beside]
  return (
    clauses.some((clause) => clause.kind === kind) && clauses.every((clause) => allowed.includes(clause.kind))
  )
}

/** Not understood, or not in the place where it says what it seems to say: "Tuesday, ok" may ask. */
function isUnclear(clause: Clause, before: readonly Clause[]): boolean {
  switch (clause.kind) {
    case 'unknown':
    case 'no':
    case 'sorry':
      return true
    case 'greeting':
      return before.length > 0
    case 'weak_yes':
    case 'mild':
      return before.some(isSelecting)
    case 'farewell':
      return !before.some(isSelecting)
    default:
      return false
  }
}

function isSelecting(clause: Clause): boolean {
  return clause.selecting.length > 0
}

function notUnderstood(unclear: readonly Clause[], clauses: readonly Clause[]): Reading {
  const words = unclear.map((clause) => clause.written)
  const intent = clauses.some(isSelecting) ? 'ambiguous' : 'other'
  return reading(intent, words, `It says more than can be read with certainty: ${quoted(words)}.`)
}
