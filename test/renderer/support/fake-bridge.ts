import {
  methods,
  type Answer,
  type EventName,
  type EventPayload,
  type MethodName,
  type SlotkeeperBridge,
} from '../../../core/api/contract'
import type { LeadDetail, WorkspaceView } from '../../../core/api/views'
import type { Lead } from '../../../core/domain/lead'
import { MINUTE, toInstant } from '../../../core/domain/time'
import { fail, ok, type Handlers } from './fake-answers'
import { fakeDeliveries } from './fake-deliveries'
import { fakeMeetings } from './fake-meetings'
import { fakeWorkspace } from './fake-workspace'
import { aLead, anAppointment, detailOf, inbound, outbound } from './sample-data'
import { sampleLeads, sampleSlots, worded } from './sample-leads'
import { aWorkspace } from './sample-workspace'

export { fail, ok }

export interface FakeOptions {
  /** Epoch milliseconds around which the data is made. */
  now?: number
  leads?: number
  workspace?: Partial<WorkspaceView>
  /** Answers in place of the fake's own. */
  handlers?: Partial<Handlers>
}

export interface FakeBridge extends SlotkeeperBridge {
  /** Every call that was made, in order. */
  calls: { method: MethodName; request: unknown }[]
  emit<E extends EventName>(event: E, payload: EventPayload<E>): void
  details: Map<string, LeadDetail>
  workspace: WorkspaceView
}

