import { IconChecklist } from '@tabler/icons-react'
import { Empty } from '../components/empty'
import { LeadLink } from '../components/lead-link'
import { SuggestedAnswer } from '../components/suggested-answer'
import { useStillTasks } from '../components/still-tasks'
import { TaskPill } from '../components/task-pill'
import { TaskPlace } from '../components/task-place'
import { useWorkspace } from '../state/use-console'
import { ago } from '../time'
import { useNow } from '../use-now'
import './tasks.css'

/** Everything that needs a person, urgent things first. */
export function TasksView() {
  const { tasks, settings } = useWorkspace()
  const now = useNow()
  const { rows, letGo, guard } = useStillTasks(tasks)

  if (rows.length === 0) {
    return (
      <Empty icon={IconChecklist} title="Nothing needs you">
        When a reply cannot be handled without a person, it becomes a task here.
      </Empty>
    )
  }
  return (
    <ul className="task-list" {...guard}>
      {rows.map((row) => {
        const { task } = row
        return (
          <TaskPlace
            key={row.key}
            row={row}
            className="task-item"
            onLeave={() => {
              letGo(row.key)
            }}
            about={
              <div className="task-about">
                <div className="task-head">
                  <TaskPill task={task} />
                  {task.leadId === null ? (
                    <span className="dimmed small">Not a lead yet</span>
                  ) : (
                    <LeadLink leadId={task.leadId} />
                  )}
                  <span className="dimmed small">{ago(task.createdAt, now, settings.zone)}</span>
                </div>
                <h2 className="task-heading clipped">{task.title}</h2>
                <p className="dimmed task-text clipped">{task.detail}</p>
                <SuggestedAnswer task={task} />
              </div>
            }
          />
        )
      })}
    </ul>
  )
}
