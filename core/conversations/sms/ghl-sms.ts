import type { Settings } from '../../domain/settings'
import type { GhlClient } from '../../providers/ghl/client'
import { upsertContact } from '../../providers/ghl/contacts'
import { ghlFailure, ghlMessage } from '../../providers/ghl/errors'
import { unreachable } from '../../providers/ghl/client'
import { sentSchema } from '../../providers/ghl/wire'
import type { MessageChannel, SendOutcome } from '../channel'

/** The recipient does not want, or cannot get, text messages: a business outcome, never retried (H2). */
const UNREACHABLE = /DND is active|unsubscribed|Missing phone number/i
const OPTED_OUT = /DND is active|unsubscribed/i

/** Text messages through GoHighLevel's conversations. */
export function createGhlSms(ports: { client: GhlClient; settings: () => Settings }): MessageChannel {
  const { client, settings } = ports
  return {
    id: 'sms',

    cannotReach(lead) {
      if (lead.optOuts.includes('sms')) return 'The lead asked not to get text messages.'
      if (!settings().ghl.enabled)
        return 'GoHighLevel, which sends the text messages, is switched off in Settings.'
      if (lead.phones.length === 0) return 'The lead has no phone number.'
      return null
    },

    async send({ lead, text }): Promise<SendOutcome> {
      const contact = lead.ghlContactId
        ? { kind: 'ok' as const, value: { id: lead.ghlContactId } }
        : await upsertContact(client, settings().ghl.locationId, lead)
      if (contact.kind === 'failed') return { kind: 'failed', message: contact.message }
      const answer = await client.send('POST', '/conversations/messages', {
        type: 'SMS',
        contactId: contact.value.id,
        message: text,
      })
      if (answer.kind === 'not_sent') return { kind: 'failed', message: unreachable(answer).message }
      if (answer.kind === 'no_answer' || answer.status >= 500) {
        return { kind: 'unknown', message: 'GoHighLevel did not say whether the message went out.' }
      }
      if (answer.status < 300) {
        const sent = sentSchema.safeParse(answer.body)
        return {
          kind: 'sent',
          externalId: sent.success ? (sent.data.messageId ?? null) : null,
          ghlContactId: contact.value.id,
        }
      }
      const said = ghlMessage(answer.body)
      return UNREACHABLE.test(said)
        ? { kind: 'refused', message: said, optedOut: OPTED_OUT.test(said) }
        : { kind: 'failed', message: ghlFailure(answer.status, answer.body).message }
    },
  }
}
