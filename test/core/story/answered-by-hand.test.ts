import { describe, expect, test } from 'vitest'
import { openTasks, suggestedAnswer } from '../../support/answers'
import { startWorld, type World } from '../../support/world'

async function asked(question: string, emails = ['lee.moreno@example.com']) {
  const world = await startWorld({ provider: 'calendly', mode: 'suggest' })
  const leadId = await world.addLead({ emails })
  await world.offer(leadId)
  world.clock.advance(60_000)
  await world.reply(leadId, question)
  return { world, leadId }
}

const write = (world: World, leadId: string, text: string) =>
  world.call('leads.sendMessage', { leadId, channel: 'sms', text, requestId: `by hand: ${text}` })

describe('a task that a reply opened', () => {
  test('stays open when times were offered and its question was not answered', async () => {
    const { world, leadId } = await asked('What does it cost?')
    const lead = await world.offer(leadId)
    expect(openTasks(lead)).toMatchObject([{ kind: 'manual_follow_up', title: 'A reply to answer' }])
  })

  test('is closed when a person writes', async () => {
    const { world, leadId } = await asked('What does it cost?')
    await write(world, leadId, 'It costs nothing.')
    expect(openTasks(await world.lead(leadId))).toEqual([])
  })

  test('is closed by times where times or a link were asked for', async () => {
    const { world, leadId } = await asked('Can you send me a link?')
    expect(suggestedAnswer(await world.lead(leadId)).answer.purpose).toBe('booking_link')
    expect(openTasks(await world.offer(leadId))).toEqual([])
  })

  test('is closed when a person writes in place of the answer that it suggests', async () => {
    const { world, leadId } = await asked('the second one', [])
    expect(suggestedAnswer(await world.lead(leadId)).task.kind).toBe('missing_email')
    await write(world, leadId, 'Where should the invitation go?')
    expect(openTasks(await world.lead(leadId))).toEqual([])
  })
})
