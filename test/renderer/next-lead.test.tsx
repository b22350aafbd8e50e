// @vitest-environment jsdom
import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { LeadRow } from '../../core/api/views'
import { nextThatNeedsYou } from '../../renderer/state/next-lead'
import { openLead, useDom } from './support/dom'
import { aTask } from './support/sample-data'
import { aWorkspace } from './support/sample-workspace'

useDom()

const NOW = Date.parse('2026-11-23T15:00:00.000Z')
const row = (id: string, openTasks: number) => ({ id, openTasks }) as LeadRow
const task = (leadId: string) => aTask(leadId, 'which_slot', 'A title', '', '2026-11-23T14:00:00.000Z')

describe('the next lead that needs a person', () => {
  const leads = [row('a', 1), row('b', 0), row('c', 2), row('d', 0)]

  it('comes after this one in the list, and after the last one the first', () => {
    expect(nextThatNeedsYou('a', { leads })).toEqual({ leadId: 'c', others: 1 })
    expect(nextThatNeedsYou('b', { leads })).toEqual({ leadId: 'c', others: 2 })
    expect(nextThatNeedsYou('d', { leads })).toEqual({ leadId: 'a', others: 2 })
  })

  it('is nobody when only this one does', () => {
    expect(nextThatNeedsYou('a', { leads: [row('a', 1), row('b', 0)] })).toBeNull()
  })

  it('follows the tasks where the lead was opened from them, the urgent first once this one is done', () => {
    const tasks = [task('c'), task('a'), task('c'), task('b')]
    expect(nextThatNeedsYou('c', { tasks })?.leadId).toBe('a')
    expect(nextThatNeedsYou('b', { tasks })?.leadId).toBe('c')
    expect(nextThatNeedsYou('done', { tasks })?.leadId).toBe('c')
  })
})

describe('an open lead', () => {
  const name = () => screen.getByRole('dialog').querySelector('h2')?.textContent

  it('leads to the next one by button and by key, with the focus at what needs a person', async () => {
    const { user, console } = await openLead('lead-2', { now: NOW })
    const first = name()
    await user.click(screen.getByRole('button', { name: 'Next lead that needs you' }))
    await waitFor(() => {
      expect(name()).not.toBe(first)
    })
    const second = name()
    const card = await screen.findByRole('region', { name: 'Needs you' })
    await waitFor(() => {
      expect(document.activeElement).toBe(card)
    })
    await user.keyboard('n')
    await waitFor(() => {
      expect(name()).not.toBe(second)
    })
    expect(console.store.getState().leads?.find((lead) => lead.name === name())?.openTasks).toBeGreaterThan(0)
  })

  it('says that automation is paused and that the connection is lost', async () => {
    const { console } = await openLead('lead-2', {
      now: NOW,
      workspace: { settings: { ...aWorkspace(NOW).settings, paused: true } },
    })
    const drawer = within(screen.getByRole('dialog'))
    expect(drawer.getByText('Automation is paused.')).toBeTruthy()
    act(() => {
      console.store.setState({ connected: false })
    })
    expect(drawer.getByText(/The connection to Slotkeeper is lost/)).toBeTruthy()
  })
})
