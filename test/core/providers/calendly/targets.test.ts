import { expect, test } from 'vitest'
import type { CalendlySandboxState } from '../../../../core/sandbox/calendly'
import { REQUIRED_QUESTION } from '../../../../core/sandbox/calendly/seed'
import { makeSettings } from '../../../support/fixtures'
import { calendlyBench, valueOf, type CalendlyBench } from '../support'

const DISCOVERY = 'https://calendly.com/dana-host/discovery'
const INTRO = 'https://calendly.com/dana-host/intro'

async function benchWith(
  directLink: string,
  eventLink = DISCOVERY,
  change?: (state: CalendlySandboxState) => void,
): Promise<CalendlyBench> {
  const bench = await calendlyBench(change)
  bench.settings = makeSettings({ calendly: { enabled: true, eventLink, directLink } })
  return bench
}

const names = async (bench: CalendlyBench) => valueOf(await bench.provider.targets()).map(({ name }) => name)

const lists = (bench: CalendlyBench) =>
  bench.sandbox.exchanges.filter(({ url }) => url.startsWith('/event_types')).length

test('two links are two event types, the one with questions first (C4)', async () => {
  const bench = await benchWith(INTRO)
  expect(valueOf(await bench.provider.targets())).toMatchObject([
    { id: bench.sandbox.eventTypes.withQuestion.uri, requiredQuestions: [REQUIRED_QUESTION] },
    { id: bench.sandbox.eventTypes.intro.uri, requiredQuestions: [] },
  ])
  expect(bench.connection).toMatchObject({
    targets: [{ resolvedFrom: DISCOVERY }, { resolvedFrom: INTRO }],
    directLinkProblem: null,
  })
})

test('both are cached, and only the one whose link is new is resolved anew (C2)', async () => {
  const bench = await benchWith(INTRO)
  await names(bench)
  const calls = lists(bench)
  await names(bench)
  expect(lists(bench)).toBe(calls)
  bench.settings = makeSettings({
    calendly: {
      enabled: true,
      eventLink: DISCOVERY,
      directLink: 'https://calendly.com/sales-team/team-call',
    },
  })
  expect(await names(bench)).toEqual(['Discovery call', 'Team call'])
  bench.settings = makeSettings({ calendly: { enabled: true, eventLink: DISCOVERY, directLink: '' } })
  expect(await names(bench)).toEqual(['Discovery call'])
  expect(bench.connection.targets).toHaveLength(1)
})

test.each([
  ['is unknown', 'https://calendly.com/dana-host/nowhere', 'no event type at', ['Discovery call']],
  ['names the same event type', `${DISCOVERY}?month=2026-11`, 'the same event type', ['Discovery call']],
  [
    'is switched off',
    'https://calendly.com/dana-host/old-intro',
    'switched off',
    ['Discovery call', 'Old intro call'],
  ],
])(
  'a second link that %s leaves the first alone, and the problem is told',
  async (_what, link, problem, found) => {
    const bench = await benchWith(link)
    expect(await names(bench)).toEqual(found)
    expect(bench.connection.directLinkProblem).toContain(problem)
  },
)

test('a second event type that asks something is told, because it cannot stand in for the first', async () => {
  const bench = await benchWith(DISCOVERY, INTRO)
  expect(await names(bench)).toEqual(['Intro call', 'Discovery call'])
  expect(bench.connection.directLinkProblem).toContain(REQUIRED_QUESTION)
})

test('trouble with the second link passes: it is asked for again, and the problem is gone', async () => {
  const bench = await benchWith(INTRO)
  bench.settings = makeSettings({ calendly: { enabled: true, eventLink: DISCOVERY, directLink: '' } })
  await names(bench)
  bench.settings = makeSettings({ calendly: { enabled: true, eventLink: DISCOVERY, directLink: INTRO } })
  const fault = { route: 'GET /event_types', fault: { kind: 'status', status: 503 } } as const
  bench.sandbox.failNext(fault)
  bench.sandbox.failNext(fault)
  expect(await names(bench)).toEqual(['Discovery call'])
  expect(bench.connection.directLinkProblem).toContain('trouble')
  expect(await names(bench)).toEqual(['Discovery call', 'Intro call'])
  expect(bench.connection.directLinkProblem).toBeNull()
})

test('a first link that is unknown fails, whatever the second one is', async () => {
  const bench = await benchWith(INTRO, 'https://calendly.com/dana-host/nowhere')
  expect(await bench.provider.targets()).toMatchObject({ kind: 'failed', reason: 'not_configured' })
})

test('what an event type asks since it was resolved is known once it is booked', async () => {
  const bench = await benchWith(INTRO)
  await names(bench)
  const asked = () => bench.connection.targets.map(({ target }) => target.requiredQuestions)
  const stale = bench.connection.targets.map((known) => ({
    ...known,
    target: { ...known.target, requiredQuestions: [] },
  }))
  bench.connection.targets = stale
  expect(asked()).toEqual([[], []])
  const outcome = await bench.provider.book(bench.request({ slot: bench.slot('withQuestion') }))
  expect(outcome).toMatchObject({ kind: 'refused', reason: 'bad_answer' })
  expect(asked()).toEqual([[REQUIRED_QUESTION], []])
})
