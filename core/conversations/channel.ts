import type { Lead } from '../domain/lead'
import type { Channel } from '../domain/names'

/** The port behind which SMS, e-mail and LinkedIn stand (M1). */
export interface MessageChannel {
  readonly id: Channel
  /** Null when this lead can be written to, else why not, in plain words. */
  cannotReach(lead: Lead): string | null
  /** Hands one message over. It is called once per message, whatever the answer (F4). */
  send(message: { lead: Lead; text: string }): Promise<SendOutcome>
}

export type SendOutcome =
  | { kind: 'sent'; externalId: string | null; ghlContactId?: string }
  /** The messenger refused it for good: do-not-disturb, unsubscribed, no number (H2). */
  | { kind: 'refused'; message: string; optedOut: boolean }
  | { kind: 'failed'; message: string }
  /** No answer was seen: it may or may not have gone out. */
  | { kind: 'unknown'; message: string }
