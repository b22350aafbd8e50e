import type { Context } from '../../context'
import { findLead } from '../../conversations/find-lead'
import { messageId, storedBefore } from '../../conversations/receive-message'
import { DAY, MINUTE, plus, toInstant, type Instant } from '../../domain/time'
import type { GhlClient } from '../../providers/ghl/client'
import { readGhlMessages } from '../../providers/ghl/read-messages'
import type { GhlInboundMessage } from '../../providers/ghl/webhook'
import type { Failure } from '../../providers/provider'
import { settingsOf } from '../../store/workspace'
import { applyMessage } from '../apply-message'
import { PersonUnreadable } from '../people'
import { reconciliationOf } from './read-checks'

const CLOCK_MARGIN = 5 * MINUTE
/** A conversation that cannot be read for so long is given up, so that it does not keep all later ones in the list. */
const RETRIED_FOR = DAY

/** Text messages that no webhook brought, read from GoHighLevel's conversations (M1). */
export class MessagePoll {
  readonly #context: Context
  readonly #client: GhlClient
  /** Conversations that were read, with the time of the message that was their last then. */
  readonly #read = new Map<string, Instant>()
  /** Contacts that were not found once: believed when it is so again. */
  readonly #missing = new Set<string>()
  #era = 0

  constructor(context: Context, client: GhlClient) {
    this.#context = context
    this.#client = client
  }

  /** What was read counts no more, such as after a restore. */
  forget(): void {
    this.#era += 1
    this.#read.clear()
    this.#missing.clear()
  }

  /** Stores what is new, in the order in which it was written, and says how much that was. */
  async run(): Promise<{ stored: number; failure: Failure | null }> {
    const { store, clock } = this.#context
    const now = toInstant(clock.now())
    const era = this.#era
    const { messagesFrom, messagesUntil } = reconciliationOf(store, 'ghl')
    const since = messagesUntil ?? now
    // GoHighLevel's clock may run behind ours.
    const notBefore = messagesFrom ?? plus(now, -CLOCK_MARGIN)
    const read = await readGhlMessages(this.#client, {
      locationId: settingsOf(store).ghl.locationId,
      since,
      notBefore,
      isKnown: (id) => store.get('messages', messageId('sms', id)) !== undefined,
      wasRead: (id, last) => this.#read.get(id) === last,
    })
    if (read.kind === 'failed') return { stored: 0, failure: read }
    const { stored, left, failure } = await this.#store(read.value.messages)
    const result = { stored, failure: read.value.failure ?? failure }
    if (this.#era !== era) return result
    let until = since
    let { failedAt } = read.value
    for (const { conversationId, lastMessageAt, messages } of read.value.read) {
      if (lastMessageAt > until) until = lastMessageAt
      if (!messages.some(({ contactId }) => left.has(contactId)))
        this.#read.set(conversationId, lastMessageAt)
      else if (failedAt === null || lastMessageAt < failedAt) failedAt = lastMessageAt
    }
    await this.#keep(notBefore, heldBack(until, failedAt))
    return result
  }

  /**
   * All messages of a contact who cannot be read, or is not found for the first time, are left, so that they keep their
   * order, and nobody else's.
   */
  async #store(messages: readonly GhlInboundMessage[]) {
    const left = new Set<string>()
    let stored = 0
    let failure: Failure | null = null
    for (const message of messages) {
      if (this.#cameBefore(message) || left.has(message.contactId)) continue
      try {
        const isStored = (await applyMessage(this.#context, message)) !== null
        if (isStored) stored += 1
        else if (!this.#missing.has(message.contactId)) {
          this.#missing.add(message.contactId)
          left.add(message.contactId)
        }
      } catch (error) {
        if (!(error instanceof PersonUnreadable)) throw error
        failure = error.failure
        left.add(message.contactId)
      }
    }
    return { stored, left, failure }
  }

  /** By a webhook, which need not have named it. */
  #cameBefore(message: GhlInboundMessage): boolean {
    const { store } = this.#context
    const lead = findLead(store, { ghlContactId: message.contactId, email: null, phone: null })
    return lead !== null && storedBefore(store, lead.id, message) !== null
  }

  async #keep(messagesFrom: Instant, messagesUntil: Instant): Promise<void> {
    const { store } = this.#context
    const before = reconciliationOf(store, 'ghl')
    if (before.messagesFrom === messagesFrom && before.messagesUntil === messagesUntil) return
    await store.transact('reconcile.messages', (transaction) => {
      transaction.put('reconciliations', {
        ...reconciliationOf(transaction, 'ghl'),
        messagesFrom,
        messagesUntil,
      })
    })
  }
}

/** Not past a conversation that could not be read: it is listed again. */
function heldBack(until: Instant, failedAt: Instant | null): Instant {
  const earliest = plus(until, -RETRIED_FOR)
  if (failedAt === null || failedAt >= until) return until
  return failedAt > earliest ? failedAt : earliest
}