/** A whole core in memory: it checks requests by the contract, keeps what it is told and tells what changed. */
export function fakeBridge(options: FakeOptions = {}): FakeBridge {
  const now = options.now ?? Date.now()
  const details = new Map(sampleLeads(options.leads ?? 60, now).map((detail) => [detail.lead.id, detail]))
  const listeners = new Map<EventName, Set<(payload: never) => void>>()
  let made = 0

  const emit = <E extends EventName>(event: E, payload: EventPayload<E>): void => {
    for (const listener of listeners.get(event) ?? [])
      (listener as (payload: EventPayload<E>) => void)(payload)
  }
  const openTasks = () =>
    [...details.values()].flatMap(({ tasks }) => tasks).filter(({ state }) => state === 'open')

  const fake: FakeBridge = {
    calls: [],
    details,
    emit,
    workspace: { ...aWorkspace(now), tasks: openTasks(), ...options.workspace },
    async call(method, request) {
      fake.calls.push({ method, request })
      const parsed = methods[method].request.safeParse(request)
      if (!parsed.success) return fail('bad_request', 'That cannot be done as asked.', parsed.error.issues)
      const handler = handlers[method] as (request: unknown) => Promise<Answer<never>>
      return structuredClone(await handler(parsed.data))
    },
    on(event, listener) {
      const known = listeners.get(event) ?? new Set()
      listeners.set(event, known.add(listener))
      return () => known.delete(listener)
    },
  }

  const put = (lead: Lead, parts: Partial<LeadDetail>): LeadDetail => {
    const detail = detailOf(lead, parts, now)
    details.set(lead.id, detail)
    fake.workspace = { ...fake.workspace, tasks: openTasks() }
    emit('leads.changed', { rows: [detail.row], removed: [] })
    emit('workspace.changed', fake.workspace)
    return detail
  }
  const change = (changes: Partial<WorkspaceView>): Answer<WorkspaceView> => {
    fake.workspace = { ...fake.workspace, ...changes }
    emit('workspace.changed', fake.workspace)
    return ok(fake.workspace)
  }
  const known = (leadId: string): LeadDetail => {
    const detail = details.get(leadId)
    if (!detail) throw new Error(`no lead ${leadId}`)
    return detail
  }
  const book = (leadId: string, start: string) => {
    const detail = known(leadId)
    const appointment = { ...anAppointment(leadId, start, now), source: 'manual' as const }
    const confirmation = {
      ...outbound(
        leadId,
        `made-${++made}`,
        `Booked: ${worded(start, detail.lead.zone?.name)}.`,
        toInstant(Date.now()),
      ),
      purpose: 'confirmation' as const,
      appointmentId: appointment.id,
    }
    put(detail.lead, {
      ...detail,
      appointments: [...detail.appointments, appointment],
      messages: [...detail.messages, confirmation],
      tasks: detail.tasks.map((task) => ({ ...task, state: 'done' })),
    })
    const sentence = `Booked ${worded(start, 'America/New_York')} on Calendly and confirmed by SMS.`
    return ok({ kind: 'booked' as const, sentence, attempt: null })
  }

  const handlers: Handlers = {
    ...fakeWorkspace({ now, change, workspace: () => fake.workspace }),
    ...fakeDeliveries(now),
    ...fakeMeetings({ details, put }),
    'sample.open': () => change({ isNew: false }),
    'sample.leave': () => {
      details.clear()
      return change({ isNew: true, tasks: [], settings: { ...fake.workspace.settings, sample: false } })
    },
    'sample.replyAsLead': ({ leadId, text }) => {
      const detail = known(leadId)
      const reply = inbound(leadId, `made-${++made}`, text, toInstant(Date.now()))
      put(detail.lead, { ...detail, messages: [...detail.messages, reply] })
      return ok({})
    },
    'leads.list': () => ok([...details.values()].map(({ row }) => row)),
    'leads.get': ({ leadId }) => {
      const detail = details.get(leadId)
      return detail ? ok(detail) : fail('not_found', 'This lead is not here any more.')
    },
    'leads.create': ({ zone, ...input }) =>
      ok(
        put(
          {
            ...aLead(1000 + ++made, now),
            ...input,
            zone: zone === null ? null : { name: zone, source: 'operator' },
          },
          {},
        ),
      ),
    'leads.update': ({ leadId, changes: { zone, ...others } }) => {
      const detail = known(leadId)
      const zoned =
        zone === undefined ? {} : { zone: zone === null ? null : { name: zone, source: 'operator' as const } }
      return ok(put({ ...detail.lead, ...(others as Partial<Lead>), ...zoned }, detail))
    },
    'leads.setAutoBook': ({ leadId, autoBook }) => {
      const detail = known(leadId)
      return ok(put({ ...detail.lead, autoBook }, detail))
    },
    'leads.setSnooze': ({ leadId, until }) => {
      const detail = known(leadId)
      return ok(put({ ...detail.lead, snoozedUntil: until }, detail))
    },
    'leads.sendMessage': ({ leadId, text }) => {
      const detail = known(leadId)
      const sent = outbound(leadId, `made-${++made}`, text, toInstant(Date.now()))
      put(detail.lead, { ...detail, messages: [...detail.messages, sent] })
      return ok({ sent: true, sentence: 'Sent by SMS.' })
    },
    'offers.draft': ({ leadId, slots: asked }) => {
      const { lead } = known(leadId)
      const leadZone = lead.zone?.name
      if (!leadZone) return ok({ kind: 'impossible', reason: 'Set the lead’s time zone first.' })
      const free = sampleSlots(now, leadZone)
      const starts = asked?.map(({ start }) => start) ?? [free[0], free[5]].map((one) => one?.slot.start)
      const slots = free.map((one) => ({
        ...one,
        leadTime: worded(one.slot.start, leadZone),
        named: starts.includes(one.slot.start),
        offeredBefore: false,
      }))
      const times = slots.filter((slot) => slot.named).map(({ leadTime }) => leadTime)
      return ok({
        kind: 'ready',
        provider: 'calendly',
        targetName: 'Intro call',
        minutes: 30,
        leadZone,
        operatorZone: fake.workspace.settings.zone,
        readAt: toInstant(Date.now() - 2 * MINUTE),
        text: times.length > 0 ? `Would one of these suit you? ${times.join(' or ')}` : null,
        slots,
      })
    },
    'offers.send': ({ slots }) => ok({ sent: true, sentence: `Offered ${slots.length} times.` }),
    'slots.list': ({ leadId }) => {
      const leadZone = known(leadId).lead.zone?.name ?? null
      return ok({
        provider: 'calendly',
        targetName: 'Intro call',
        minutes: 30,
        leadZone,
        operatorZone: fake.workspace.settings.zone,
        slots: sampleSlots(now, leadZone),
      })
    },
    'leads.book': ({ leadId, slot }) => book(leadId, slot.start),
    'tasks.approve': ({ taskId }) => {
      const task = openTasks().find(({ id }) => id === taskId)
      return task?.leadId && task.suggestion?.kind === 'book'
        ? book(task.leadId, task.suggestion.slot.start)
        : fail('not_found', 'This task is done already.')
    },
    'tasks.sendAnswer': ({ taskId, text }) => {
      const task = openTasks().find(({ id }) => id === taskId)
      if (!task?.leadId || task.suggestion?.kind !== 'answer')
        return fail('not_found', 'This task is done already.')
      const detail = known(task.leadId)
      put(detail.lead, {
        ...detail,
        messages: [...detail.messages, outbound(task.leadId, `made-${++made}`, text, toInstant(Date.now()))],
        tasks: detail.tasks.map((open) => (open.id === taskId ? { ...open, state: 'done' as const } : open)),
      })
      return ok({ sent: true, sentence: 'Sent.' })
    },
    'tasks.dismiss': ({ taskId }) => {
      const task = openTasks().find(({ id }) => id === taskId)
      if (!task?.leadId) return fail('not_found', 'This task is done already.')
      const detail = known(task.leadId)
      const tasks = detail.tasks.map((open) =>
        open.id === taskId ? { ...open, state: 'dismissed' as const } : open,
      )
      put(detail.lead, { ...detail, tasks })
      return ok({})
    },
    'tasks.reopen': ({ taskId }) => {
      const detail = [...details.values()].find(({ tasks }) => tasks.some(({ id }) => id === taskId))
      if (!detail) return fail('not_found', 'This task is gone.')
      const tasks = detail.tasks.map((one) => (one.id === taskId ? { ...one, state: 'open' as const } : one))
      put(detail.lead, { ...detail, tasks })
      return ok({})
    },
    ...options.handlers,
  }
  return fake
}
