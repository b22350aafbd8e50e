// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Task } from '../../core/domain/task'
import { openConsole, useDom } from './support/dom'
import { aTask } from './support/sample-data'

useDom()

const NOW = Date.parse('2026-11-23T15:00:00.000Z')

async function openTask(kind: Task['kind'], changes: Partial<Task> = {}, leadId = 'lead-3') {
  const task = { ...aTask(leadId, kind, 'A title', 'A detail.', '2026-11-23T14:00:00.000Z'), ...changes }
  const opened = await openConsole({ now: NOW, workspace: { tasks: [task] } })
  await screen.findByRole('grid')
  await opened.user.click(screen.getByRole('button', { name: /^Tasks/ }))
  const buttons = within(screen.getByRole('main')).getAllByRole('button')
  const labels = buttons.map(({ textContent }) => textContent).filter((label) => label !== 'Dev Quinn')
  const go = async (name: string) => {
    await opened.user.click(within(screen.getByRole('main')).getByRole('button', { name }))
  }
  return { ...opened, labels, go }
}

const drawer = async () => within(await screen.findByRole('dialog', { name: 'Dev Quinn' }))

describe('a task that one click cannot settle', () => {
  it('leads to the meeting when the lead wants to change it; dismissing comes second', async () => {
    const { labels, go } = await openTask('change_meeting')
    expect(labels).toEqual(['Cancel or move the meeting', 'Dismiss'])
    await go('Cancel or move the meeting')
    const card = await (await drawer()).findByRole('region', { name: 'Meeting' })
    await waitFor(() => {
      expect(document.activeElement).toBe(card)
    })
  })

  it('leads to the message field where an answer is wanted', async () => {
    const { go } = await openTask('manual_follow_up')
    await go('Answer')
    const field = await (await drawer()).findByRole('textbox', { name: 'Message to Dev Quinn' })
    await waitFor(() => {
      expect(document.activeElement).toBe(field)
    })
  })

  it('opens the times to offer after a cancellation', async () => {
    const { go } = await openTask('canceled')
    await go('Find new times')
    expect(await screen.findByRole('region', { name: 'Times to offer Dev' })).toBeTruthy()
  })

  it('opens the form in which what is missing is entered', async () => {
    const { go } = await openTask('unknown_zone')
    await go('Set the time zone')
    expect(await screen.findByRole('dialog', { name: 'Edit Dev Quinn' })).toBeTruthy()
  })

  it('leads to the webhooks when somebody unknown booked', async () => {
    const { labels, go } = await openTask('unmatched_booking', { leadId: null })
    expect(labels).toEqual(['Show under Webhooks', 'Dismiss'])
    await go('Show under Webhooks')
    expect(screen.getByRole('heading', { level: 1, name: 'Webhooks' })).toBeTruthy()
  })
})
