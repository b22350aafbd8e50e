import { dayIn, wordTime } from '../availability/wording'
import { readFreeSlotsFor } from '../availability/free-slots'
import { bookMeetingForLead } from '../booking/book-meeting'
import type { BookingResult } from '../booking/booking-result'
import { sendConfirmations } from '../booking/confirmation'
import { sentenceFor } from '../booking/explain'
import { approveSuggestion } from '../booking/approve-suggestion'
import { sendSuggestedAnswer } from '../booking/answers/send-answer'
import { setSnooze } from '../booking/snooze'
import { closeTasks } from '../booking/tasks'
import { resumeWhatWaited } from '../booking/waiting'
import type { Context } from '../context'
import { newLead } from '../conversations/new-lead'
import type { Lead } from '../domain/lead'
import { toInstant } from '../domain/time'
import type { TaskKind } from '../domain/task'
import type { Reader, Transaction } from '../store/transaction'
import { settingsOf } from '../store/workspace'
import type { Projector } from '../truth/projector'
import { ApiFailure } from './api-failure'
import type { Handlers } from './api'
import { appointmentHandlers } from './appointment-handlers'
import type { BookingResultView } from './methods/booking-methods'
import type { LeadInput } from './methods/lead-methods'
import { deliveryHandlers } from './delivery-handlers'
import { backupHandlers } from './backup-handlers'
import { healthHandlers, type HealthPorts } from './health-handlers'
import { leadDetail, leadRow } from './lead-views'
import { messageHandlers } from './message-handlers'
import { offerHandlers } from './offer-handlers'
import { openingReportHandlers } from './opening-reports'
import { settingsHandlers, type SettingsPorts } from './settings-handlers'
import { tunnelHandlers } from './tunnel-handlers'

/** The sample workspace, which stands above this floor (W7). */
export interface SampleWorkspace {
  open(): Promise<void>
  leave(): Promise<void>
  replyAsLead(leadId: string, text: string): Promise<void>
}

/** No meeting is wanted with a lead of these. */
const CLOSING: readonly Lead['status'][] = ['unqualified', 'blacklisted']
/** What is about a meeting that stands is still to be seen to. */
const CLOSED_WITH_THE_LEAD: readonly TaskKind[] = [
  'approve_booking',
  'which_slot',
  'missing_email',
  'unknown_zone',
  'canceled',
  'manual_follow_up',
]

