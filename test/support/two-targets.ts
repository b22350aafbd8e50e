import { startWorld, type World } from './world'
import type { AutoBookMode } from '../../core/domain/settings'
import { REQUIRED_QUESTION } from '../../core/sandbox/calendly/seed'

/** The discovery call, which asks a question, is booked; the intro call, which asks none, stands behind it if wanted. */
export async function twoTargets(
  options: { direct?: 'intro' | 'phoneCall' | null; mode?: AutoBookMode } = {},
) {
  const { direct = 'intro', mode = 'auto' } = options
  const world = await startWorld({ provider: 'calendly', mode })
  const { eventTypes } = world.calendly
  await world.call('settings.save', {
    calendly: {
      enabled: true,
      eventLink: eventTypes.withQuestion.link,
      directLink: direct ? eventTypes[direct].link : '',
    },
  })
  return { world, leadId: await world.addLead(), eventTypes }
}

/** The lead's answer to the question of the discovery call is on file. */
export async function answerQuestion(world: World, leadId: string): Promise<void> {
  await world.call('leads.update', { leadId, changes: { answers: { [REQUIRED_QUESTION]: 'Pricing' } } })
}
