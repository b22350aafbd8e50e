import { expect, onTestFinished } from 'vitest'
import type { MethodName, Request, Response } from '../../core/api/contract'
import type { LeadDetail, OfferDraftView } from '../../core/api/views'
import type { Log, SecretStore } from '../../core/context'
import type { ProviderId } from '../../core/domain/names'
import type { Slot } from '../../core/domain/slot'
import type { AutoBookMode } from '../../core/domain/settings'
import { startCalendlySandbox, type CalendlySandbox } from '../../core/sandbox/calendly'
import { startGhlSandbox, type GhlSandbox } from '../../core/sandbox/ghl'
import { createSlotkeeper, type Slotkeeper } from '../../core/slotkeeper'
import { memorySecrets } from '../../core/store/secret-file'
import { contractChecker } from './openapi'
import { temporaryFolder } from './temporary-folder'

/** A Monday, 09:00 in New York, where the sandboxes' hosts are. */
export const MONDAY = Date.parse('2026-11-23T14:00:00Z')

/** The core, started for real, between sandboxes whose every exchange is held to the providers' OpenAPI. */
export interface World {
  clock: { now(): number; advance(milliseconds: number): void }
  calendly: CalendlySandbox
  ghl: GhlSandbox
  folder: string
  secrets: SecretStore
  /** Lines of the support log. */
  log: string[]
  slotkeeper: () => Slotkeeper
  call<M extends MethodName>(method: M, request: Request<M>): Promise<Response<M>>
  /** Every webhook is delivered and applied, and what it led to. */
  settle(): Promise<void>
  /** Adds Lee in New York, with e-mail and phone, or as said otherwise. */
  addLead(known?: Partial<Request<'leads.create'>>): Promise<string>
  /** Offers times by SMS and returns the lead as it then is. */
  offer(leadId: string): Promise<LeadDetail>
  /** The lead writes an SMS, and everything that follows has happened. */
  reply(leadId: string, text: string): Promise<LeadDetail>
  lead(leadId: string): Promise<LeadDetail>
  /** Lee, or somebody else, books on Calendly's public page; returns the invitee. */
  bookOnPage(
    slot: Slot | undefined,
    who?: { name?: string; email?: string; eventType?: string },
  ): { uri: string }
  stop(): Promise<void>
  start(): Promise<void>
}

export async function startWorld(
  options: { provider?: ProviderId; mode?: AutoBookMode; settings?: Request<'settings.save'> } = {},
): Promise<World> {
  let time = MONDAY
  const now = () => time
  // What the core or a sandbox said that the providers' contracts do not allow; a test that leaves any fails.
  const contractProblems: string[] = []
  const observe = (provider: 'calendly' | 'ghl') => {
    const checker = contractChecker(provider)
    return (exchange: Parameters<typeof checker.check>[0]) => {
      for (const problem of checker.check(exchange)) {
        contractProblems.push(`${exchange.method} ${exchange.url}: ${problem}`)
      }
    }
  }
  const calendly = await startCalendlySandbox({ now, observe: observe('calendly') })
  const ghl = await startGhlSandbox({ now, observe: observe('ghl') })
  const folder = await temporaryFolder()
  const secrets = memorySecrets()
  const lines: string[] = []
  const write = (event: string, facts?: Record<string, unknown>) => {
    lines.push(`${event} ${JSON.stringify(facts ?? {})}`)
  }
  const log: Log = { info: write, warn: write, error: write }
  let running: Slotkeeper | null = null
  let count = 0

  const slotkeeper = () => {
    if (!running) throw new Error('the core is stopped')
    return running
  }
  const world: World = {
    clock: {
      now,
      advance: (milliseconds) => {
        time += milliseconds
      },
    },
    calendly,
    ghl,
    folder,
    secrets,
    log: lines,
    slotkeeper,
    async call(method, request) {
      const answer = await slotkeeper().api.call(method, request)
      if (!answer.ok) throw new Error(`${method}: ${answer.error.code}: ${answer.error.message}`)
      return answer.value as Response<typeof method>
    },
    async settle() {
      // A webhook may lead to a booking, and that to a webhook: three rounds reach the end of every story here.
      for (let round = 0; round < 3; round += 1) {
        await calendly.settled()
        await ghl.settled()
        await slotkeeper().runDue()
      }
    },
    async addLead(known = {}) {
      const { lead } = await world.call('leads.create', {
        firstName: 'Lee',
        lastName: 'Moreno',
        company: 'Northwind Solar',
        emails: ['lee.moreno@example.com'],
        phones: ['+15555550101'],
        zone: 'America/New_York',
        ...known,
      })
      return lead.id
    },
    async offer(leadId) {
      count += 1
      const slots = named(await world.call('offers.draft', { leadId, channel: 'sms' }))
      if (slots.length > 0) {
        await world.call('offers.send', {
          leadId,
          channel: 'sms',
          slots,
          requestId: `offer-${String(count)}`,
        })
      }
      return world.lead(leadId)
    },
    async reply(leadId, text) {
      const { ghlContactId } = (await world.lead(leadId)).lead
      if (!ghlContactId) throw new Error('the lead was not written to yet')
      ghl.receiveSms({ contactId: ghlContactId, text })
      await world.settle()
      return world.lead(leadId)
    },
    lead: (leadId) => world.call('leads.get', { leadId }),
    bookOnPage(slot, { name = 'Lee Moreno', email = 'lee.moreno@example.com', eventType } = {}) {
      if (!slot) throw new Error('there is no free slot')
      const timezone = 'America/New_York'
      return calendly.bookAsInvitee({
        eventType: eventType ?? slot.targetId,
        start: slot.start,
        name,
        email,
        timezone,
      })
    },
    async stop() {
      await running?.stop()
      running = null
    },
    async start() {
      running = await createSlotkeeper({
        folder,
        secrets,
        log,
        clock: { now },
        webhookPort: 0,
        providerUrls: { calendly: calendly.url, ghl: ghl.url },
        ghlWebhookKey: ghl.publicKeyPem,
      })
      await running.start()
      ghl.webhookUrl = `${running.receiverUrl ?? ''}/webhooks/ghl`
      if (count > 0) await world.call('settings.save', { publicWebhookUrl: running.receiverUrl ?? '' })
    },
  }
  onTestFinished(async () => {
    await world.stop()
    await calendly.stop()
    await ghl.stop()
    expect(contractProblems).toEqual([])
  })
  await world.start()
  await world.call('settings.save', {
    zone: 'America/New_York',
    meetingBookingProvider: options.provider ?? 'calendly',
    autoBookMode: options.mode ?? 'auto',
    publicWebhookUrl: slotkeeper().receiverUrl ?? '',
    calendly: { enabled: true, eventLink: calendly.eventTypes.intro.link, directLink: '' },
    ghl: {
      enabled: true,
      locationId: ghl.locationId,
      calendarId: ghl.calendars.intro,
      assignedUserId: '',
      bookingLink: '',
    },
    ...options.settings,
  })
  await world.call('secret.set', { name: 'ghl.token', value: ghl.token })
  await world.call('secret.set', { name: 'calendly.token', value: calendly.token })
  return world
}

/** The slots that a draft proposes. */
export function named(draft: OfferDraftView): Slot[] {
  return draft.kind === 'ready' ? draft.slots.filter((slot) => slot.named).map(({ slot }) => slot) : []
}

/** How often the core called this, such as `POST /invitees`. */
export function calls(sandbox: { exchanges: { method: string; url: string }[] }, route: string): number {
  const [method, path = ''] = route.split(' ')
  return sandbox.exchanges.filter((one) => one.method === method && one.url.split('?')[0] === path).length
}
