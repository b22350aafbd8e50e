import { Button } from '@mantine/core'
import { IconSend2 } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import type { Slot } from '../../core/domain/slot'
import type { Task } from '../../core/domain/task'
import { useConsole, useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { Live } from './live'
import { Notice } from './notice'
import { useOneAtATime } from './one-at-a-time'
import { TheirTime } from './their-time'
import { toast, toastError } from './toast'
import './components.css'

/** What one click does about a task; `children` are further buttons for it. */
export function TaskActions({ task, children }: { task: Task; children?: ReactNode }) {
  const console = useConsole()
  const { zone } = useWorkspace().settings
  const [busy, run] = useOneAtATime()
  const [error, setError] = useState<string | null>(null)
  const slot = task.suggestion?.kind === 'book' ? task.suggestion.slot : null
  const answer = task.suggestion?.kind === 'answer' ? task.suggestion.answer : null

  /** The task may be gone then, and its button with the focus: that goes to the open drawer's name, or to the view. */
  const readAgain = async () => {
    await Promise.all([console.readWorkspace(), console.readLead()])
    if (document.activeElement !== document.body) return
    const name = document.querySelector<HTMLElement>('[data-lead-drawer] [data-autofocus]')
    const place = name ?? document.getElementById('main')
    place?.focus({ preventScroll: true })
  }

  const approve = (slot: Slot) =>
    run(async () => {
      const answer = await console.client.call('tasks.approve', { taskId: task.id, slot })
      setError(answer.ok ? null : answer.error.message)
      // In passing, because the task and its place here may be gone by now.
      if (answer.ok && answer.value.kind === 'booked') toast(answer.value.sentence)
      else if (answer.ok) toastError(answer.value.sentence)
      await readAgain()
    })

  const send = (text: string) =>
    run(async () => {
      const answer = await console.client.call('tasks.sendAnswer', { taskId: task.id, text })
      const problem = answer.ok ? (answer.value.sent ? null : answer.value.sentence) : answer.error.message
      setError(problem)
      if (answer.ok && answer.value.sent) toast(answer.value.sentence)
      await readAgain()
    })

  const dismiss = () =>
    run(async () => {
      const answer = await console.client.call('tasks.dismiss', { taskId: task.id })
      setError(answer.ok ? null : answer.error.message)
      await readAgain()
    })

  return (
    <div className="task-actions">
      <div className="task-buttons">
        {slot ? (
          <>
            <Button size="xs" loading={busy} onClick={() => void approve(slot)}>
              Book {dayAndTime(slot.start, zone)}
            </Button>
            {task.leadId === null ? null : <TheirTime leadId={task.leadId} start={slot.start} />}
          </>
        ) : null}
        {answer === null ? null : (
          <Button
            size="xs"
            leftSection={<IconSend2 size={16} aria-hidden />}
            loading={busy}
            onClick={() => void send(answer.text)}
          >
            Send
          </Button>
        )}
        {children}
        <Button size="xs" variant="default" disabled={busy} onClick={() => void dismiss()}>
          Dismiss
        </Button>
      </div>
      <Live>{error === null ? null : <Notice tone="bad">{error}</Notice>}</Live>
    </div>
  )
}
