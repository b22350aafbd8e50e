import { Button } from '@mantine/core'
import { IconSend2 } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Task } from '../../core/domain/task'
import { useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { TheirTime } from './their-time'
import type { TaskActing } from './use-task-actions'
import './components.css'

interface Props {
  task: Task
  acting: TaskActing
  /** Further buttons for it. */
  children?: ReactNode
}

/** What one click does about a task. */
export function TaskActions({ task, acting, children }: Props) {
  const { zone } = useWorkspace().settings
  const { busy } = acting
  const slot = task.suggestion?.kind === 'book' ? task.suggestion.slot : null
  const answer = task.suggestion?.kind === 'answer' ? task.suggestion.answer : null
  return (
    <div className="task-buttons">
      {slot ? (
        <>
          <Button size="xs" loading={busy} onClick={() => void acting.approve(slot)}>
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
          onClick={() => void acting.send(answer.text)}
        >
          Send
        </Button>
      )}
      {children}
      <Button size="xs" variant="default" disabled={busy} onClick={() => void acting.dismiss()}>
        Dismiss
      </Button>
    </div>
  )
}
