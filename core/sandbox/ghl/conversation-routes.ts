import {
  asObject,
  filledText,
  without,
  type Answer,
  type Call,
  type JsonObject,
  type Route,
} from '../shared/exchange'
import { failure, wrongLocation } from './answers'
import { addMessage, sendRefusal, viewMessage } from './messages'
import { newId } from './state'
import type { GhlWorld } from './world'
import type { EmailPart, GhlContact, GhlConversation, GhlMessage, MessageChannel } from './wire'

const MESSAGE_TYPES = ['SMS', 'RCS', 'Email', 'WhatsApp', 'IG', 'FB', 'Custom', 'Live_Chat', 'TIKTOK']

/** Conversations and messages (B5). Only SMS and Email have a provider here. */
export function conversationRoutes(world: GhlWorld): Route[] {
  const { state } = world

  const send = (call: Call): Answer => {
    const body = asObject(call.body)
    const problems: string[] = []
    if (!MESSAGE_TYPES.includes(String(body['type']))) problems.push('type must be a valid enum value')
    if (filledText(body['contactId']) === undefined) problems.push('contactId must be a string')
    if (problems.length > 0) return failure(422, problems)
    const channel = body['type']
    if (channel !== 'SMS' && channel !== 'Email')
      return failure(400, `No provider found for ${String(channel)}`)
    const contact = state.contacts.find(({ id }) => id === body['contactId'])
    if (contact === undefined) return failure(400, 'Contact not found')
    return channel === 'SMS' ? sendSms(contact, body) : sendEmail(contact, body)
  }

  const sendSms = (contact: GhlContact, body: JsonObject): Answer => {
    const text = filledText(body['message'])
    if (text === undefined && attachmentsOf(body).length === 0) {
      return failure(422, ['There is no message or attachments for this message. Skip sending.'])
    }
    const refusal = sendRefusal(world, contact, 'SMS', filledText(body['toNumber']) ?? contact.phone)
    if (refusal !== null) return failure(400, refusal)
    return queued(contact, 'SMS', text ?? '', body)
  }

  const sendEmail = (contact: GhlContact, body: JsonObject): Answer => {
    const html = filledText(body['html']) ?? filledText(body['message'])
    if (html === undefined) return failure(422, ['html or message must be given'])
    const to = filledText(body['emailTo']) ?? contact.email
    const refusal = sendRefusal(world, contact, 'Email', to)
    if (refusal !== null) return failure(400, refusal)
    return queued(contact, 'Email', html, body, {
      emailMessageId: newId(),
      threadId: filledText(body['threadId']) ?? newId(),
      subject: filledText(body['subject']) ?? '',
      from: filledText(body['emailFrom']) ?? state.users[0]?.email ?? '',
      to: [to ?? ''],
    })
  }

  const queued = (
    contact: GhlContact,
    channel: MessageChannel,
    text: string,
    body: JsonObject,
    email?: EmailPart,
  ): Answer => {
    const message = addMessage(world, {
      contact,
      channel,
      direction: 'outbound',
      body: text,
      attachments: attachmentsOf(body),
      ...(email && { email }),
    })
    return {
      status: 201,
      body: {
        conversationId: message.conversationId,
        messageId: message.id,
        ...(email && { emailMessageId: email.emailMessageId }),
        msg: 'Message queued successfully.',
      },
    }
  }

  const search = (call: Call): Answer => {
    const { query } = call
    const locationId = query.get('locationId')
    if (locationId === null) return failure(422, ['locationId must be a string'])
    if (locationId !== state.location.id) return wrongLocation()
    const limit = limitOf(call)
    if (limit === null) return failure(422, ['limit must not be greater than 100'])
    const contactId = query.get('contactId')
    const direction = query.get('lastMessageDirection')
    const unreadOnly = query.get('status') === 'unread'
    const isAscending = query.get('sort') === 'asc'
    const after = query.get('startAfterDate')
    /** Whether a conversation comes after the one that a page ended with, in the order that is asked for. */
    const isBeyond = (date: number): boolean =>
      after === null || (isAscending ? date > Number(after) : date < Number(after))
    const all = state.conversations
      .filter((conversation) => contactId === null || conversation.contactId === contactId)
      .filter((conversation) => !unreadOnly || conversation.unreadCount > 0)
      .map(viewConversation)
      .filter((view) => direction === null || view.lastMessageDirection === direction)
      .sort((one, other) => other.lastMessageDate - one.lastMessageDate)
    if (isAscending) all.reverse()
    const conversations = all.filter((view) => isBeyond(view.lastMessageDate)).slice(0, limit)
    return { status: 200, body: { conversations, total: all.length, traceId: newId() } }
  }

  const viewConversation = (conversation: GhlConversation) => {
    const contact = state.contacts.find(({ id }) => id === conversation.contactId)
    const last = messagesOf(conversation.id)[0]
    return {
      ...conversation,
      lastMessageBody: last?.body ?? '',
      lastMessageType: last?.messageType ?? 'TYPE_SMS',
      lastMessageDirection: last?.direction ?? 'inbound',
      lastMessageDate: Date.parse(last?.dateAdded ?? '1970-01-01T00:00:00Z'),
      type: 'TYPE_PHONE',
      fullName: contact?.name ?? '',
      contactName: contact?.name ?? '',
      email: contact?.email ?? '',
      phone: contact?.phone ?? '',
    }
  }

  /** Newest first. */
  const messagesOf = (conversationId: string): GhlMessage[] =>
    state.messages.filter((message) => message.conversationId === conversationId).reverse()

  const listMessages = (call: Call): Answer => {
    const id = call.params['conversationId'] ?? ''
    if (!state.conversations.some((conversation) => conversation.id === id)) {
      return failure(400, 'Conversation not found')
    }
    const limit = limitOf(call)
    if (limit === null) return failure(422, ['limit must not be greater than 100'])
    const types = call.query.get('type')?.split(',')
    const all = messagesOf(id).filter((message) => types === undefined || types.includes(message.messageType))
    const after = call.query.get('lastMessageId')
    const start = after === null ? 0 : all.findIndex((message) => message.id === after) + 1
    const messages = all.slice(start, start + limit)
    return {
      status: 200,
      body: {
        lastMessageId: messages.at(-1)?.id ?? '',
        nextPage: start + limit < all.length,
        messages: messages.map(viewMessage),
        traceId: newId(),
      },
    }
  }

  const getMessage = (call: Call): Answer => {
    const message = state.messages.find(({ id }) => id === call.params['id'])
    return message === undefined
      ? failure(400, 'Message not found')
      : { status: 200, body: { ...viewMessage(message), traceId: newId() } }
  }

  const getEmail = (call: Call): Answer => {
    const message = state.messages.find(({ email }) => email?.emailMessageId === call.params['id'])
    if (message?.email === undefined) return failure(400, 'Message not found')
    const { emailMessageId, threadId, subject, from, to } = message.email
    return {
      status: 200,
      body: {
        ...without(message, 'email', 'type', 'messageType'),
        id: emailMessageId,
        altId: message.id,
        threadId,
        subject,
        from,
        to,
      },
    }
  }

  return [
    {
      method: 'POST',
      path: '/conversations/messages',
      scopes: ['conversations/message.write'],
      handle: send,
    },
    { method: 'GET', path: '/conversations/search', scopes: ['conversations.readonly'], handle: search },
    {
      method: 'GET',
      path: '/conversations/messages/email/{id}',
      scopes: ['conversations/message.readonly'],
      handle: getEmail,
    },
    {
      method: 'GET',
      path: '/conversations/messages/{id}',
      scopes: ['conversations/message.readonly'],
      handle: getMessage,
    },
    {
      method: 'GET',
      path: '/conversations/{conversationId}/messages',
      scopes: ['conversations/message.readonly'],
      handle: listMessages,
    },
  ]
}

function attachmentsOf(body: JsonObject): string[] {
  return Array.isArray(body['attachments']) ? body['attachments'].map(String) : []
}

/** The `limit` of a list, 20 without one; null when it is out of bounds. */
function limitOf(call: Call): number | null {
  const limit = Number(call.query.get('limit') ?? 20)
  return Number.isInteger(limit) && limit >= 1 && limit <= 100 ? limit : null
}
