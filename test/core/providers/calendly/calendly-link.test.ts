import { describe, expect, test } from 'vitest'
import { normalizeEventLink } from '../../../../core/providers/calendly/calendly-link'
import type { BookingTarget } from '../../../../core/domain/slot'
import type { CalendlySandboxState } from '../../../../core/sandbox/calendly'
import { makeSettings } from '../../../support/fixtures'
import { calendlyBench, valueOf, type CalendlyBench } from '../support'

const PLAIN = 'https://calendly.com/dana-host/intro'

describe('a public link has one form (C2)', () => {
  test.each([
    [PLAIN],
    ['http://calendly.com/dana-host/intro'],
    ['calendly.com/dana-host/intro'],
    ['https://www.calendly.com/dana-host/intro'],
    ['  https://calendly.com/dana-host/intro\n'],
    ['https://calendly.com/dana-host/intro/'],
    ['https://calendly.com/dana-host/intro//'],
    ['https://calendly.com//dana-host/intro'],
    ['HTTPS://Calendly.COM/Dana-Host/Intro'],
    ['https://calendly.com/dana-host/intro?month=2026-11&date=2026-11-24'],
    ['https://calendly.com/dana-host/intro?name=Lee&email=lee%40example.com#top'],
    ['https://calendly.com/dana-host/intro/2026-11-24T15:00:00Z?month=2026-11&date=2026-11-24'],
    ['https://calendly.com/dana-host/intro/2026-11-24T10:00:00-05:00'],
    ['https://calendly.com/dana-host/intro/2026-11-24T15%3A00%3A00Z/'],
    ['https://calendly.com:443/dana-host/intro'],
  ])('%s', (link) => {
    expect(normalizeEventLink(link)).toBe(PLAIN)
  })

  test.each([
    [''],
    ['dana-host/intro'],
    ['https://calendly.com'],
    ['https://calendly.com/dana-host'],
    ['https://calendly.com/d/abcd-brv8/intro'],
    ['https://calendly.com/D/abcd-brv8/intro'],
    ['https://calendly.com/cancellations/IN1'],
    ['https://calendly.com/reschedulings/IN1'],
    ['https://calendly.com/dana-host/intro/more'],
    ['https://calendly.com/dana-host/intro/2026-11-24T15:00:00Z/more'],
    ['https://api.calendly.com/event_types/ET1'],
    ['https://calendly.com.example.com/dana-host/intro'],
    ['https://not-calendly.com/dana-host/intro'],
    ['https://calendly.com@example.com/dana-host/intro'],
    ['https://calendly.com:8443/dana-host/intro'],
    ['https://саlendly.com/dana-host/intro'],
    ['https://example.com/https://calendly.com/dana-host/intro'],
    ['ftp://calendly.com/dana-host/intro'],
    ['javascript://calendly.com/dana-host/intro'],
  ])('%s is no link of an event type', (link) => {
    expect(normalizeEventLink(link)).toBeNull()
  })
})

async function benchFor(
  eventLink: string,
  change?: (state: CalendlySandboxState) => void,
): Promise<CalendlyBench> {
  const bench = await calendlyBench(change)
  bench.settings = makeSettings({ calendly: { enabled: true, eventLink, directLink: '' } })
  return bench
}

async function preferred(bench: CalendlyBench): Promise<BookingTarget> {
  return valueOf(await bench.provider.targets())[0]
}

function listCalls(bench: CalendlyBench): string[] {
  return bench.sandbox.exchanges.map(({ url }) => url).filter((url) => url.startsWith('/event_types?'))
}

/** Puts so many others before the event types of the seed. */
function crowd(state: CalendlySandboxState, count: number): void {
  const [type] = state.eventTypes
  if (!type) return
  for (let number = 0; number < count; number += 1) {
    state.eventTypes.push({
      ...type,
      uri: `${type.uri}-${String(number)}`,
      name: `A copy ${String(number)}`,
      scheduling_url: `${type.scheduling_url}-${String(number)}`,
    })
  }
}

