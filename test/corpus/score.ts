import type { Intent, Reading } from '../../core/domain/decision'
import { readLabelled, type LabelledReply, type Situation } from './corpus'

export interface Verdict {
  reply: LabelledReply
  reading: Reading
  kind:
    | 'right'
    /** An offer would be booked that the lead did not accept: there may be none. */
    | 'wrong_acceptance'
    /** An acceptance is left to a person. */
    | 'missed'
    /** Nothing is booked, but it is taken for something else. */
    | 'misread'
}

export interface Score {
  replies: number
  wrongAcceptances: Verdict[]
  /** Of the acceptances that every careful assistant would book. */
  clear: { read: number; of: number }
  unclear: { read: number; of: number }
  byIntent: Map<Intent, { right: number; of: number }>
  misses: Verdict[]
}

export function score(replies: readonly LabelledReply[], situations: ReadonlyMap<string, Situation>): Score {
  const verdicts = replies.map((reply) => judge(reply, situations))
  const acceptances = verdicts.filter(({ reply }) => reply.intent === 'accept_offer')
  const counted = (clear: boolean) => {
    const these = acceptances.filter(({ reply }) => (reply.clear ?? false) === clear)
    return { read: these.filter(({ kind }) => kind === 'right').length, of: these.length }
  }
  const byIntent = new Map<Intent, { right: number; of: number }>()
  for (const { reply, kind } of verdicts) {
    const { right, of } = byIntent.get(reply.intent) ?? { right: 0, of: 0 }
    byIntent.set(reply.intent, { right: right + (kind === 'right' ? 1 : 0), of: of + 1 })
  }
  return {
    replies: replies.length,
    wrongAcceptances: verdicts.filter(({ kind }) => kind === 'wrong_acceptance'),
    clear: counted(true),
    unclear: counted(false),
    byIntent,
    misses: verdicts.filter(({ kind }) => kind === 'missed' || kind === 'misread'),
  }
}

function judge(reply: LabelledReply, situations: ReadonlyMap<string, Situation>): Verdict {
  const situation = situations.get(reply.situation)
  if (!situation) throw new Error(`there is no situation ${reply.situation}`)
  const reading = readLabelled(reply, situation)
  return { reply, reading, kind: kindOf(reply, reading) }
}

function kindOf({ intent, means, alsoFine = [] }: LabelledReply, reading: Reading): Verdict['kind'] {
  if (reading.intent === 'accept_offer') {
    return intent === 'accept_offer' && reading.offerId === String(means) ? 'right' : 'wrong_acceptance'
  }
  if (intent === 'accept_offer') return 'missed'
  return reading.intent === intent || alsoFine.includes(reading.intent) ? 'right' : 'misread'
}
