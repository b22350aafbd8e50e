import type { LeadDetail } from '../../core/api/views'
import { Pill } from '../components/pill'
import { TaskActions } from '../components/task-actions'
import { TASK_KINDS } from '../words'
import { Card } from './card'

/** What needs a person about this lead. */
export function TasksCard({ detail }: { detail: LeadDetail }) {
  const open = detail.tasks.filter((task) => task.state === 'open')
  if (open.length === 0) return null
  return (
    <Card title="Needs you">
      <ul className="tasks">
        {open.map((task) => {
          const kind = TASK_KINDS[task.kind]
          return (
            <li key={task.id}>
              <div className="task-title">
                <span>{task.title}</span> <Pill tone={kind.tone}>{kind.label}</Pill>
              </div>
              <p className="task-detail">{task.detail}</p>
              <TaskActions task={task} />
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
