import { Button, CloseButton, Skeleton } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import type { BookingResultView, Response } from '../../core/api/contract'
import type { LeadDetail, WordedSlot } from '../../core/api/views'
import { Notice } from '../components/notice'
import { Live } from '../components/live'
import { useOneAtATime } from '../components/one-at-a-time'
import { useConsole } from '../state/use-console'
import { CHANNELS, PROVIDERS, TARGETS, type Tone } from '../words'
import { confirmationPlan } from './booking-state'
import { SlotDays } from './slot-days'

export type FreeSlots = Response<'slots.list'>

const TONES: Record<BookingResultView['kind'], Tone> = {
  booked: 'good',
  refused: 'bad',
  unknown: 'warn',
  not_started: 'warn',
}

/** Books one free slot by hand: choose, confirm, see what became of it. Nothing is booked before the second click. */
export function BookMeeting({ detail, onClose }: { detail: LeadDetail; onClose: () => void }) {
  const console = useConsole()
  const leadId = detail.lead.id
  const [free, setFree] = useState<FreeSlots | null>(null)
  const [loadError, setLoadError] = useState<string | null>(null)
  const [chosen, setChosen] = useState<WordedSlot | null>(null)
  const [result, setResult] = useState<{ tone: Tone; sentence: string } | null>(null)
  const [isOver, setIsOver] = useState(false)
  const [busy, run] = useOneAtATime()
  const panel = useRef<HTMLElement>(null)
  const titleId = useId()
  const asked = useRef(0)

  const load = async () => {
    const question = ++asked.current
    setFree(null)
    setLoadError(null)
    const answer = await console.client.call('slots.list', { leadId })
    if (question !== asked.current) return
    if (answer.ok) setFree(answer.value)
    else setLoadError(answer.error.message)
  }

  useEffect(() => {
    panel.current?.focus()
    void load()
    // Once per panel: the slots are asked again only when they turn out to be old.
    return () => {
      asked.current++
    }
  }, [])

  const book = (slot: WordedSlot) =>
    run(async () => {
      const answer = await console.client.call('leads.book', { leadId, slot: slot.slot })
      setChosen(null)
      if (!answer.ok) {
        setResult({ tone: 'bad', sentence: answer.error.message })
        void load()
      } else {
        setResult({ tone: TONES[answer.value.kind], sentence: answer.value.sentence })
        // Booked, or perhaps booked: choosing again would be the second booking.
        if (answer.value.kind === 'booked' || answer.value.kind === 'unknown') setIsOver(true)
        else void load()
      }
      panel.current?.focus()
      void console.readLead()
    })

  return (
    <section className="card book" aria-labelledby={titleId} ref={panel} tabIndex={-1}>
      <div className="card-head">
        <h3 id={titleId} className="card-title">
          Book a meeting
        </h3>
        <CloseButton size="sm" aria-label="Close booking" onClick={onClose} />
      </div>
      <Live>{result ? <Notice tone={result.tone}>{result.sentence}</Notice> : null}</Live>
      {isOver ? (
        <Button variant="default" onClick={onClose}>
          Done
        </Button>
      ) : loadError !== null ? (
        <Notice
          tone="bad"
          action={
            <Button size="compact-xs" variant="default" onClick={() => void load()}>
              Try again
            </Button>
          }
        >
          {loadError}
        </Notice>
      ) : free === null ? (
        <Loading />
      ) : (
        <>
          <p className="book-target">
            {PROVIDERS[free.provider]} · {TARGETS[free.provider]} “{free.targetName}” · {free.minutes} min
          </p>
          {chosen ? (
            <Confirm
              detail={detail}
              free={free}
              slot={chosen}
              busy={busy}
              onBook={() => void book(chosen)}
              onBack={() => {
                setChosen(null)
              }}
            />
          ) : (
            <SlotDays
              free={free}
              onChoose={(slot) => {
                setResult(null)
                setChosen(slot)
              }}
              onReload={() => void load()}
            />
          )}
        </>
      )}
    </section>
  )
}

interface ConfirmProps {
  detail: LeadDetail
  free: FreeSlots
  slot: WordedSlot
  busy: boolean
  onBook: () => void
  onBack: () => void
}

function Confirm({ detail, free, slot, busy, onBook, onBack }: ConfirmProps) {
  const plan = confirmationPlan(detail)
  return (
    <div className="book-confirm">
      <p className="book-sentence">
        Book <strong>{slot.operatorTime}</strong> on {PROVIDERS[free.provider]}
        {plan.kind === 'by' ? ` and confirm by ${CHANNELS[plan.channel]}` : ''}.
      </p>
      <p className="dimmed small">
        {slot.leadTime === null
          ? `${detail.row.name}’s time zone is not known. `
          : `For ${detail.row.name}: ${slot.leadTime}. `}
        {plan.kind === 'by'
          ? null
          : `No confirmation is sent: ${plan.reason} You get a task to tell the lead.`}
      </p>
      <div className="book-buttons">
        <Button autoFocus aria-disabled={busy} loading={busy} onClick={onBook}>
          {plan.kind === 'by' ? 'Book and confirm' : 'Book'}
        </Button>
        <Button variant="default" disabled={busy} onClick={onBack}>
          Other times
        </Button>
      </div>
    </div>
  )
}

function Loading() {
  return (
    <div className="book-loading" aria-busy="true" aria-label="Asking for free times">
      <Skeleton height={14} width="70%" />
      {Array.from({ length: 3 }, (_, index) => (
        <div key={index} className="slot-grid">
          <Skeleton height={52} radius="md" />
          <Skeleton height={52} radius="md" />
          <Skeleton height={52} radius="md" />
        </div>
      ))}
    </div>
  )
}