describe('a public link is resolved by the official API (C2)', () => {
  test('one of the user’s own', async () => {
    const bench = await benchFor(`${PLAIN}?month=2026-11`)
    expect(await preferred(bench)).toEqual({
      provider: 'calendly',
      id: bench.sandbox.eventTypes.intro.uri,
      name: 'Intro call',
      minutes: 30,
      publicUrl: PLAIN,
      requiredQuestions: [],
      cannotBook: null,
    })
  })

  test('one that only the organisation lists', async () => {
    const bench = await benchFor('https://calendly.com/sales-team/team-call')
    expect((await preferred(bench)).id).toBe(bench.sandbox.eventTypes.roundRobin.uri)
  })

  test('one on a later page of the list', async () => {
    const bench = await benchFor(PLAIN, (state) => crowd(state, 250))
    expect((await preferred(bench)).id).toBe(bench.sandbox.eventTypes.intro.uri)
    expect(listCalls(bench)).toHaveLength(3)
  })

  test('one that is switched on goes before one of the same link that is not', async () => {
    const bench = await benchFor(PLAIN, (state) => {
      const old = state.eventTypes.find(({ uri }) => uri === state.eventTypeNames.inactive)
      if (old) Object.assign(old, { scheduling_url: PLAIN, name: 'A first in the list' })
    })
    expect((await preferred(bench)).id).toBe(bench.sandbox.eventTypes.intro.uri)
  })

  test('one that is switched off is found and says so', async () => {
    const bench = await benchFor('https://calendly.com/dana-host/old-intro')
    expect((await preferred(bench)).cannotBook).toBe('The Calendly event type is switched off.')
  })

  test('an unknown link asks both lists and is the operator’s to correct', async () => {
    const bench = await benchFor('https://calendly.com/dana-host/other')
    expect(await bench.provider.targets()).toMatchObject({ kind: 'failed', reason: 'not_configured' })
    expect(listCalls(bench)).toHaveLength(2)
  })

  test('a member who may not list the organisation’s still finds the own', async () => {
    const bench = await benchFor('https://calendly.com/dana-host/other')
    bench.connection.account = {
      id: bench.sandbox.user,
      name: 'Dana Host',
      email: null,
      organization: 'https://api.calendly.com/organizations/OTHER',
    }
    expect(await bench.provider.targets()).toMatchObject({ kind: 'failed', reason: 'not_configured' })
    bench.settings = makeSettings({ calendly: { enabled: true, eventLink: PLAIN, directLink: '' } })
    expect((await preferred(bench)).id).toBe(bench.sandbox.eventTypes.intro.uri)
  })

  test('a list that fails is trouble, not a wrong link', async () => {
    const bench = await benchFor('https://calendly.com/sales-team/team-call')
    bench.sandbox.failNext({ route: 'GET /event_types', fault: { kind: 'status', status: 503 } })
    bench.sandbox.failNext({ route: 'GET /event_types', fault: { kind: 'status', status: 503 } })
    expect(await bench.provider.targets()).toMatchObject({ kind: 'failed', reason: 'outage' })
  })

  test('a single-use link makes no call', async () => {
    const bench = await benchFor('https://calendly.com/d/abcd-brv8/intro')
    bench.connection.account = { id: bench.sandbox.user, name: 'Dana Host', email: null, organization: null }
    expect(await bench.provider.targets()).toMatchObject({ kind: 'failed', reason: 'not_configured' })
    expect(bench.sandbox.exchanges).toEqual([])
  })

  test('it is cached with the link and the account, and resolved anew when either changes', async () => {
    const bench = await benchFor(PLAIN)
    await bench.provider.targets()
    const before = listCalls(bench).length
    await bench.provider.targets()
    expect(listCalls(bench)).toHaveLength(before)
    bench.settings = makeSettings({
      calendly: { enabled: true, eventLink: 'https://calendly.com/dana-host/discovery', directLink: '' },
    })
    expect((await preferred(bench)).requiredQuestions).toEqual(['What would you like to discuss?'])
    bench.connection.targets = bench.connection.targets.map((known) => ({
      ...known,
      accountId: 'https://api.calendly.com/users/OTHER',
    }))
    const calls = listCalls(bench).length
    await bench.provider.targets()
    expect(listCalls(bench).length).toBeGreaterThan(calls)
  })
})