/** The work behind every method of the contract. */
export function createHandlers(
  context: Context,
  ports: SettingsPorts & {
    sample: SampleWorkspace
    projector: Projector
    health: HealthPorts
    /** A lead was added or changed: what could not be matched may be matched now. */
    peopleChanged: () => void
    /** The operator's zone, where nothing kept says it. */
    zone: string
    /** A backup was brought back. */
    restored: () => void
  },
): Handlers {
  const { store, clock, ids } = context
  const now = () => toInstant(clock.now())

  const leadOf = (leadId: string): Lead => {
    const lead = store.get('leads', leadId)
    if (!lead) throw new ApiFailure('not_found', 'This lead is gone. Close the drawer and look in the list.')
    return lead
  }
  const changeLead = async (leadId: string, change: (lead: Lead, transaction: Transaction) => Lead) => {
    leadOf(leadId)
    await store.transact('lead.change', (transaction) => {
      const lead = transaction.get('leads', leadId)
      if (!lead) return
      const changed = { ...change(lead, transaction), updatedAt: now() }
      transaction.put('leads', changed)
      resumeWhatWaited(transaction, leadId, now())
    })
    ports.peopleChanged()
    return leadDetail(context, leadOf(leadId))
  }
  const bookingView = (result: BookingResult): BookingResultView => ({
    kind: result.kind,
    sentence: sentenceFor(store, result),
    attempt: result.kind === 'not_started' ? null : result.attempt,
  })

  return {
    ...settingsHandlers(context, ports),
    ...offerHandlers(context, { leadOf }),
    ...messageHandlers(context, { leadOf }),
    ...deliveryHandlers(context, ports.projector),
    ...tunnelHandlers(context, ports),
    ...appointmentHandlers(context),
    ...backupHandlers(context, ports),
    ...openingReportHandlers(context, ports.workspace),
    ...healthHandlers(context, ports.health),

    'sample.open': async () => {
      await ports.sample.open()
      return ports.workspace()
    },
    'sample.leave': async () => {
      await ports.sample.leave()
      return ports.workspace()
    },
    'sample.replyAsLead': async ({ leadId, text }) => {
      await ports.sample.replyAsLead(leadOf(leadId).id, text)
      return {}
    },

    'leads.list': () => store.all('leads').map((lead) => leadRow(context, lead)),
    'leads.get': ({ leadId }) => leadDetail(context, leadOf(leadId)),
    'leads.create': async (input) => {
      refuseNobody(input)
      const id = ids()
      await store.transact('lead.create', (transaction) => {
        refuseDuplicate(transaction, input, null)
        transaction.put('leads', newLead({ id, ...input, zone: operatorZone(input) }, now()))
      })
      ports.peopleChanged()
      return leadDetail(context, leadOf(id))
    },
    'leads.update': ({ leadId, changes }) =>
      changeLead(leadId, (lead, transaction) => {
        refuseDuplicate(transaction, changes, leadId)
        if (changes.status && CLOSING.includes(changes.status))
          closeTasks(transaction, leadId, CLOSED_WITH_THE_LEAD, now())
        const { zone, answers, ...rest } = changes
        return {
          ...lead,
          ...withoutUndefined(rest),
          answers: withoutEmpty({ ...lead.answers, ...answers }),
          // A form that is saved names the zone again: where it came from stays.
          ...(zone === undefined || zone === lead.zone?.name ? {} : { zone: operatorZone({ zone }) }),
        }
      }),
    'leads.setAutoBook': ({ leadId, autoBook }) => changeLead(leadId, (lead) => ({ ...lead, autoBook })),

    'leads.setSnooze': async ({ leadId, until }) => {
      await setSnooze(context, leadOf(leadId).id, until)
      return leadDetail(context, leadOf(leadId))
    },

    'slots.list': async ({ leadId }) => {
      const lead = leadOf(leadId)
      const leadZone = lead.zone?.name ?? null
      const settings = settingsOf(store)
      const free = await readFreeSlotsFor(context, settings, lead)
      if (free.kind === 'failed') throw new ApiFailure(`provider.${free.reason}`, free.message)
      const { target, slots } = free.value
      return {
        provider: target.provider,
        targetName: target.name,
        minutes: target.minutes,
        leadZone,
        operatorZone: settings.zone,
        slots: slots.map((slot) => ({
          slot,
          leadTime: leadZone ? wordTime(slot.start, leadZone) : null,
          operatorTime: wordTime(slot.start, settings.zone),
          day: dayIn(slot.start, settings.zone),
        })),
      }
    },
    'leads.book': async ({ leadId, slot }) => {
      const { id } = leadOf(leadId)
      const byHand = { source: 'manual' as const, messageId: null, offerId: null }
      const result = await bookMeetingForLead(context, { leadId: id, slot, ...byHand })
      if (result.kind === 'booked') await sendConfirmations(context)
      return bookingView(result)
    },

    'tasks.approve': async ({ taskId, slot }) => bookingView(await approveSuggestion(context, taskId, slot)),
    'tasks.sendAnswer': ({ taskId, text }) => sendSuggestedAnswer(context, taskId, text),
    'tasks.dismiss': async ({ taskId }) => {
      await store.transact('task.dismiss', (transaction) => {
        const task = transaction.get('tasks', taskId)
        if (task?.state !== 'open') return
        transaction.put('tasks', { ...task, state: 'dismissed', closedAt: now() })
      })
      return {}
    },
    'tasks.reopen': async ({ taskId }) => {
      await store.transact('task.reopen', (transaction) => {
        const task = transaction.get('tasks', taskId)
        if (task?.state !== 'dismissed') return
        transaction.put('tasks', { ...task, state: 'open', closedAt: null })
      })
      return {}
    },
  }
}

function withoutEmpty(answers: Lead['answers']): Lead['answers'] {
  return Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== ''))
}

function operatorZone(input: Pick<LeadInput, 'zone'>): Lead['zone'] {
  return input.zone ? { name: input.zone, source: 'operator' } : null
}

/** A lead of whom nothing is known can be neither recognised nor written to. */
function refuseNobody({ firstName, lastName, emails, phones }: LeadInput): void {
  if (firstName || lastName || emails.length > 0 || phones.length > 0) return
  throw new ApiFailure('bad_request', 'Enter a name, an e-mail address or a phone number.', [
    { path: ['firstName'], message: 'is needed, or an e-mail address or a phone number' },
  ])
}

/** One person is one lead: otherwise a reply could be booked for the wrong one. */
function refuseDuplicate(
  store: Reader,
  input: { emails?: string[] | undefined; phones?: string[] | undefined },
  ownId: string | null,
): void {
  const others = [
    ...(input.emails ?? []).flatMap((email) => store.by('leads', 'email', email)),
    ...(input.phones ?? []).flatMap((phone) => store.by('leads', 'phone', phone)),
  ]
  const other = others.find(({ id }) => id !== ownId)
  if (other) {
    throw new ApiFailure(
      'duplicate',
      'Another lead has this e-mail address or phone number. Open that one instead.',
    )
  }
}

/** A key that is given as undefined must not blank what is there. */
function withoutUndefined<T extends object>(changes: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(changes).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }
}
