// @vitest-environment jsdom
import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { armed, openConsole, useDom } from './support/dom'
import { ok, type FakeOptions } from './support/fake-bridge'
import { aTask } from './support/sample-data'

useDom()

const NOW = Date.parse('2026-11-23T15:00:00.000Z')
const TASK = {
  ...aTask('lead-3', 'not_confirmed', 'Booked, not confirmed', 'By SMS: No.', '2026-11-23T14:00:00.000Z'),
  reason: 'calendly:invitee-3',
}

async function openTask(handlers: FakeOptions['handlers'] = {}) {
  const opened = await openConsole({ now: NOW, workspace: { tasks: [TASK] }, handlers })
  await screen.findByRole('grid')
  await opened.user.click(screen.getByRole('button', { name: /^Tasks/ }))
  const main = within(screen.getByRole('main'))
  return { ...opened, main, sent: () => opened.asked('appointments.confirmAgain') }
}

describe('a meeting that was not confirmed', () => {
  it('is confirmed with one click', async () => {
    const { user, main, sent } = await openTask()
    await user.dblClick(main.getByRole('button', { name: 'Send the confirmation' }))
    expect(await main.findByText('The confirmation was sent.')).toBeTruthy()
    expect(sent()).toEqual([{ appointmentId: TASK.reason, despite: null }])
  })

  it('is asked about first where the last confirmation may have arrived', async () => {
    const { user, main, sent } = await openTask({
      'appointments.confirmAgain': ({ despite }) =>
        despite === null
          ? ok({
              sent: false,
              sentence: 'The last one may have arrived. Send it again?',
              mayHaveArrived: 'c-1',
            })
          : ok({ sent: true, sentence: 'The confirmation was sent.', mayHaveArrived: null }),
    })
    await user.click(main.getByRole('button', { name: 'Send the confirmation' }))
    await user.click(await main.findByRole('button', { name: 'Don’t send' }))
    await user.click(main.getByRole('button', { name: 'Send the confirmation' }))
    expect(await main.findByText('The last one may have arrived. Send it again?')).toBeTruthy()
    await user.click(await armed(main.getByRole('button', { name: 'Send it again' })))
    expect(await main.findByText('The confirmation was sent.')).toBeTruthy()
    expect(sent().at(-1)).toEqual({ appointmentId: TASK.reason, despite: 'c-1' })
  })

  it('says why it could not be confirmed', async () => {
    const { user, main } = await openTask({
      'appointments.confirmAgain': () =>
        ok({
          sent: false,
          sentence: 'Nothing was sent: the meeting is over or canceled.',
          mayHaveArrived: null,
        }),
    })
    await user.click(main.getByRole('button', { name: 'Send the confirmation' }))
    expect(await main.findByText('Nothing was sent: the meeting is over or canceled.')).toBeTruthy()
    expect(main.getByRole('button', { name: 'Write it myself' })).toBeTruthy()
  })
})
