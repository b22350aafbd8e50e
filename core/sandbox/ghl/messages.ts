import { without } from '../shared/exchange'
import { newId, utcTime } from './state'
import type { GhlWorld } from './world'
import type { EmailPart, GhlContact, GhlConversation, GhlMessage, MessageChannel } from './wire'

export interface NewMessage {
  contact: GhlContact
  channel: MessageChannel
  direction: GhlMessage['direction']
  body: string
  attachments: string[]
  email?: EmailPart
}

/** Stores the message in the contact's conversation and sends InboundMessage or OutboundMessage (B6). */
export function addMessage(world: GhlWorld, given: NewMessage): GhlMessage {
  const { contact, channel, direction } = given
  const conversation = conversationWith(world, contact)
  const message: GhlMessage = {
    id: newId(),
    type: channel === 'SMS' ? 2 : 3,
    messageType: channel === 'SMS' ? 'TYPE_SMS' : 'TYPE_EMAIL',
    locationId: world.state.location.id,
    contactId: contact.id,
    conversationId: conversation.id,
    dateAdded: utcTime(world.now()),
    body: given.body,
    direction,
    status: 'delivered',
    contentType: channel === 'SMS' ? 'text/plain' : 'text/html',
    attachments: given.attachments,
    source: direction === 'inbound' ? 'app' : 'api',
    ...(given.email && { email: given.email }),
  }
  world.state.messages.push(message)
  if (direction === 'inbound') conversation.unreadCount += 1
  world.announce(
    direction === 'inbound' ? 'InboundMessage' : 'OutboundMessage',
    webhookBody(message, channel),
  )
  return message
}

/** The contact's conversation, made when there is none. */
export function conversationWith(world: GhlWorld, contact: GhlContact): GhlConversation {
  const { conversations, location } = world.state
  const existing = conversations.find(({ contactId }) => contactId === contact.id)
  if (existing !== undefined) return existing
  const made = { id: newId(), contactId: contact.id, locationId: location.id, unreadCount: 0 }
  conversations.push(made)
  return made
}

/** The message as the API reads it. */
export function viewMessage(message: GhlMessage): object {
  const { email } = message
  return {
    ...without(message, 'email'),
    ...(email && { meta: { email: { messageIds: [email.emailMessageId] } }, subject: email.subject }),
  }
}

/** Why this message must not go out, in GoHighLevel's words (B5), or null. */
export function sendRefusal(
  world: GhlWorld,
  contact: GhlContact,
  channel: MessageChannel,
  address: string | undefined,
): string | null {
  const setting = contact.dndSettings[channel]?.status ?? 'inactive'
  if (contact.dnd || setting !== 'inactive') return `Cannot send message as DND is active for ${channel}.`
  const unsubscribed = world.state.unsubscribed.some(
    (entry) => entry.contactId === contact.id && entry.channel === channel,
  )
  if (channel === 'SMS') {
    if (address === undefined) return 'Missing phone number'
    return unsubscribed ? `Cannot send message as ${address} has unsubscribed` : null
  }
  if (address === undefined || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) {
    return "Unable to send e-mail, contact's e-mail is invalid"
  }
  return unsubscribed ? `Cannot send email as ${address} has unsubscribed` : null
}

function webhookBody(message: GhlMessage, channel: MessageChannel): Record<string, unknown> {
  const { contactId, conversationId, body, direction, dateAdded, attachments, status } = message
  const common = { contactId, conversationId, body, direction, dateAdded, attachments, messageType: channel }
  if (message.email === undefined) {
    return {
      ...common,
      contentType: message.contentType,
      status,
      messageId: message.id,
      conversationProviderId: 'sandbox-sms',
    }
  }
  return { ...common, messageId: message.id, ...message.email }
}
