import { offeredSlot } from '../availability/ledger'
import { bookingStatus } from '../domain/appointment'
import { decisionId, type Decision, type GateResult, type Reading } from '../domain/decision'
import type { Lead } from '../domain/lead'
import type { InboundMessage } from '../domain/message'
import { isOpen } from '../domain/offer'
import { openQuestions, targetOf } from '../domain/slot'
import type { TaskKind } from '../domain/task'
import { DAY, plus, type Instant } from '../domain/time'
import { isCourtesy } from '../replies/courtesy'
import type { Reader, Transaction } from '../store/transaction'
import { connectionOf, settingsOf } from '../store/workspace'
import { closeTask, closeTasks, openTask } from './tasks'

/** What a reply can wait for, by the gate that blocked it: whether the lead has it now. */
const GIVEN = {
  identity: (lead: Lead) => lead.emails.length > 0,
  'time zone': (lead: Lead) => lead.zone !== null,
  questions: (lead: Lead, store: Reader, { offerId }: Decision, { facts }: GateResult) => {
    // What cannot be booked for another reason waits for no answer.
    if (!facts.open) return false
    const { targets } = connectionOf(store, settingsOf(store).meetingBookingProvider)
    const answered = targets
      .map(({ target }) => target)
      .filter((target) => openQuestions(lead, target).length === 0)
    const slot = offeredSlot(store, offerId)
    return slot ? targetOf(slot, answered) !== undefined : answered.length > 0
  },
} as const

/** A reply that was understood completely, gives an e-mail address or a time zone, and says nothing else. */
export function givesOnlyData(reading: Reading): boolean {
  return isCourtesy(reading) && (reading.email !== null || reading.zone !== null)
}

export function isNewer(message: InboundMessage, than: InboundMessage): boolean {
  return message.sentAt === than.sentAt ? message.receivedAt > than.receivedAt : message.sentAt > than.sentAt
}

/**
 * Keeps what a reply tells of its writer: an e-mail address where there was none and which is nobody else's, and the
 * zone, unless a person of ours has set another. Returns the lead as it then is.
 */
export function learnFrom(transaction: Transaction, lead: Lead, reading: Reading, now: Instant): Lead {
  if (reading.intent === 'automatic_reply') return lead
  const { email, zone } = reading
  const isNews = email !== null && lead.emails.length === 0 && isFree(transaction, email)
  const isMoved = zone !== null && lead.zone?.source !== 'operator' && lead.zone?.name !== zone
  if (!isNews && !isMoved) return lead
  const learnt: Lead = {
    ...lead,
    emails: isNews ? [email] : lead.emails,
    zone: isMoved ? { name: zone, source: 'message' } : lead.zone,
    updatedAt: now,
  }
  transaction.put('leads', learnt)
  return learnt
}

/** One address is one person: otherwise a meeting could be booked for the wrong one. */
function isFree(store: Reader, email: string): boolean {
  return store.by('leads', 'email', email).length === 0
}

/**
 * Takes up again what waited for the data that the lead has now, whoever gave it: the newest reply that changes
 * anything is opened for a new decision, and with it every gate is asked again. `givenBy` is the message that gave the
 * data and is being decided on; where a person of ours gave it, what has grown old becomes a task. True when one was
 * opened.
 */
export function resumeWhatWaited(
  transaction: Transaction,
  leadId: string,
  now: Instant,
  givenBy: string | null = null,
): boolean {
  const lead = transaction.get('leads', leadId)
  if (!lead) return false
  closeTasks(transaction, leadId, answeredByData(lead), now)
  if (bookingStatus(transaction.by('appointments', 'lead', leadId), now).kind === 'booked') return false
  const message = standingReply(transaction, leadId, givenBy)
  const decision = message && transaction.get('decisions', decisionId(message.id))
  if (!decision || !isGivenNow(transaction, decision, lead)) return false
  if (givenBy === null && !isCurrent(transaction, decision, message, now)) {
    openTask(transaction, { ...GROWN_OLD, leadId }, now)
    return false
  }
  if (decision.taskId) closeTask(transaction, decision.taskId, now)
  transaction.remove('decisions', decision.id)
  transaction.put('messages', { ...message, decided: false })
  return true
}

const GROWN_OLD = {
  kind: 'which_slot',
  reason: 'which_slot',
  title: 'Offer other times',
  detail: 'The lead wanted a meeting, but what it answered has expired while its data was missing.',
} as const

/** Tasks that asked for what the lead has now. */
function answeredByData(lead: Lead): TaskKind[] {
  return [
    ...(GIVEN.identity(lead) ? (['missing_email'] as const) : []),
    ...(GIVEN['time zone'](lead) ? (['unknown_zone'] as const) : []),
  ]
}

/** The newest message of the lead that is not a mere courtesy and gives more than data. */
function standingReply(store: Reader, leadId: string, givenBy: string | null): InboundMessage | null {
  let newest: InboundMessage | null = null
  for (const message of store.by('messages', 'lead', leadId)) {
    if (message.direction !== 'inbound' || message.id === givenBy) continue
    const reading = store.get('decisions', decisionId(message.id))?.reading
    if (reading && isCourtesy(reading)) continue
    if (!newest || isNewer(message, newest)) newest = message
  }
  return newest
}

function isGivenNow(store: Reader, decision: Decision, lead: Lead): boolean {
  const blocked = decision.gates.find(({ result }) => result === 'block')
  return blocked && canBeGiven(blocked.gate) ? GIVEN[blocked.gate](lead, store, decision, blocked) : false
}

/** An acceptance of which the offer is open, or another reply of the last days. */
function isCurrent(store: Reader, { offerId }: Decision, { sentAt }: InboundMessage, now: Instant): boolean {
  const offer = offerId ? store.get('offers', offerId) : undefined
  return offer ? isOpen(offer, now) : sentAt > plus(now, -settingsOf(store).offerValidDays * DAY)
}

function canBeGiven(gate: string): gate is keyof typeof GIVEN {
  return Object.hasOwn(GIVEN, gate)
}
