import type { Lead } from '../../domain/lead'
import { failed, type Outcome } from '../provider'
import type { GhlClient } from './client'
import { contactAnswerSchema, type GhlContact } from './wire'

/**
 * The lead's contact at GoHighLevel, made when there is none. `tags` is never sent: the call would replace all tags
 * (H1).
 */
export async function upsertContact(
  client: GhlClient,
  locationId: string,
  lead: Lead,
): Promise<Outcome<GhlContact>> {
  const [email] = lead.emails
  const [phone] = lead.phones
  if (!email && !phone) {
    return failed(
      'bad_identity',
      'GoHighLevel needs an e-mail address or a phone number. Add one to the lead.',
    )
  }
  const answer = await client.post(
    '/contacts/upsert',
    {
      locationId,
      ...(lead.firstName ? { firstName: lead.firstName } : {}),
      ...(lead.lastName ? { lastName: lead.lastName } : {}),
      ...(email ? { email } : {}),
      ...(phone ? { phone } : {}),
      ...(lead.zone ? { timezone: lead.zone.name } : {}),
      ...(lead.company ? { companyName: lead.company } : {}),
    },
    contactAnswerSchema,
  )
  return answer.kind === 'ok' ? { kind: 'ok', value: answer.value.contact } : answer
}

export async function getContact(client: GhlClient, contactId: string): Promise<Outcome<GhlContact>> {
  const answer = await client.get(`/contacts/${contactId}`, {}, contactAnswerSchema)
  return answer.kind === 'ok' ? { kind: 'ok', value: answer.value.contact } : answer
}
