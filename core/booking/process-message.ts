import { offeredSlot } from '../availability/ledger'
import type { Context } from '../context'
import type { Reading } from '../domain/decision'
import type { InboundMessage } from '../domain/message'
import { toInstant } from '../domain/time'
import { deliverAnswers } from './answers/deliver-answers'
import { sendConfirmations } from './confirmation'
import { consider, draftFor } from './consider'
import { decide } from './decide'
import { nextStep } from './next-step'
import { readMessage } from './read-message'
import { outcomeOf } from './settle-attempt'
import { tryToBook } from './try-to-book'
import { learnFrom } from './waiting'

/**
 * Reads one inbound message and acts on it: books, answers, suggests, or asks a person (W6). Writes one decision (D1).
 * Running it again for the same message changes nothing: a decision stands, and an attempt that was begun is taken up.
 * `catchUp` stores the messages that have arrived since; it is called before a booking or an answer, so that one that
 * takes back what was said is seen.
 */
export async function processMessageForAutoBooking(
  context: Context,
  messageId: string,
  catchUp: () => Promise<void>,
): Promise<void> {
  const { store } = context
  const message = store.get('messages', messageId)
  if (message?.direction !== 'inbound' || message.decided) return
  if (!store.get('leads', message.leadId)) return
  const reading = await readAndLearn(context, message)
  const begun = store.by('attempts', 'message', messageId).at(-1)
  const found = begun
    ? { slot: offeredSlot(store, begun.offerId) ?? begun.slot, gates: null, result: outcomeOf(store, begun) }
    : await tryToBook(context, message, reading, catchUp)
  const considered = consider(context, message, reading, found)
  if (!considered) return
  const step = nextStep(considered)
  const draft = await draftFor(context, considered, step)
  if (draft) await catchUp()
  // The lead is told of its meeting while the decision is written.
  const [answer] = await Promise.all([
    decide(context, { considered, step, draft }),
    found.result?.kind === 'booked' ? sendConfirmations(context) : null,
  ])
  if (answer) await deliverAnswers(context)
}

/** What the reply tells of its writer is kept first: it may be what the reading waits for. */
async function readAndLearn(context: Context, message: InboundMessage): Promise<Reading> {
  const { store, clock } = context
  const reading = readMessage(store, message)
  if (reading.email === null && reading.zone === null) return reading
  await store.transact('lead.learn', (transaction) => {
    const lead = transaction.get('leads', message.leadId)
    if (lead) learnFrom(transaction, lead, reading, toInstant(clock.now()))
  })
  return readMessage(store, message)
}
