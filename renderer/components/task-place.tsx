import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react'
import { ArmedButton } from './armed-button'
import { Live } from './live'
import { Notice } from './notice'
import type { TaskRow } from './still-tasks'
import { TaskActions } from './task-actions'
import { useTaskActions } from './use-task-actions'
import './components.css'

/** In ms: how long what became of a task is shown in the task's place. */
export const STAYS = 6000

interface Props {
  row: TaskRow
  className?: string
  /** What the task says. */
  about: ReactNode
  /** Further buttons for it. */
  children?: ReactNode
  /** It has been over for long enough. */
  onLeave: () => void
}

/** One task in a list, with what can be done about it; once it is over, with what happened, in the same place. */
export function TaskPlace({ row: { task, isOpen }, className = '', about, children, onLeave }: Props) {
  const acting = useTaskActions(task)
  const { busy, outcome, error } = acting
  const place = useRef<HTMLLIElement>(null)
  const height = useRef(0)
  const isOver = outcome !== null || (!isOpen && !busy)

  useEffect(() => {
    // Why something was not done stays until it was read.
    if (isOpen || busy || error !== null) return
    const timer = setTimeout(onLeave, STAYS)
    return () => {
      clearTimeout(timer)
    }
    // `onLeave` is another function each time.
  }, [isOpen, busy, error])

  // What comes below must not move up when the buttons go.
  useLayoutEffect(() => {
    if (!isOver) height.current = place.current?.offsetHeight ?? 0
  })
  // The button that was pressed is gone, and the focus with it.
  useLayoutEffect(() => {
    if (outcome && document.activeElement === document.body) place.current?.focus({ preventScroll: true })
  }, [outcome])
  useLayoutEffect(() => {
    const element = place.current
    return () => {
      if (element?.contains(document.activeElement)) focusAround(element)
    }
  }, [])

  return (
    <li
      ref={place}
      tabIndex={-1}
      className={`task-place ${className}`}
      data-over={isOver || undefined}
      style={isOver ? { minHeight: height.current } : undefined}
    >
      {about}
      {isOver ? null : (
        <TaskActions task={task} acting={acting}>
          {children}
        </TaskActions>
      )}
      <Live>
        {error !== null ? (
          <Notice tone="bad">{error}</Notice>
        ) : isOver ? (
          <div className="task-outcome">
            <span>{outcome?.sentence ?? 'Settled meanwhile. This does not need you any more.'}</span>
            {outcome?.canUndo ? (
              <ArmedButton
                size="compact-xs"
                variant="default"
                loading={busy}
                onClick={() => void acting.undo()}
              >
                Undo
              </ArmedButton>
            ) : null}
          </div>
        ) : null}
      </Live>
    </li>
  )
}

/** To the open drawer's name, or to the view. */
function focusAround(element: HTMLElement): void {
  const name = element.closest('[data-lead-drawer]')?.querySelector<HTMLElement>('[data-autofocus]')
  const around = name ?? document.getElementById('main')
  around?.focus({ preventScroll: true })
}
