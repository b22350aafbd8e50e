import type { WordTime } from '../availability/wording'
import type { Attendance, WantedChange } from '../domain/meeting-change'
import { PROVIDER_NAMES } from '../domain/names'
import type { Reader } from '../store/transaction'
import type { ChangeResult } from './change-meeting'
import { lowerFirst, operatorTimeOf, sentenceFor } from './explain'
import type { RescheduleResult } from './reschedule-meeting'

/** What became of a change, for the operator. */
export interface ToldChange {
  /** `half_done`: the new time is booked, and the old meeting stands too. */
  kind: 'done' | 'half_done' | 'refused' | 'unknown' | 'not_started'
  /** What happened and what to do next. */
  sentence: string
  /** Where it can be done instead; null where nothing is to be done there. */
  link: string | null
}

/** One sentence on a cancellation, a mark or a move in place. */
export function tellChange(store: Reader, result: ChangeResult): ToldChange {
  if (result.kind === 'not_started') return told('not_started', `Nothing was changed: ${end(result.message)}`)
  const { wanted, leadId, appointmentId } = result.change
  const appointment = store.get('appointments', appointmentId)
  const provider = appointment ? PROVIDER_NAMES[appointment.provider] : 'the provider'
  if (result.kind === 'refused') {
    return told('refused', `${NOT_DONE[wanted.kind]}: ${end(result.message)}`, result.link)
  }
  if (result.kind === 'unknown') {
    return told(
      'unknown',
      `Not sure yet: ${provider} did not say whether the meeting was ${DONE[wanted.kind]}. ` +
        'Slotkeeper is looking it up; do not change it again.',
    )
  }
  const word = operatorTimeOf(store, leadId)
  return told('done', doneSentence(wanted, { start: result.appointment.start, provider, word }))
}

const DONE = { cancel: 'canceled', mark: 'marked', move: 'moved' } as const
const NOT_DONE = { cancel: 'Not canceled', mark: 'Not marked', move: 'Not moved' } as const

function doneSentence(
  wanted: WantedChange,
  { start, provider, word }: { start: string; provider: string; word: WordTime },
): string {
  const time = word(start)
  switch (wanted.kind) {
    case 'cancel':
      return `Canceled ${time} on ${provider}. Offer new times or close the lead.`
    case 'move':
      return `Moved from ${word(wanted.from)} to ${time} on ${provider}.`
    case 'mark':
      return MARKED[wanted.attendance]
  }
}

const MARKED: Record<Attendance, string> = {
  showed: 'Marked: the lead came.',
  no_show: 'Marked: the lead did not come. Offer new times if a meeting is still wanted.',
  confirmed: 'The mark is taken back.',
}

/** The same for a reschedule; a booking and a cancellation are told as the one operation that they are (B7). */
export function tellReschedule(store: Reader, reschedule: RescheduleResult): ToldChange {
  if (reschedule.way === 'in_place') return tellChange(store, reschedule.result)
  const { booking, cancellation } = reschedule
  if (booking.kind !== 'booked') {
    const stands = booking.kind === 'unknown' ? '' : ' The meeting stays as it is.'
    return told(booking.kind, `${sentenceFor(store, booking)}${stands}`)
  }
  const { attempt, appointment } = booking
  const word = operatorTimeOf(store, attempt.leadId)
  const old = store.get('appointments', attempt.replaces ?? '')
  const provider = PROVIDER_NAMES[appointment.provider]
  const to = word(appointment.start)
  const from = old ? word(old.start) : 'the old time'
  if (old?.status === 'canceled' || old?.status === 'rescheduled') {
    return told(
      'done',
      `Moved from ${from} to ${to}: the new time is booked and the old one canceled on ${provider}.`,
    )
  }
  if (cancellation?.kind === 'refused') {
    return told(
      'half_done',
      `Booked ${to}, but the meeting on ${from} could not be canceled, so both stand: ` +
        `${end(cancellation.message)} Cancel the one on ${from} by hand.`,
      cancellation.link,
    )
  }
  return told(
    'unknown',
    `Booked ${to}. It is not known yet whether the meeting on ${from} is canceled; Slotkeeper is looking it up.`,
  )
}

function told(kind: ToldChange['kind'], sentence: string, link: string | null = null): ToldChange {
  return { kind, sentence, link }
}

/** A sentence of ours or of the provider's as the end of another one. */
function end(message: string): string {
  return lowerFirst(/[.!?]$/.test(message) ? message : `${message}.`)
}
