import { operatorTime } from '../availability/wording'
import { withdrawConfirmation } from '../booking/confirmation'
import type { Context } from '../context'
import { findLead } from '../conversations/find-lead'
import { newLead } from '../conversations/new-lead'
import { appointmentId, type ProviderAppointment } from '../domain/appointment'
import type { Delivery } from '../domain/delivery'
import { emailSchema, leadName, phoneSchema, type Lead } from '../domain/lead'
import { toInstant, type Instant } from '../domain/time'
import type { Outcome } from '../providers/provider'
import type { Person } from '../providers/people'
import type { Reader, Transaction } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import { attemptOf, recordReport } from './apply-appointment'
import { settleDeadLetters } from './dead-letters'
import { readDelivery } from './read-delivery'

/** What came of giving a webhook's meeting to a lead; `sentence` is for the operator. */
export type Linked =
  | { kind: 'linked' | 'linked_before'; leadId: string; sentence: string }
  | { kind: 'refused'; sentence: string }

/**
 * Puts the meeting of a delivery that found no lead, or that was ignored, into the history of the lead that a person
 * names, in the same way as one that found its lead by itself (T3). Doing it again changes nothing. Without `confirm` the
 * lead is not written to: the person may not be sure whom the meeting is with.
 */
export function linkDelivery(
  context: Context,
  { deliveryId, leadId, confirm }: { deliveryId: string; leadId: string; confirm: boolean },
): Promise<Linked> {
  return context.store.transact('delivery.link', (transaction) => {
    const lead = transaction.get('leads', leadId)
    if (!lead) return refused('This lead is gone. Choose another one.')
    const told = toldBy(transaction, deliveryId)
    if (told.kind === 'refused') return told
    return link(transaction, told, lead, { confirm, now: toInstant(context.clock.now()) })
  })
}

/**
 * Makes a lead of the person who booked and puts the meeting into its history (T3). Somebody who is a lead by now is
 * not added twice. GoHighLevel's webhook names only a contact, which is read there.
 */
export async function createLeadFrom(context: Context, deliveryId: string): Promise<Linked> {
  const told = toldBy(context.store, deliveryId)
  if (told.kind === 'refused') return told
  const person = await personOf(context, told.appointment)
  if (person.kind === 'failed') return refused(`The person could not be read: ${person.message}`)
  if (!person.value)
    return refused('GoHighLevel does not have this contact any more. Link it to a lead instead.')
  const { emails, phones, firstName, lastName } = person.value
  const { ghlContactId } = told.appointment.invitee
  if (!firstName && !lastName && emails.length === 0 && phones.length === 0)
    return refused('The webhook names nobody. Link it to a lead instead.')
  return context.store.transact('delivery.create_lead', (transaction) => {
    const now = toInstant(context.clock.now())
    const identity = { ghlContactId, email: emails[0] ?? null, phone: phones[0] ?? null }
    const holder = holderOf(transaction, told.appointment)
    const known = (holder ? transaction.get('leads', holder) : undefined) ?? findLead(transaction, identity)
    // The delivery may have been dealt with while the person was read.
    const current = toldBy(transaction, deliveryId)
    if (current.kind === 'refused') return current
    const lead = known ?? newLead({ id: context.ids(), ...person.value, ghlContactId }, now)
    if (!known) transaction.put('leads', lead)
    return link(transaction, current, lead, { confirm: true, now })
  })
}

interface Told {
  kind: 'told'
  delivery: Delivery
  appointment: ProviderAppointment
}

function toldBy(store: Reader, deliveryId: string): Told | { kind: 'refused'; sentence: string } {
  const delivery = store.get('deliveries', deliveryId)
  if (!delivery) return refused('This webhook is no longer kept.')
  const event = readDelivery(store, delivery)
  if (event.kind !== 'appointment') return refused('This webhook tells of no meeting that could be linked.')
  return { kind: 'told', delivery, appointment: event.appointment }
}

