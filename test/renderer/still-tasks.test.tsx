// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { STILL } from '../../renderer/components/still-tasks'
import { STAYS } from '../../renderer/components/task-place'
import { armed, openConsole, useDom } from './support/dom'
import { fakeBridge } from './support/fake-bridge'
import { aSlot, aTask } from './support/sample-data'

useDom()
afterEach(() => {
  vi.useRealTimers()
})

const NOW = Date.parse('2026-11-23T15:00:00.000Z')
const rows = () => within(screen.getByRole('main')).getAllByRole('listitem')
const rowOf = (index: number) => within(rows()[index] ?? document.body)
const headings = () => rows().map((row) => within(row).getByRole('heading').textContent)

async function openTasks() {
  const opened = await openConsole({ now: NOW })
  await opened.user.click(screen.getByRole('button', { name: /^Tasks/ }))
  return opened
}

describe('a task that was settled', () => {
  it('stays where it was and says what happened, so that a second click meets no other lead', async () => {
    const { user, asked } = await openTasks()
    const before = headings()
    await user.click(rowOf(0).getByRole('button', { name: /^Book / }))
    expect(await rowOf(0).findByText(/^Booked .* and confirmed by SMS\.$/)).toBeTruthy()
    expect(rowOf(0).queryByRole('button', { name: /^Book |^Dismiss/ })).toBeNull()
    expect(headings()).toEqual(before)
    expect(asked('tasks.approve')).toHaveLength(1)
  })

  it('leaves after some seconds, and the click that meets what moved up does nothing', async () => {
    const { user, asked } = await openTasks()
    const next = rowOf(1).getByRole('button', { name: 'Dismiss' })
    vi.useFakeTimers({ shouldAdvanceTime: true })
    await user.click(rowOf(0).getByRole('button', { name: 'Dismiss' }))
    await rowOf(0).findByText('Dismissed.')
    const count = rows().length
    act(() => {
      vi.advanceTimersByTime(STAYS)
    })
    expect(rows()).toHaveLength(count - 1)
    fireEvent.click(next, { detail: 1 })
    expect(asked('tasks.dismiss')).toHaveLength(1)
    act(() => {
      vi.advanceTimersByTime(STILL + 1)
    })
    fireEvent.click(next, { detail: 1 })
    expect(asked('tasks.dismiss')).toHaveLength(2)
  })

  it('keeps its place too when somebody else settled it', async () => {
    const { fake } = await openTasks()
    const before = headings()
    await act(async () => {
      await fake.call('leads.book', { leadId: 'lead-0', slot: aSlot('2026-11-25T15:30:00.000Z') })
    })
    expect(rowOf(0).getByText(/^Settled meanwhile/)).toBeTruthy()
    expect(headings()).toEqual(before)
  })

  it('comes back when its dismissal is undone', async () => {
    const { user, asked, fake } = await openTasks()
    await user.click(rowOf(0).getByRole('button', { name: 'Dismiss' }))
    await user.click(await armed(await rowOf(0).findByRole('button', { name: 'Undo' })))
    expect(await rowOf(0).findByRole('button', { name: /^Book / })).toBeTruthy()
    const id = fakeBridge({ now: NOW }).details.get('lead-0')?.tasks[0]?.id
    expect(asked('tasks.reopen')).toEqual([{ taskId: id }])
    expect(fake.details.get('lead-0')?.tasks[0]?.state).toBe('open')
  })

  it('keeps the focus for who uses the keyboard, and a held key does no more', async () => {
    const { user, asked } = await openTasks()
    rowOf(0).getByRole('button', { name: 'Dismiss' }).focus()
    await user.keyboard('{Enter}')
    await rowOf(0).findByText('Dismissed.')
    await waitFor(() => {
      expect(document.activeElement).toBe(rows()[0])
    })
    const next = rowOf(1).getByRole('button', { name: 'Dismiss' })
    expect(fireEvent.keyDown(next, { key: 'Enter', repeat: true })).toBe(false)
    expect(asked('tasks.dismiss')).toHaveLength(1)
  })
})

describe('a task that comes in', () => {
  it('pushes nothing under the pointer that a click then meets', async () => {
    const { fake, asked } = await openTasks()
    const urgent = aTask(
      'lead-3',
      'change_meeting',
      'Dev wants to move',
      'Please.',
      '2026-11-23T14:59:00.000Z',
    )
    act(() => {
      fake.emit('workspace.changed', { ...fake.workspace, tasks: [urgent, ...fake.workspace.tasks] })
    })
    expect(headings()[0]).toBe('Dev wants to move')
    fireEvent.click(rowOf(0).getByRole('button', { name: 'Dismiss' }), { detail: 1 })
    expect(asked('tasks.dismiss')).toEqual([])
  })
})
