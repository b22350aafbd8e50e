// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Slot } from '../../core/domain/slot'
import type { Task } from '../../core/domain/task'
import { openConsole, openLead, useDom } from './support/dom'
import { aTask } from './support/sample-data'

useDom()

const NOW = Date.parse('2026-11-23T15:00:00.000Z')
const MADE_AT = '2026-11-23T14:00:00.000Z'
const TEXT = 'Hi Dev, would Tue, Nov 24, 10:00 AM EST suit you? Reply yes to book it.'
const SLOT: Slot = {
  provider: 'calendly',
  targetId: 'intro',
  start: '2026-11-24T15:00:00.000Z',
  end: '2026-11-24T15:30:00.000Z',
  providerStart: '2026-11-24T15:00:00.000Z',
}
const SUGGESTION: Task = {
  ...aTask('lead-3', 'which_slot', 'Offer times', '“Other times?”', MADE_AT),
  suggestion: {
    kind: 'answer',
    messageId: 'm-1',
    answer: {
      purpose: 'other_times',
      channel: 'sms',
      text: TEXT,
      carries: [SLOT],
      zone: 'America/New_York',
      wanted: [],
      madeAt: MADE_AT,
    },
  },
}

async function openTasks() {
  const opened = await openConsole({ now: NOW, workspace: { tasks: [SUGGESTION] } })
  await screen.findByRole('grid')
  await opened.user.click(screen.getByRole('button', { name: /^Tasks/ }))
  return opened
}
const field = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message to Dev Quinn' })

describe('a suggested answer that is edited first', () => {
  it('stands in the message field, and is sent with the times that it was begun with', async () => {
    const { user, asked } = await openTasks()
    await user.click(screen.getByRole('button', { name: 'Edit first' }))
    expect((await field()).value).toBe(TEXT)
    await waitFor(async () => {
      expect(document.activeElement).toBe(await field())
    })
    expect([asked('tasks.sendAnswer'), asked('tasks.dismiss')]).toEqual([[], []])
    await user.type(await field(), ' It costs nothing.')
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Send' }))
    expect(asked('leads.sendMessage')).toMatchObject([
      { text: `${TEXT} It costs nothing.`, begun: { text: TEXT, slots: [SLOT] } },
    ])
  })

  it('leaves a draft alone until it was asked', async () => {
    const { user, console } = await openTasks()
    console.setDraft('lead-3', 'Mine')
    await user.click(screen.getByRole('button', { name: 'Edit first' }))
    expect((await field()).value).toBe('Mine')
    await user.click(screen.getByRole('button', { name: 'Keep it' }))
    expect((await field()).value).toBe('Mine')
    expect(screen.queryByText(/A message that you have not sent/)).toBeNull()
    console.beginDraft('lead-3', { text: TEXT, slots: [SLOT] })
    await user.click(await screen.findByRole('button', { name: 'Replace it' }))
    expect((await field()).value).toBe(TEXT)
  })

  it('has no times to offer any more once the field was emptied', async () => {
    const { user, asked } = await openTasks()
    await user.click(screen.getByRole('button', { name: 'Edit first' }))
    await user.clear(await field())
    await user.type(await field(), 'Hello')
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Send' }))
    expect(asked('leads.sendMessage')).toEqual([
      expect.not.objectContaining({ begun: { text: TEXT, slots: [SLOT] } }),
    ])
  })
})

describe('the times to offer', () => {
  it('can be edited first as the message that offers them', async () => {
    const { user, console } = await openLead('lead-0', { now: NOW })
    await user.click(screen.getByRole('button', { name: 'Find times' }))
    const panel = within(screen.getByRole('region', { name: 'Times to offer Ada' }))
    await panel.findByText(/Would one of these suit you/)
    await user.click(panel.getByRole('button', { name: 'Edit first' }))
    const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^Message to Ada/ })
    expect(field.value).toContain('Would one of these suit you?')
    await waitFor(() => {
      expect(document.activeElement).toBe(field)
    })
    expect(console.store.getState().begun['lead-0']?.slots).toHaveLength(2)
  })
})
