import { useState } from 'react'
import type { Answer } from '../../core/api/contract'
import type { ChangeResultView } from '../../core/api/methods/booking-methods'
import { useOneAtATime } from '../components/one-at-a-time'
import { useConsole } from '../state/use-console'
import type { Tone } from '../words'

const TONES: Record<ChangeResultView['kind'], Tone> = {
  done: 'good',
  half_done: 'bad',
  refused: 'bad',
  unknown: 'warn',
  not_started: 'warn',
}

export interface MeetingChanges {
  /** What became of the last change; null while nothing is to be told. */
  told: { tone: Tone; sentence: string; link: string | null } | null
  /** The meeting that is being changed; only one is at a time. */
  changing: string | null
  run: (appointmentId: string, call: () => Promise<Answer<ChangeResultView>>) => Promise<void>
  /** Something else is begun. */
  forget: () => void
}

/**
 * What is done to the meetings of one lead. It is kept above them: a meeting that is moved or canceled may give its
 * place to another one before the answer is there, and what became of it must still be told.
 */
export function useMeetingChanges(): MeetingChanges {
  const console = useConsole()
  const [told, setTold] = useState<MeetingChanges['told']>(null)
  const [changing, setChanging] = useState<string | null>(null)
  const [, run] = useOneAtATime()
  return {
    told,
    changing,
    run: (appointmentId, call) =>
      run(async () => {
        setChanging(appointmentId)
        const answer = await call()
        setTold(
          answer.ok
            ? { tone: TONES[answer.value.kind], sentence: answer.value.sentence, link: answer.value.link }
            : { tone: 'bad', sentence: answer.error.message, link: null },
        )
        setChanging(null)
        void console.readLead()
      }),
    forget: () => {
      setTold(null)
    },
  }
}
