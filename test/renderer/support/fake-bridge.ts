import {
  methods,
  type Answer,
  type EventName,
  type EventPayload,
  type MethodName,
  type Request,
  type Response,
  type SlotkeeperBridge,
} from '../../../core/api/contract'
import type { BackupView, LeadDetail, WorkspaceView } from '../../../core/api/views'
import type { Appointment } from '../../../core/domain/appointment'
import type { Lead } from '../../../core/domain/lead'
import type { Slot } from '../../../core/domain/slot'
import { MINUTE, toInstant } from '../../../core/domain/time'
import {
  aDelivery,
  anAppointment,
  aLead,
  aWorkspace,
  detailOf,
  inbound,
  outbound,
  someDeliveries,
} from './sample-data'
import { goodHealth } from './sample-health'
import { sampleLeads, sampleSlots, worded } from './sample-leads'

type Handlers = {
  [M in MethodName]: (request: Request<M>) => Answer<Response<M>> | Promise<Answer<Response<M>>>
}

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

export function ok<T>(value: T): Answer<T> {
  return { ok: true, value }
}

export function fail(code: string, message: string, details?: unknown): Answer<never> {
  return { ok: false, error: { code, message, details } }
}

function aBackup(name: string, at: string, reason: BackupView['reason']): BackupView {
  return { name, at, bytes: 1_572_864, reason }
}

/** A whole core in memory: it checks requests by the contract, keeps what it is told and tells what changed. */
export function fakeBridge(options: FakeOptions = {}): FakeBridge {
  const now = options.now ?? Date.now()
  const details = new Map(sampleLeads(options.leads ?? 60, now).map((detail) => [detail.lead.id, detail]))
  const listeners = new Map<EventName, Set<(payload: never) => void>>()
  let made = 0
  let backups = [
    aBackup('newest', toInstant(now - MINUTE), 'scheduled'),
    aBackup('oldest', toInstant(now - 60 * MINUTE), 'start'),
  ]

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

  const changeMeeting = (
    appointmentId: string,
    changes: Partial<Appointment>,
    sentence: string,
    booked: Appointment[] = [],
  ) => {
    const detail = [...details.values()].find(({ appointments }) =>
      appointments.some(({ id }) => id === appointmentId),
    )
    if (!detail) return fail('not_found', 'This meeting is gone.')
    const appointments = detail.appointments.map((one) =>
      one.id === appointmentId ? { ...one, ...changes } : one,
    )
    put(detail.lead, { ...detail, appointments: [...appointments, ...booked] })
    return ok({ kind: 'done' as const, sentence, link: null })
  }
  /** In place on GoHighLevel; on Calendly a new meeting takes the place of the old one, before the call is answered. */
  const moveMeeting = async (appointmentId: string, { start, end }: Slot) => {
    const old = [...details.values()]
      .flatMap(({ appointments }) => appointments)
      .find(({ id }) => id === appointmentId)
    if (old?.provider !== 'calendly') return changeMeeting(appointmentId, { start, end }, 'Moved.')
    const externalId = `invitee-${++made}`
    const booked = {
      ...old,
      id: `calendly:${externalId}`,
      externalId,
      start,
      end,
      rescheduledFrom: old.externalId,
    }
    const changes = { status: 'rescheduled' as const, rescheduledTo: externalId }
    const answer = changeMeeting(appointmentId, changes, 'Moved.', [booked])
    await new Promise((shown) => setTimeout(shown))
    return answer
  }

  const handlers: Handlers = {
    'workspace.get': () => ok(fake.workspace),
    'settings.save': (patch) => change({ settings: { ...fake.workspace.settings, ...(patch as object) } }),
    'secret.set': ({ name }) => change({ secrets: { ...fake.workspace.secrets, [name]: true } }),
    'connection.test': ({ provider }) =>
      change({
        connections: {
          ...fake.workspace.connections,
          [provider]: { ...fake.workspace.connections[provider], checkedAt: toInstant(Date.now()) },
        },
      }),
    'connection.clear': ({ provider }) =>
      change({ secrets: { ...fake.workspace.secrets, [`${provider}.token`]: false } }),
    'secret.clear': ({ name }) => change({ secrets: { ...fake.workspace.secrets, [name]: false } }),
    'webhooks.probe': () => change({}),
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
    'deliveries.list': ({ state, ignored, source, from = '', search = '' }) =>
      ok(
        someDeliveries(now).filter(
          (row) =>
            (state ? row.state === state : ignored || row.state !== 'ignored') &&
            (!source || row.source === source) &&
            row.receivedAt >= from &&
            row.tells.toLowerCase().includes(search.toLowerCase()),
        ),
      ),
    'deliveries.count': () => ok({ received: 1, applied: 1, ignored: 1, unmatched: 1, failed: 1, dead: 1 }),
    'deliveries.get': ({ id }) => {
      const row = someDeliveries(now).find((one) => one.id === id)
      return row ? ok(aDelivery(row, now)) : fail('not_found', 'This webhook is no longer kept.')
    },
    'deliveries.ofTask': () => ok({ id: 'delivery-5' }),
    'deliveries.replay': (which) => {
      const ids = 'ids' in which ? which.ids : []
      const results = ids.map((id) => ({
        id,
        state: 'applied' as const,
        replayed: true,
        sentence: 'Applied now.',
      }))
      return ok({ sentence: `${ids.length} applied now.`, results })
    },
    'deliveries.link': ({ leadId }) => ok({ leadId, sentence: 'The meeting now belongs to the lead.' }),
    'deliveries.createLead': () => ok({ leadId: 'lead-1', sentence: 'The meeting now belongs to Sam.' }),
    'appointments.cancel': ({ appointmentId, reason }) =>
      changeMeeting(appointmentId, { status: 'canceled', reason: reason || null }, 'Canceled.'),
    'appointments.markAttendance': ({ appointmentId, attendance }) =>
      changeMeeting(appointmentId, { status: attendance }, 'Marked.'),
    'appointments.reschedule': ({ appointmentId, slot }) => moveMeeting(appointmentId, slot),
    'appointments.rescheduleLink': () => ok({ url: 'https://calendly.com/reschedulings/IN1' }),
    'backups.list': () => ok(backups),
    'backups.make': () => {
      backups = [aBackup(`made-${++made}`, toInstant(Date.now()), 'manual'), ...backups]
      return ok(backups)
    },
    'backups.restore': () => ok({ sentence: 'The workspace is as it was.', backups }),
    'openingReports.dismiss': ({ id }) =>
      change({ openingReports: fake.workspace.openingReports.filter((report) => report.id !== id) }),
    'health.get': () => ok(goodHealth(now)),
    ...options.handlers,
  }
  return fake
}
