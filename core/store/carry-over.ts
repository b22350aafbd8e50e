import { isDeepStrictEqual } from 'node:util'
import type { Delivery } from '../domain/delivery'
import type { Lead } from '../domain/lead'
import { providerIdSchema } from '../domain/names'
import type { CollectionName } from './collections'
import type { Reader, Transaction } from './transaction'
import { connectionOf, settingsOf } from './workspace'

/**
 * What happened with leads and meetings. It cannot be taken back: were it forgotten, it would be lost, or be done once
 * more.
 */
const HAPPENED = [
  'messages',
  'offers',
  'appointments',
  'attempts',
  'meetingChanges',
  'decisions',
  'tasks',
] as const satisfies readonly CollectionName[]

const WRITTEN_BEFORE =
  'It was written before the restore and waited there. Send it again if it is still wanted.'

/**
 * In the transaction that restores, once it has everything as the backup has it: brings along from the `present` what a
 * restore must not take back. A restore so brings back leads and settings as they were, and whatever else was lost.
 */
export function carryOver(transaction: Transaction, present: Reader): void {
  giveUpWhatWaited(transaction, present)
  for (const name of HAPPENED) for (const row of present.all(name)) transaction.bringBack(name, row)
  carryLeads(transaction, present)
  carryDeliveries(transaction, present)
  carryProviders(transaction, present)
  for (const { id } of transaction.all('openingReports')) transaction.remove('openingReports', id)
  for (const report of present.all('openingReports')) transaction.bringBack('openingReports', report)
  // How the internet reaches this computer is of now. Another tunnel would start a program that nobody asked for.
  const { tunnel, publicWebhookUrl } = settingsOf(present)
  transaction.put('settings', { ...settingsOf(transaction), tunnel, publicWebhookUrl })
}

/** Of what only the backup knows, nobody can say whether it was done since. */
function giveUpWhatWaited(transaction: Transaction, present: Reader): void {
  for (const message of transaction.by('messages', 'unsent', 'yes')) {
    if (message.direction !== 'outbound' || message.state !== 'queued') continue
    if (!present.get('messages', message.id))
      transaction.put('messages', { ...message, state: 'failed', failure: WRITTEN_BEFORE })
  }
  for (const change of transaction.by('meetingChanges', 'unsettled', 'yes')) {
    if (change.state === 'ordered' && !present.get('meetingChanges', change.id))
      transaction.put('meetingChanges', { ...change, state: 'unknown' })
  }
}

/** A lead that came since stays where something happened with it, or where it must not be written to. */
function carryLeads(transaction: Transaction, present: Reader): void {
  const involved = new Set(HAPPENED.flatMap((name) => present.all(name).map(({ leadId }) => leadId)))
  for (const lead of present.all('leads')) {
    const kept = transaction.get('leads', lead.id)
    if (!kept) {
      const isClosed = lead.optOuts.length > 0 || lead.status === 'blacklisted'
      if (involved.has(lead.id) || isClosed) transaction.bringBack('leads', lead)
      continue
    }
    const merged = withWhatHappened(kept, lead)
    if (!isDeepStrictEqual(merged, kept)) transaction.put('leads', merged)
  }
}

/** The person as the backup knows it; how things stand with it, and what was learnt of it since, as of now. */
function withWhatHappened(kept: Lead, now: Lead): Lead {
  return {
    ...kept,
    emails: kept.emails.length > 0 ? kept.emails : now.emails,
    phones: kept.phones.length > 0 ? kept.phones : now.phones,
    zone: kept.zone ?? now.zone,
    answers: { ...now.answers, ...kept.answers },
    ghlContactId: now.ghlContactId ?? kept.ghlContactId,
    status: now.status,
    snoozedUntil: now.snoozedUntil,
    // In doubt a lead is left alone.
    optOuts: [...new Set([...kept.optOuts, ...now.optOuts])],
    autoBook: kept.autoBook && now.autoBook,
  }
}

/** What the backup lacks is applied again, on the leads and by the settings that are brought back (T1). */
function carryDeliveries(transaction: Transaction, present: Reader): void {
  for (const delivery of present.all('deliveries')) {
    const isKnown = transaction.get('deliveries', delivery.id) !== undefined
    transaction.bringBack('deliveries', isKnown ? delivery : asReceived(delivery))
  }
}

function asReceived(delivery: Delivery): Delivery {
  return {
    ...delivery,
    state: 'received',
    why: null,
    failures: 0,
    retryAt: null,
    leadId: null,
    appliedAt: null,
  }
}

/** Tokens are not in a backup, so what was seen with them counts, once it is tested; the whole record is read anew. */
function carryProviders(transaction: Transaction, present: Reader): void {
  for (const provider of providerIdSchema.options) {
    transaction.put('connections', {
      ...connectionOf(present, provider),
      health: 'untested',
      message: 'It is tested anew after the restore.',
    })
    const read = present.get('reconciliations', provider)
    if (read) transaction.put('reconciliations', { ...read, sweptAt: null })
  }
}
