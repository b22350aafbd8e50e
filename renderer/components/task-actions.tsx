import { Button } from '@mantine/core'
import { IconSend2 } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Task } from '../../core/domain/task'
import { useConsole, useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { ConfirmAgain } from './confirm-again'
import { EditFirst } from './edit-first'
import { TheirNight } from './their-night'
import { TheirTime } from './their-time'
import { isToBeMendedFirst, wayOf } from './task-ways'
import type { TaskActing } from './use-task-actions'
import './components.css'

interface Props {
  task: Task
  acting: TaskActing
  /** In the drawer: what is done right here, in place of the way here. */
  children?: ReactNode
}

/** What is to be done about a task comes first, what one click can do before what has to be done by hand. */
export function TaskActions({ task, acting, children }: Props) {
  const console = useConsole()
  const { zone } = useWorkspace().settings
  const { busy } = acting
  const slot = task.suggestion?.kind === 'book' ? task.suggestion.slot : null
  const answer = task.suggestion?.kind === 'answer' ? task.suggestion.answer : null
  const way = wayOf(task)
  const canConfirm = task.kind === 'not_confirmed'
  const isWayFirst = answer === null && (slot === null || isToBeMendedFirst(task))
  const isHere = children !== undefined && way.place === 'tasks'
  const go = () => {
    if (way.place === 'webhooks') void console.showDeliveryOf(task.id)
    else if (task.leadId !== null) console.openLead(task.leadId, way.place)
  }

  return (
    <div className="task-buttons">
      {canConfirm ? <ConfirmAgain acting={acting} /> : null}
      {isWayFirst && !isHere ? (
        <Button size="xs" variant={canConfirm ? 'default' : 'filled'} disabled={busy} onClick={go}>
          {way.label}
        </Button>
      ) : null}
      {slot ? (
        <>
          <Button
            size="xs"
            variant={isWayFirst ? 'default' : 'filled'}
            loading={busy}
            onClick={() => void acting.approve(slot)}
          >
            Book {dayAndTime(slot.start, zone)}
          </Button>
          {task.leadId === null ? null : <TheirTime leadId={task.leadId} start={slot.start} />}
        </>
      ) : null}
      {answer === null ? null : (
        <>
          <Button
            size="xs"
            leftSection={<IconSend2 size={16} aria-hidden />}
            loading={busy}
            onClick={() => void acting.send(answer.text)}
          >
            Send
          </Button>
          {task.leadId === null || answer.purpose === 'opt_out_confirmed' ? null : (
            <EditFirst
              leadId={task.leadId}
              beginning={{ text: answer.text, slots: answer.carries }}
              disabled={busy}
            />
          )}
        </>
      )}
      {children}
      {task.leadId !== null && (slot || answer || canConfirm) ? <TheirNight leadId={task.leadId} /> : null}
      <Button size="xs" variant="subtle" color="gray" disabled={busy} onClick={() => void acting.dismiss()}>
        Dismiss
      </Button>
    </div>
  )
}
