import { Anchor } from '@mantine/core'
import { IconChecklist } from '@tabler/icons-react'
import { useMemo } from 'react'
import { Empty } from '../components/empty'
import { Pill } from '../components/pill'
import { SuggestedAnswer } from '../components/suggested-answer'
import { useStillTasks } from '../components/still-tasks'
import { TaskPlace } from '../components/task-place'
import { useConsole, useShown, useWorkspace } from '../state/use-console'
import { ago } from '../time'
import { useNow } from '../use-now'
import { TASK_KINDS } from '../words'
import './tasks.css'

/** Everything that needs a person, urgent things first. */
export function TasksView() {
  const console = useConsole()
  const { tasks, settings } = useWorkspace()
  const leads = useShown((state) => state.leads)
  const now = useNow()
  const { rows, letGo, guard } = useStillTasks(tasks)
  const names = useMemo(() => {
    const wanted = new Set(rows.map(({ task }) => task.leadId))
    return new Map(leads?.filter(({ id }) => wanted.has(id)).map(({ id, name }) => [id, name]))
  }, [rows, leads])

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
        const { leadId } = task
        const kind = TASK_KINDS[task.kind]
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
                  <Pill tone={kind.tone}>{kind.label}</Pill>
                  {leadId === null ? (
                    <span className="dimmed small">Not a lead yet</span>
                  ) : (
                    <Anchor
                      component="button"
                      type="button"
                      size="sm"
                      onClick={() => {
                        console.openLead(leadId)
                      }}
                    >
                      {names.get(leadId) ?? 'Open the lead'}
                    </Anchor>
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
