import { bookingStatus } from '../domain/appointment'
import { decisionId, type Decision, type Reading } from '../domain/decision'
import type { Lead } from '../domain/lead'
import type { InboundMessage } from '../domain/message'
import { isOpen } from '../domain/offer'
import type { TaskKind } from '../domain/task'
import { DAY, plus, type Instant } from '../domain/time'
import { isCourtesy } from '../replies/courtesy'
import type { Reader, Transaction } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import { closeTasks, openTask } from './tasks'

/** What a reply can wait for, by the gate that blocked it. */
const MISSING = {
  identity: (lead: Lead) => lead.emails.length > 0,
  'time zone': (lead: Lead) => lead.zone !== null,
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
  if (!decision || !isGivenNow(decision, lead)) return false
  if (givenBy === null && !isCurrent(transaction, decision, message, now)) {
    openTask(transaction, { ...GROWN_OLD, leadId }, now)
    return false
  }
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
    ...(MISSING.identity(lead) ? (['missing_email'] as const) : []),
    ...(MISSING['time zone'](lead) ? (['unknown_zone'] as const) : []),
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

function isGivenNow(decision: Decision, lead: Lead): boolean {
  const blockedBy = decision.gates.find(({ result }) => result === 'block')?.gate
  return blockedBy !== undefined && isMissing(blockedBy) && MISSING[blockedBy](lead)
}

/** An acceptance of which the offer is open, or another reply of the last days. */
function isCurrent(store: Reader, { offerId }: Decision, { sentAt }: InboundMessage, now: Instant): boolean {
  const offer = offerId ? store.get('offers', offerId) : undefined
  return offer ? isOpen(offer, now) : sentAt > plus(now, -settingsOf(store).offerValidDays * DAY)
}

function isMissing(gate: string): gate is keyof typeof MISSING {
  return Object.hasOwn(MISSING, gate)
}
