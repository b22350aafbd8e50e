// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { openLead, useDom } from './support/dom'

useDom()

/** Ada lives in Los Angeles. */
async function openAt(now: string) {
  vi.spyOn(Date, 'now').mockReturnValue(Date.parse(now))
  const opened = await openLead('lead-0', { now: Date.parse(now) })
  return { ...opened, bar: within(screen.getByRole('region', { name: 'Conversation' })) }
}

describe('writing to a lead at night', () => {
  it('says what time it is for them beside Send, and sends', async () => {
    const { user, asked, bar } = await openAt('2026-11-23T11:12:00.000Z')
    expect(bar.getByText('It is 3:12 AM for Ada')).toBeTruthy()
    await user.type(bar.getByRole('textbox', { name: /^Message to Ada/ }), 'Hello')
    await user.click(bar.getByRole('button', { name: 'Send' }))
    expect(asked('leads.sendMessage')).toHaveLength(1)
  })

  it.each([
    ['2026-11-23T16:00:00.000Z', false],
    ['2026-11-23T15:59:00.000Z', true],
    ['2026-11-24T04:59:00.000Z', false],
    ['2026-11-24T05:00:00.000Z', true],
  ])('is said from 9 PM to 8 AM of their day only: at %s, %s', async (now, isNight) => {
    const { bar } = await openAt(now)
    expect(bar.queryByText(/^It is .* for Ada$/) !== null).toBe(isNight)
  })
})
