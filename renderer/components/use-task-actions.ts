import { useEffect, useRef, useState } from 'react'
import type { Answer as ApiAnswer } from '../../core/api/contract'
import type { Slot } from '../../core/domain/slot'
import type { Task } from '../../core/domain/task'
import { useConsole } from '../state/use-console'
import { useOneAtATime } from './one-at-a-time'
import { toast, toastError } from './toast'

/** What one click did about a task. */
export interface TaskOutcome {
  sentence: string
  canUndo: boolean
}

/** What can be done about a task with one click, and what became of it. */
export function useTaskActions(task: Task) {
  const console = useConsole()
  const [busy, run] = useOneAtATime()
  const [error, setError] = useState<string | null>(null)
  const [outcome, setOutcome] = useState<TaskOutcome | null>(null)
  const [mayHaveArrived, setMayHaveArrived] = useState<string | null>(null)
  const isThere = useRef(true)
  useEffect(() => {
    isThere.current = true
    return () => {
      isThere.current = false
    }
  }, [])

  /** `judge` finds what was done in an answer, or why it was not. */
  const act = <T>(
    call: () => Promise<ApiAnswer<T>>,
    judge: (value: T) => { done: TaskOutcome | null } | { problem: string },
  ) =>
    run(async () => {
      const answer = await call()
      const found = answer.ok ? judge(answer.value) : { problem: answer.error.message }
      await Promise.all([console.readWorkspace(), console.readLead()])
      if ('done' in found) {
        setError(null)
        setOutcome(found.done)
        if (found.done && !isThere.current) toast(found.done.sentence)
      } else {
        setError(found.problem)
        // The task and its place here may be gone by now.
        if (!isThere.current) toastError(found.problem)
      }
    })

  return {
    busy,
    error,
    outcome,
    /** The confirmation that has to be asked about before another one is sent. */
    mayHaveArrived,
    approve: (slot: Slot) =>
      act(
        () => console.client.call('tasks.approve', { taskId: task.id, slot }),
        ({ kind, sentence }) =>
          kind === 'booked' ? { done: { sentence, canUndo: false } } : { problem: sentence },
      ),
    send: (text: string) =>
      act(
        () => console.client.call('tasks.sendAnswer', { taskId: task.id, text }),
        ({ sent, sentence }) => (sent ? { done: { sentence, canUndo: false } } : { problem: sentence }),
      ),
    confirm: (despite: string | null) =>
      act(
        () => console.client.call('appointments.confirmAgain', { appointmentId: task.reason, despite }),
        ({ sent, sentence, mayHaveArrived: asked }) => {
          setMayHaveArrived(asked)
          if (sent) return { done: { sentence, canUndo: false } }
          return asked === null ? { problem: sentence } : { done: null }
        },
      ),
    dontConfirm: () => {
      setMayHaveArrived(null)
    },
    dismiss: () =>
      act(
        () => console.client.call('tasks.dismiss', { taskId: task.id }),
        () => ({ done: { sentence: 'Dismissed.', canUndo: true } }),
      ),
    undo: () =>
      act(
        () => console.client.call('tasks.reopen', { taskId: task.id }),
        () => ({ done: null }),
      ),
  }
}

export type TaskActing = ReturnType<typeof useTaskActions>
