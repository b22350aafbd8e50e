import type { Context } from '../context'
import { decisionId } from '../domain/decision'
import { toInstant, type Instant } from '../domain/time'
import { isCourtesy } from '../replies/courtesy'
import type { Transaction } from '../store/transaction'
import { concludeFrom, type Considered } from './conclusion'
import { closeTask, closeTasks, openTask } from './tasks'

/** Writes the decision with what follows from it, in one transaction. */
export function decide(context: Context, considered: Considered): Promise<void> {
  return context.store.transact('decision', (transaction) => {
    const id = decisionId(considered.message.id)
    if (transaction.get('decisions', id)) return
    const now = toInstant(context.clock.now())
    closeOlderSuggestions(transaction, considered, now)
    const offer = considered.reading.offerId
      ? transaction.get('offers', considered.reading.offerId)
      : undefined
    const { outcome, sentence, task } = concludeFrom(transaction, considered, offer?.slot ?? null, now)
    const attempt = considered.result && 'attempt' in considered.result ? considered.result.attempt : null
    transaction.put('decisions', {
      id,
      messageId: considered.message.id,
      leadId: considered.lead.id,
      at: now,
      reading: considered.reading,
      gates: considered.gates?.results ?? [],
      outcome,
      sentence,
      offerId: considered.reading.offerId,
      attemptId: attempt?.id ?? null,
      appointmentId: attempt?.appointmentId ?? null,
      taskId: task ? openTask(transaction, task, now) : null,
    })
    transaction.put('messages', { ...considered.message, decided: true })
    noteOnLead(transaction, considered, now)
  })
}

/** A newer message may take an older acceptance back, so its suggestion may not stay one click away. */
function closeOlderSuggestions(
  transaction: Transaction,
  { lead, message, reading }: Considered,
  now: Instant,
): void {
  if (isCourtesy(reading)) return
  for (const task of transaction.by('tasks', 'lead', lead.id)) {
    if (task.state === 'open' && task.suggestion?.messageId && task.suggestion.messageId !== message.id) {
      closeTask(transaction, task.id, now)
    }
  }
}

function noteOnLead(transaction: Transaction, considered: Considered, now: Instant): void {
  const lead = transaction.get('leads', considered.lead.id)
  if (!lead) return
  const { intent } = considered.reading
  if (intent === 'opt_out') {
    const optOuts = [...new Set([...lead.optOuts, considered.message.channel])]
    transaction.put('leads', { ...lead, optOuts, updatedAt: now })
    // There is nobody left to answer.
    closeTasks(transaction, lead.id, ['approve_booking', 'which_slot', 'manual_follow_up'], now)
  } else if (intent === 'accept_offer' && ['new', 'contacted', 'replied'].includes(lead.status)) {
    transaction.put('leads', { ...lead, status: 'meeting_requested', updatedAt: now })
  }
}