function link(
  transaction: Transaction,
  told: Told,
  lead: Lead,
  { confirm, now }: { confirm: boolean; now: Instant },
): Linked {
  const { delivery, appointment } = told
  const holder = holderOf(transaction, appointment)
  if (holder && holder !== lead.id) {
    const other = transaction.get('leads', holder)
    return refused(`The meeting is in the history of ${other ? leadName(other) : 'another lead'} already.`)
  }
  if (delivery.state === 'applied')
    return {
      kind: 'linked_before',
      leadId: lead.id,
      sentence: `Linked to ${leadName(lead)} already. Nothing changed.`,
    }
  // What else was told of the meeting is applied with it, so that a canceled one is never confirmed.
  const story = storyOf(transaction, told)
  for (const one of story) {
    const current = transaction.get('leads', lead.id) ?? lead
    const attempt = attemptOf(transaction, one.appointment)
    recordReport(transaction, current, one.appointment, { attempt, source: 'webhook', now })
    transaction.put('deliveries', {
      ...one.delivery,
      state: 'applied',
      why: null,
      leadId: lead.id,
      retryAt: null,
      appliedAt: now,
    })
  }
  settleDeadLetters(transaction, now)
  const ids = story.map(({ appointment: { provider, externalId } }) => appointmentId(provider, externalId))
  if (!confirm) for (const id of ids) withdrawConfirmation(transaction, id)
  const time = operatorTime(settingsOf(transaction).zone, lead)(appointment.start)
  const record = transaction.get('appointments', appointmentId(appointment.provider, appointment.externalId))
  const meeting = record?.status === 'confirmed' ? 'meeting' : `${record?.status ?? ''} meeting`
  return {
    kind: 'linked',
    leadId: lead.id,
    sentence: `The ${meeting.replace('no_show', 'missed')} on ${time} now belongs to ${leadName(lead)}.`,
  }
}

/** The lead in whose history the meeting, or the attempt that made it, stands. */
function holderOf(store: Reader, report: ProviderAppointment): string | undefined {
  const known = store.get('appointments', appointmentId(report.provider, report.externalId))
  return known?.leadId ?? attemptOf(store, report)?.leadId
}

/** The told delivery and every other unmatched one about the same meeting or what it was moved from or to. */
function storyOf(store: Reader, told: Told): Told[] {
  const waiting = store
    .by('deliveries', 'state', 'unmatched')
    .filter(({ id, source }) => id !== told.delivery.id && source === told.delivery.source)
    .map(({ id }) => toldBy(store, id))
    .filter((one) => one.kind === 'told')
  const story = [told]
  const ids = new Set(idsOf(told.appointment))
  for (let grew = true; grew;) {
    const found = waiting.filter(
      (one) => !story.includes(one) && idsOf(one.appointment).some((id) => ids.has(id)),
    )
    for (const id of found.flatMap(({ appointment }) => idsOf(appointment))) ids.add(id)
    story.push(...found)
    grew = found.length > 0
  }
  return story
}

function idsOf({ externalId, rescheduledFrom, rescheduledTo }: ProviderAppointment): string[] {
  return [externalId, rescheduledFrom, rescheduledTo].filter((id) => id !== null)
}

async function personOf(context: Context, report: ProviderAppointment): Promise<Outcome<Person | null>> {
  const { ghlContactId, name, email, phone } = report.invitee
  if (ghlContactId) return context.people.read(ghlContactId)
  const [firstName = '', ...others] = (name ?? '').trim().split(/\s+/)
  return {
    kind: 'ok',
    value: {
      firstName: firstName.slice(0, 200),
      lastName: others.join(' ').slice(0, 200),
      emails: asList(emailSchema.safeParse(email).data),
      phones: asList(phoneSchema.safeParse(phone).data),
      company: '',
      zone: report.zone ? { name: report.zone, source: 'provider' } : null,
    },
  }
}

/** An address that is none is left out: the lead would be refused. */
function asList(value: string | undefined): string[] {
  return value === undefined ? [] : [value]
}

function refused(sentence: string): { kind: 'refused'; sentence: string } {
  return { kind: 'refused', sentence }
}
