import type { Reading } from '../domain/decision'
import { isOpen } from '../domain/offer'
import type { TimeWindow, Zone } from '../domain/time'
import { emailOfLead, tellsOnlyOfItself, zoneOf } from './about-the-lead'
import { readBareAnswer } from './bare-answer'
import { readClauses, type Clause } from './clauses'
import { SAYS_NOTHING } from './courtesy'
import { notBefore } from './deferral'
import { isAutomaticText, isStopCommand, topicOf } from './intents'
import { namesOwnTime, proposedTimes, WISHES_OTHERWISE } from './proposals'
import { accepts, quoted, reading } from './reading'
import { isNameAlone } from './doubts'
import { CONTRADICTS, readSelection } from './selection'
import { QUESTION_STARTS, type PhraseKind } from './vocabulary'
import { mayMean, type OffersSeen } from './which-offer'

export interface Reply extends OffersSeen {
  /** The reply-only text, without quotes and signature. */
  text: string
  /** The channel marked it as an automatic answer. */
  automatic: boolean
  /** In which the lead lives; null while it is not known. */
  zone: Zone | null
  /** The workspace lets "either works" take the first of the offered times (R3). */
  eitherTakesFirst: boolean
}

/** A longer text is left to a person: what it may say beside an acceptance grows with it. */
const LONGEST = 2500

/**
 * Reads which open offer a reply accepts, or what else it wants (R1 to R6). It accepts only when a part of the reply
 * that is understood from end to end names exactly one offer under every reading of its words, and nothing that is not
 * understood stands beside it but a plain refusal of another offer; anything else is left to a person. Days and times are
 * read in the zone in which the offer was worded. Pure: no network, no model.
 */
export function readReply(reply: Reply): Reading {
  const text = reply.text.trim()
  if (text === '')
    return reading(
      reply.automatic ? 'automatic_reply' : 'other',
      [],
      reply.automatic ? 'It is an automatic reply.' : 'The reply holds no text of its own.',
    )
  if (isStopCommand(text))
    return reading('opt_out', [text], 'It asks not to be contacted any more.', { confidence: 1 })
  if (/^\W*(?:please\W+)?cancel(?:\W+please)?\W*$/i.test(text))
    return reading('cancel', [text], 'It asks to cancel.', { confidence: 1 })
  if (reply.automatic || isAutomaticText(text))
    return reading('automatic_reply', [], 'It is an automatic reply.')
  const clauses = text.length > LONGEST ? [] : readClauses(text)
  const answer = { ...readAnswer(text, clauses, reply), zone: zoneOf(text), email: emailOfLead(text) }
  if (answer.intent === 'accept_offer' || answer.confidence === 1) return answer
  if (tellsOnlyOfItself(text)) {
    return {
      ...answer,
      intent: 'other',
      confidence: SAYS_NOTHING,
      explanation: 'It tells where to reach the lead, and nothing more.',
    }
  }
  return withTopic(answer, text, clauses, reply)
}

/** What a reply that accepts nothing is about, with the times and the day that it names. */
function withTopic(answer: Reading, text: string, clauses: readonly Clause[], reply: Reply): Reading {
  const isBooked = reply.offers.some((offer) => offer.outcome === 'accepted')
  const own = clauses.filter((clause) => namesOwnTime(clause, reply))
  const proposes =
    own.length > 0 &&
    answer.explanation !== CONTRADICTS &&
    (WISHES_OTHERWISE.test(text) || !namesOffered(clauses, reply))
  const topic = topicOf(text, { isBooked, proposes })
  if (topic?.intent === 'defer') {
    const { zone } = reply
    const day = zone === null ? null : notBefore(text, clauses, reply.at, zone)
    return { ...answer, ...topic, evidence: [topic.evidence], notBefore: day }
  }
  if (topic) return { ...answer, ...topic, evidence: [topic.evidence] }
  if (isBooked && answer.intent === 'propose_time' && !proposes) {
    return { ...answer, intent: 'other', explanation: 'It speaks of the meeting that is booked.' }
  }
  if (!proposes)
    return text.includes('?') && answer.intent !== 'ambiguous' ? { ...answer, intent: 'question' } : answer
  const evidence = own.flatMap((clause) => clause.marks.map((one) => one.written))
  const proposed = proposedTimes(clauses, reply, reply.zone)
  return {
    ...answer,
    intent: 'propose_time',
    evidence,
    proposed,
    confidence: isPlainProposal(clauses, own, proposed) ? PLAIN : answer.confidence,
    explanation: `It names a time of its own: ${quoted(evidence)}.`,
  }
}

/** Of a proposal that is understood as a whole. */
const PLAIN = 0.95
const LONGEST_PROPOSAL = 12

