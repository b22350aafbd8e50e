import type { Context } from '../context'
import { findLead } from '../conversations/find-lead'
import { receiveMessage } from '../conversations/receive-message'
import type { Lead } from '../domain/lead'
import type { InboundMessage } from '../domain/message'
import { toInstant } from '../domain/time'
import type { GhlInboundMessage } from '../providers/ghl/webhook'
import type { Transaction } from '../store/transaction'
import { newLead } from '../conversations/new-lead'
import type { Person } from '../providers/people'
import { readPerson } from './people'

/**
 * Stores a message from GoHighLevel with the lead that it is from. The webhook names only a contact: one that is not
 * known is read from GoHighLevel, and belongs to the lead with the same e-mail address or phone number, or becomes a
 * new lead (L1). Null for a contact that was deleted: nobody is there who could be answered. Throws PersonUnreadable when
 * GoHighLevel cannot be asked, so that it is tried again.
 */
export async function applyMessage(
  context: Context,
  incoming: GhlInboundMessage,
): Promise<InboundMessage | null> {
  const known = findLead(context.store, { ghlContactId: incoming.contactId, email: null, phone: null })
  const person = known ? null : await readPerson(context, incoming.contactId)
  if (!known && !person) return null
  return context.store.transact('message.receive', (transaction) => {
    const now = toInstant(context.clock.now())
    const lead = leadOf(transaction, incoming.contactId, person, () => context.ids(), now)
    return receiveMessage(transaction, lead, incoming, now)
  })
}

function leadOf(
  transaction: Transaction,
  ghlContactId: string,
  person: Person | null,
  newId: () => string,
  now: string,
): Lead {
  const email = person?.emails[0] ?? null
  const phone = person?.phones[0] ?? null
  const found = findLead(transaction, { ghlContactId, email, phone })
  const lead = found
    ? { ...found, ghlContactId, updatedAt: now }
    : newLead({ id: newId(), ...(person ?? {}), ghlContactId }, now)
  if (found?.ghlContactId !== ghlContactId) transaction.put('leads', lead)
  return lead
}
