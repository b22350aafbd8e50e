// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openConsole, useDom } from './support/dom'
import { fail, ok } from './support/fake-bridge'
import { later } from './support/later'

useDom()

const details = () => screen.findByRole('region', { name: 'Webhook details' })

describe('the way from a task about nobody', () => {
  it('leads to the webhooks, with the one open that told of the booking', async () => {
    const { console, asked } = await openConsole()
    console.openLead('lead-3')
    await act(() => console.showDeliveryOf('task-1'))
    expect(asked('deliveries.ofTask')).toEqual([{ taskId: 'task-1' }])
    expect(await within(await details()).findByText('Sam Stranger, sam@example.com')).toBeTruthy()
    expect(document.activeElement).toBe(await details())
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('says why there is no webhook to show', async () => {
    const message = 'No webhook told of this booking: it was read back from the provider.'
    const { console } = await openConsole({
      handlers: { 'deliveries.ofTask': () => fail('not_found', message) },
    })
    await act(() => console.showDeliveryOf('task-1'))
    expect(await screen.findByText(message)).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Webhook details' })).toBeNull()
  })

  it('calls nobody back who went on meanwhile', async () => {
    const slow = later<ReturnType<typeof ok<{ id: string }>>>()
    const { user, console } = await openConsole({ handlers: { 'deliveries.ofTask': () => slow.promise } })
    const shown = console.showDeliveryOf('task-1')
    await user.click(screen.getByRole('button', { name: 'Health' }))
    await act(async () => {
      slow.answer({ ok: true, value: { id: 'delivery-5' } })
      await shown
    })
    expect(console.store.getState()).toMatchObject({ view: 'health', delivery: null })
  })
})