/** "Can we do Thursday at 3pm?": one time of its own, with nothing said against it and nothing left open. */
function isPlainProposal(
  clauses: readonly Clause[],
  own: readonly Clause[],
  proposed: readonly TimeWindow[],
): boolean {
  const [only] = own
  if (own.length !== 1 || proposed.length !== 1 || !only) return false
  const isClear =
    !only.cues.has('negative') &&
    !only.cues.has('contrast') &&
    only.written.split(/\s+/).length <= LONGEST_PROPOSAL
  return (
    isClear &&
    clauses.every((clause) => clause === only || !UNCLEAR.has(clause.kind) || clause.kind === 'farewell')
  )
}

/** It speaks of an offered time without refusing it. */
function namesOffered(clauses: readonly Clause[], reply: Reply): boolean {
  return clauses.some(({ marks, cues }) => {
    if (marks.length === 0 || (cues.has('negative') && !cues.has('doubt'))) return false
    return reply.offers.some(
      (offer) => isOpen(offer, reply.at) && marks.every(({ mark }) => mayMean(mark, offer, reply)),
    )
  })
}

function readAnswer(text: string, clauses: readonly Clause[], reply: Reply): Reading {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0) return sign(text, reply)
  if (isMadeOf(clauses, 'no', ['greeting', 'sorry', 'thanks', 'wish', 'and', 'aside', 'ease'])) {
    return reading('decline', [text], 'It says no.', { confidence: 1 })
  }
  const chooses = clauses.some(
    (clause) => (clause.kind === 'choice' || clause.kind === 'time') && clause.marks.length > 0,
  )
  if (chooses) return readSelection(clauses, reply)
  if (isMadeOf(clauses, 'either', BESIDE_EITHER)) return leavesTheChoice(clauses, reply)
  const unclear = clauses.filter((clause, index) => isUnclear(clause, index, clauses))
  if (unclear.length > 0) return notUnderstood(unclear, clauses, reply)
  return readBareAnswer(clauses, reply)
}

const BESIDE_EITHER: readonly PhraseKind[] = [
  'greeting',
  'yes',
  'weak_yes',
  'please',
  'thanks',
  'praise',
  'wish',
  'eager',
  'farewell',
  'ease',
  'aside',
  'and',
  'filler',
]

/** "Either works" (R3). */
function leavesTheChoice(clauses: readonly Clause[], reply: Reply): Reading {
  const words = clauses.filter(({ kind }) => kind === 'either').map((clause) => clause.written)
  const answered = reply.offers.filter((offer) => offer.messageId === reply.answering)
  const [first] = answered
  if (!first || !answered.every((offer) => isOpen(offer, reply.at))) {
    return reading('ambiguous', words, 'It leaves the choice to you, but the times are no longer open.')
  }
  return reply.eitherTakesFirst
    ? accepts(first, words, 'It leaves the choice to you, and the workspace takes the first time then.')
    : reading('ambiguous', words, 'It leaves the choice of the time to you.')
}

/** Not understood, or not in its place: "Yes, hi" and "Yes, I got your message" answer something else. */
function isUnclear(clause: Clause, index: number, clauses: readonly Clause[]): boolean {
  if (isNameAlone(clause)) return false
  if (clause.kind === 'loose') return true
  if (clause.kind === 'greeting') return clauses.slice(0, index).some(({ kind }) => kind === 'yes')
  // "That works for me" says enough for a word about the meeting beside it.
  if (BESIDE_A_YES.has(clause.kind)) {
    return !clauses.some(({ kind, written }) => kind === 'yes' && written.split(/\s+/).length > 1)
  }
  return UNCLEAR.has(clause.kind)
}

const BESIDE_A_YES: ReadonlySet<Clause['kind']> = new Set(['aside', 'ease', 'talk', 'ready'])

const UNCLEAR: ReadonlySet<Clause['kind']> = new Set([
  'loose',
  'no',
  'sorry',
  'correction',
  'but',
  'either',
  'farewell',
  'laugh',
  // Beside a bare yes the answer may matter.
  'asks',
])

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

/** With or without a question mark: "Hi, is Tuesday ok". */
function asks(unclear: readonly Clause[], clauses: readonly Clause[]): boolean {
  const first = clauses.find(({ kind }) => kind !== 'greeting' && kind !== 'filler')
  const start = first?.firstForm.split(' ')[0] ?? ''
  return QUESTION_STARTS.has(start) || unclear.some((clause) => clause.written.includes('?'))
}

function notUnderstood(unclear: readonly Clause[], clauses: readonly Clause[], reply: Reply): Reading {
  const words = unclear.map((clause) => clause.written)
  const explanation = `It says more than can be read with certainty: ${quoted(words)}.`
  if (asks(unclear, clauses)) return reading('question', words, `It asks something: ${quoted(words)}.`)
  const isOffered = reply.offers.some((offer) => isOpen(offer, reply.at))
  return reading(isOffered ? 'ambiguous' : 'other', words, explanation)
}
