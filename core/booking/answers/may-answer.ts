import type { AnswerPurpose } from '../../domain/answer'
import type { GateResult } from '../../domain/decision'
import type { InboundMessage } from '../../domain/message'
import type { Instant } from '../../domain/time'
import type { Reader } from '../../store/transaction'
import { ANSWER_GATES, OPT_OUT_GATES } from '../conversation-gates'
import { runGates } from '../gate'
import { gatherConversation } from '../gate-facts'

export interface Permission {
  /** send: by itself. suggest: with one click of a person. none: not at all, somebody has to look. */
  kind: 'send' | 'suggest' | 'none'
  gates: GateResult[]
}

/** Who may answer a message now: Slotkeeper, a person with one click, or nobody (W6, G2). */
export function mayAnswer(
  store: Reader,
  message: InboundMessage,
  purpose: AnswerPurpose,
  now: Instant,
  /** The message was decided on by who asks. */
  isDecided = false,
): Permission {
  const facts = gatherConversation(store, { message, approved: false }, now)
  if (!facts) return { kind: 'none', gates: [] }
  const asked = isDecided ? { ...facts, isDecided: false } : facts
  const gates = gatesFor(purpose)
  const byItself = runGates(gates, asked)
  const { autoBookMode } = facts.settings
  if (!byItself.blockedBy && autoBookMode === 'auto') return { kind: 'send', gates: byItself.results }
  const isSuggested = autoBookMode !== 'off' && whatForbids(store, message, purpose, now) === null
  return { kind: isSuggested ? 'suggest' : 'none', gates: byItself.results }
}

/** Why not even a person should send an answer with one click, in plain words; null when nothing forbids it. */
export function whatForbids(
  store: Reader,
  message: InboundMessage,
  purpose: AnswerPurpose,
  now: Instant,
): string | null {
  const facts = gatherConversation(store, { message, approved: true }, now)
  if (!facts) return 'This lead is gone.'
  const { blockedBy, results } = runGates(gatesFor(purpose), facts)
  return blockedBy ? (results.at(-1)?.reason ?? 'A check failed.') : null
}

function gatesFor(purpose: AnswerPurpose) {
  return purpose === 'opt_out_confirmed' ? OPT_OUT_GATES : ANSWER_GATES
}
