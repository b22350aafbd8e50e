import { useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import type { Task } from '../../core/domain/task'

/** In ms: for how long clicks into a list are ignored after it moved, longer than the pause within a slow double click. */
export const STILL = 600

export interface TaskRow {
  /** A task that is opened anew under the same id is another one. */
  key: string
  task: Task
  /** False once it is over: it keeps its place for a while. */
  isOpen: boolean
}

/**
 * The open tasks as a list that does not move under the pointer: what is over keeps its place until it is let go, and a
 * click or a held key that began before the list moved acts on nothing. `open` is the same array while nothing changed.
 */
export function useStillTasks(open: readonly Task[]) {
  const [shown, setShown] = useState(() => ({ open, rows: withChanges([], open) }))
  const current = shown.open === open ? shown : { open, rows: withChanges(shown.rows, open) }
  if (current !== shown) setShown(current)

  const order = current.rows.map(({ key, isOpen }) => `${key} ${isOpen}`).join()
  const seen = useRef(order)
  const movedAt = useRef(-Infinity)
  useLayoutEffect(() => {
    if (seen.current === order) return
    // The first that come into an empty list push nothing away from under the pointer.
    if (seen.current !== '') movedAt.current = performance.now()
    seen.current = order
  }, [order])

  return {
    rows: current.rows,
    letGo: (key: string) => {
      setShown((last) => ({ ...last, rows: last.rows.filter((row) => row.isOpen || row.key !== key) }))
    },
    guard: {
      onClickCapture: (event: MouseEvent) => {
        const isByPointer = event.detail > 0
        if (!isByPointer || performance.now() - movedAt.current > STILL) return
        event.preventDefault()
        event.stopPropagation()
      },
      onKeyDownCapture: (event: KeyboardEvent) => {
        if (event.repeat && event.key === 'Enter') event.preventDefault()
      },
    },
  }
}

function withChanges(rows: readonly TaskRow[], open: readonly Task[]): TaskRow[] {
  const tasks = new Map(open.map((task) => [keyOf(task), task]))
  const next = rows.map(({ key, task }) => ({ key, task: tasks.get(key) ?? task, isOpen: tasks.has(key) }))
  // From the end, so that what a new one comes before is there already.
  open.toReversed().forEach((task, fromEnd) => {
    const key = keyOf(task)
    if (next.some((row) => row.key === key)) return
    const after = open[open.length - fromEnd]
    const place = after ? next.findIndex((row) => row.key === keyOf(after)) : next.length
    next.splice(place, 0, { key, task, isOpen: true })
  })
  return next
}

function keyOf({ id, createdAt }: Task): string {
  return `${id} ${createdAt}`
}
