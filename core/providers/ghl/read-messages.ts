import type { z } from 'zod'
import { epoch, MINUTE, toInstant, type Instant } from '../../domain/time'
import { readInstant } from '../instant'
import type { Failure, Outcome } from '../provider'
import type { GhlClient } from './client'
import type { GhlInboundMessage } from './webhook'
import { conversationMessageSchema, conversationsSchema, messagesSchema, type GhlConversation } from './wire'

/** Text messages, whoever the location's phone provider is. E-mail bodies are not in these lists. */
const TEXT_MESSAGES = new Set(['TYPE_SMS', 'TYPE_CUSTOM_SMS', 'TYPE_CUSTOM_PROVIDER_SMS'])

/** One reading takes no more conversations, and no more pages of one, than these. */
const MOST_CONVERSATIONS = 30
const MOST_PAGES = 5
/** So many that fail are no oddity of one conversation. */
const MOST_FAILURES = 10
/** Conversations come by the hundred. A page of which all were read already is passed by. */
const PAGE = 100
const MOST_SEARCHES = 100
/** Search may show a conversation later than its last message is dated. */
const LAG = 5 * MINUTE

/** What every further call would meet too. */
const STOPS = new Set(['rate', 'outage', 'auth', 'scope', 'not_configured'])

export interface MessageQuery {
  locationId: string
  /** Conversations whose last message is younger, by GoHighLevel's clock. */
  since: Instant
  /** Messages that are older are history. */
  notBefore: Instant
  isKnown: (messageId: string) => boolean
  /** Whether a conversation was read when this was its last message. */
  wasRead: (conversationId: string, lastMessageAt: Instant) => boolean
}

export interface ReadMessages {
  /** Those that are not known, in the order in which they were written. */
  messages: GhlInboundMessage[]
  /** The conversations that were read, with what of `messages` is in them, oldest last message first. */
  read: { conversationId: string; lastMessageAt: Instant; messages: GhlInboundMessage[] }[]
  /** The time of the last message of the oldest conversation that could not be read; null when there is none. */
  failedAt: Instant | null
  /** What stopped the reading before its end, or kept it from a conversation. */
  failure: Failure | null
}

/**
 * The text messages that contacts wrote and that nobody told of: a private integration token gets no webhooks
 * (gohighlevel.md B6). Conversations come in the order of their last message, so that a reading which stops goes on
 * where it was.
 */
export async function readGhlMessages(
  client: GhlClient,
  query: MessageQuery,
): Promise<Outcome<ReadMessages>> {
  const messages: GhlInboundMessage[] = []
  const read: ReadMessages['read'] = []
  const tried = new Set<string>()
  let failedAt: Instant | null = null
  let failure: Failure | null = null
  let failures = 0
  const isEnough = () => read.length >= MOST_CONVERSATIONS || failures >= MOST_FAILURES
  let after: number | null = epoch(query.since) - LAG
  for (let pages = 0; after !== null && pages < MOST_SEARCHES && !isEnough(); pages += 1) {
    const found: Outcome<GhlConversation[]> = await search(client, query.locationId, after)
    if (found.kind === 'failed') {
      if (pages === 0) return found
      failure = found
      break
    }
    for (const conversation of found.value) {
      const lastMessageAt = timeOf(conversation)
      if (!lastMessageAt || tried.has(conversation.id)) continue
      if (query.wasRead(conversation.id, lastMessageAt)) continue
      if (isEnough()) break
      tried.add(conversation.id)
      const unknown = await unknownMessages(client, conversation.id, query)
      if (unknown.kind === 'ok') {
        messages.push(...unknown.value)
        read.push({ conversationId: conversation.id, lastMessageAt, messages: unknown.value })
        continue
      }
      failure = unknown
      failures += STOPS.has(unknown.reason) ? MOST_FAILURES : 1
      failedAt ??= lastMessageAt
      // Anything else is about this conversation, and must not hide the others.
      if (isEnough()) break
    }
    after = nextAfter(found.value, after)
  }
  messages.sort((a, b) => (a.sentAt < b.sentAt ? -1 : a.sentAt > b.sentAt ? 1 : 0))
  return { kind: 'ok', value: { messages, read, failedAt, failure } }
}

/** A page of the conversations whose last message is younger, oldest first. */
async function search(
  client: GhlClient,
  locationId: string,
  after: number,
): Promise<Outcome<GhlConversation[]>> {
  const query = { locationId, limit: String(PAGE), sort: 'asc', sortBy: 'last_message_date' }
  const page = await client.get(
    '/conversations/search',
    { ...query, startAfterDate: String(after) },
    conversationsSchema,
  )
  return page.kind === 'ok' ? { kind: 'ok', value: page.value.conversations } : page
}

/** Where the next page begins: others of the last moment may stand on it. Null when there is none. */
function nextAfter(page: readonly GhlConversation[], after: number): number | null {
  const times = page.flatMap((conversation) => timeOf(conversation) ?? []).map(epoch)
  if (page.length < PAGE || times.length === 0) return null
  const last = Math.max(...times)
  if (last <= after) return null
  return last - 1 > after ? last - 1 : last
}

/** Page after page, newest first, until a page brings nothing that is not known. */
async function unknownMessages(
  client: GhlClient,
  conversationId: string,
  { notBefore, isKnown }: MessageQuery,
): Promise<Outcome<GhlInboundMessage[]>> {
  const unknown: GhlInboundMessage[] = []
  let before: string | null = null
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page: Outcome<z.output<typeof messagesSchema>> = await client.get(
      `/conversations/${conversationId}/messages`,
      { limit: '100', ...(before ? { lastMessageId: before } : {}) },
      messagesSchema,
    )
    if (page.kind === 'failed') return page
    const fresh = page.value.messages
      .flatMap(readMessage)
      .filter(({ externalId, sentAt }) => sentAt >= notBefore && !isKnown(externalId))
    // The oldest of a moment stands last.
    unknown.unshift(...fresh.reverse())
    before = page.value.nextPage ? (page.value.lastMessageId ?? null) : null
    if (!before || fresh.length === 0) break
  }
  return { kind: 'ok', value: unknown }
}

function readMessage(item: unknown): GhlInboundMessage[] {
  const parsed = conversationMessageSchema.safeParse(item)
  if (!parsed.success) return []
  const { id, messageType, contactId, dateAdded, body, direction } = parsed.data
  const sentAt = readInstant(dateAdded)
  if (direction !== 'inbound' || !TEXT_MESSAGES.has(messageType ?? '') || !sentAt) return []
  return [{ contactId, channel: 'sms', externalId: id, text: body ?? '', sentAt }]
}

function timeOf({ lastMessageDate }: GhlConversation): Instant | null {
  return typeof lastMessageDate === 'number' ? toInstant(lastMessageDate) : readInstant(lastMessageDate)
}
