import type { AnswerPurpose } from '../domain/answer'
import type { GateResult } from '../domain/decision'
import type { TaskKind } from '../domain/task'
import type { GateFacts } from './gate-facts'

type Facts = GateResult['facts']
export type Verdict = Pick<GateResult, 'result' | 'reason' | 'facts'> & {
  /** What can be written to the lead instead of booking (C3, C5). */
  answer?: AnswerPurpose
}

/** `F` are the facts that it needs: every gate can be asked before a booking, some before an answer too. */
export interface Gate<F = GateFacts> {
  name: string
  /** What a person is asked to do when it blocks (G3). */
  task: TaskKind
  check(facts: F): Verdict
}

export const pass = (reason: string, facts: Facts = {}): Verdict => ({ result: 'pass', reason, facts })
export const block = (reason: string, facts: Facts = {}, answer?: AnswerPurpose): Verdict => ({
  result: 'block',
  reason,
  facts,
  ...(answer && { answer }),
})

export interface GateOutcome {
  results: GateResult[]
  /** The gate that blocked; null when all passed. */
  blockedBy: Pick<Gate, 'name' | 'task'> | null
  /** What can be written to the lead instead; null where only a person can help. */
  answer: AnswerPurpose | null
}

/** Asks gates in their order, up to the first that blocks; an error in a gate blocks (G1). */
export function runGates<F>(gates: readonly Gate<F>[], facts: F): GateOutcome {
  const results: GateResult[] = []
  for (const gate of gates) {
    const { answer = null, ...verdict } = check(gate, facts)
    results.push({ gate: gate.name, ...verdict })
    if (verdict.result === 'block') return { results, blockedBy: gate, answer }
  }
  return { results, blockedBy: null, answer: null }
}

function check<F>(gate: Gate<F>, facts: F): Verdict {
  try {
    return gate.check(facts)
  } catch {
    return block('This check itself failed, so nothing is done.')
  }
}
