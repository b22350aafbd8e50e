import { Button } from '@mantine/core'
import { Fragment, useMemo } from 'react'
import type { LeadDetail } from '../../core/api/views'
import type { Slot } from '../../core/domain/slot'
import { SuggestedAnswer } from '../components/suggested-answer'
import { useStillTasks } from '../components/still-tasks'
import { TaskPill } from '../components/task-pill'
import { TaskPlace } from '../components/task-place'
import { TheirTime } from '../components/their-time'
import { useConsole, useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { cannotBook, cannotSendTimes } from './booking-state'
import { Card } from './card'

/** What needs a person about this lead. Where it is not clear which time is meant, each open offer can be booked. */
export function TasksCard({ detail, onBook }: { detail: LeadDetail; onBook: (slot: Slot) => void }) {
  const console = useConsole()
  const { zone } = useWorkspace().settings
  const offers = cannotBook(detail) === null ? detail.offers.filter((offer) => offer.open) : []
  const byTime = [...offers].sort((a, b) => (a.slot.start < b.slot.start ? -1 : 1))
  const open = useMemo(() => detail.tasks.filter((task) => task.state === 'open'), [detail.tasks])
  const { rows, letGo, guard } = useStillTasks(open)
  if (rows.length === 0) return null
  return (
    <Card title="Needs you" place="tasks">
      <ul className="tasks" {...guard}>
        {rows.map((row) => {
          const { task } = row
          return (
            <TaskPlace
              key={row.key}
              row={row}
              onLeave={() => {
                letGo(row.key)
              }}
              about={
                <div>
                  <div className="task-title">
                    <span className="clipped">{task.title}</span> <TaskPill task={task} />
                  </div>
                  <p className="task-detail clipped">{task.detail}</p>
                  <SuggestedAnswer task={task} />
                </div>
              }
            >
              {task.kind === 'which_slot' && !task.suggestion ? (
                <div className="task-choices">
                  {byTime.map(({ id, slot }) => (
                    <Fragment key={id}>
                      <Button
                        size="xs"
                        variant="light"
                        onClick={() => {
                          onBook(slot)
                        }}
                      >
                        {dayAndTime(slot.start, zone)}
                      </Button>
                      <TheirTime leadId={detail.lead.id} start={slot.start} />
                    </Fragment>
                  ))}
                  {cannotSendTimes(detail) === null ? (
                    <Button
                      size="xs"
                      variant={offers.length === 0 ? 'filled' : 'default'}
                      onClick={() => {
                        console.openLead(detail.lead.id, 'times')
                      }}
                    >
                      Find times
                    </Button>
                  ) : null}
                </div>
              ) : null}
            </TaskPlace>
          )
        })}
      </ul>
    </Card>
  )
}
