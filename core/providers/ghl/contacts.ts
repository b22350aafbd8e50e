import type { Lead } from '../../domain/lead'
import { failed, type Outcome } from '../provider'
import { read, type GhlClient } from './client'
import { isMissing } from './errors'
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

/** Null when there is none, such as after it was deleted. */
export async function getContact(client: GhlClient, contactId: string): Promise<Outcome<GhlContact | null>> {
  const answer = await client.send('GET', `/contacts/${contactId}`)
  if (isMissing(answer)) return { kind: 'ok', value: null }
  const found = read(answer, contactAnswerSchema)
  return found.kind === 'ok' ? { kind: 'ok', value: found.value.contact } : found
}
