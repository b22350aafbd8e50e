import type { Context } from '../context'
import { deliverMessage, queueMessage, tellSent } from '../conversations/send-message'
import { isUpcoming } from '../domain/appointment'
import { toInstant } from '../domain/time'
import type { Transaction } from '../store/transaction'
import { confirmationId, conversationChannel, wordedAnew } from './confirmation'
import { idOfNext, lastConfirmation, notConfirmedTask, settleUnconfirmed } from './not-confirmed'
import { closeTask, taskId } from './tasks'

export interface ConfirmOrder {
  appointmentId: string
  /** The earlier confirmation that may have arrived, where the person wants another one all the same. */
  despite: string | null
}

export interface ConfirmResult {
  sent: boolean
  /** What happened and what to do next, in plain words. */
  sentence: string
  /** The earlier confirmation that may have arrived: nothing was sent, the person is asked first. */
  mayHaveArrived: string | null
}

/**
 * Sends the confirmation of a meeting to a lead who did not get it, because a person clicked. Each one that was not sent
 * is followed by one other, however often it is clicked; after one that may have arrived the person is asked first.
 */
export async function confirmAgain(context: Context, order: ConfirmOrder): Promise<ConfirmResult> {
  const queued = await context.store.transact('confirmation.again', (transaction) =>
    queue(context, transaction, order),
  )
  if (queued.kind === 'not_queued') {
    const { sentence, mayHaveArrived } = queued
    return { sent: false, sentence, mayHaveArrived }
  }
  const message = await deliverMessage(context, queued.id)
  await settleUnconfirmed(context)
  const { sent, sentence } = tellSent(message, () => 'The confirmation was sent.')
  return { sent, sentence, mayHaveArrived: null }
}

type Queued = { kind: 'queued'; id: string } | ({ kind: 'not_queued' } & Omit<ConfirmResult, 'sent'>)

function queue(
  { clock }: Context,
  transaction: Transaction,
  { appointmentId, despite }: ConfirmOrder,
): Queued {
  const now = toInstant(clock.now())
  const appointment = transaction.get('appointments', appointmentId)
  const lead = appointment && transaction.get('leads', appointment.leadId)
  if (!lead) return notQueued('This meeting is gone. Look at the lead again.')
  if (!isUpcoming(appointment, now)) {
    closeTask(transaction, taskId(notConfirmedTask(lead.id, appointmentId)), now)
    return notQueued('Nothing was sent: the meeting is over or canceled.')
  }
  const last = lastConfirmation(transaction, appointment)
  if (last?.state === 'sent') {
    closeTask(transaction, taskId(notConfirmedTask(lead.id, appointmentId)), now)
    return notQueued('Nothing was sent: the lead has the confirmation already.')
  }
  if (last?.state === 'queued' || last?.state === 'sending') return { kind: 'queued', id: last.id }
  if (last?.state === 'unknown' && last.id !== despite) {
    return notQueued('The last one may have arrived. Send it again?', last.id)
  }
  const channel = conversationChannel(transaction.by('messages', 'lead', lead.id))
  if (!channel) return notQueued('There is no conversation with the lead yet. Write the first message.')
  const id = last ? idOfNext(last.id) : confirmationId(appointmentId)
  queueMessage(
    transaction,
    {
      id,
      leadId: lead.id,
      channel,
      purpose: 'confirmation',
      carries: [],
      appointmentId,
      ...wordedAnew(transaction, lead, appointment, last),
    },
    now,
  )
  return { kind: 'queued', id }
}

function notQueued(sentence: string, mayHaveArrived: string | null = null): Queued {
  return { kind: 'not_queued', sentence, mayHaveArrived }
}
