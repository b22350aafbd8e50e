import { Button, CloseButton, Skeleton } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import type { BookingResultView } from '../../core/api/methods/booking-methods'
import type { LeadDetail } from '../../core/api/views'
import type { Slot } from '../../core/domain/slot'
import { CouldNotRead } from '../components/could-not-read'
import { Notice } from '../components/notice'
import { Live } from '../components/live'
import { useOneAtATime } from '../components/one-at-a-time'
import { useConsole, useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'
import { PROVIDERS, TARGETS, type Tone } from '../words'
import { ConfirmBooking } from './confirm-booking'
import { SlotDays } from './slot-days'
import { useFreeSlots } from './use-free-slots'

const TONES: Record<BookingResultView['kind'], Tone> = {
  booked: 'good',
  refused: 'bad',
  unknown: 'warn',
  not_started: 'warn',
}

interface Props {
  detail: LeadDetail
  /** A slot that was chosen elsewhere and waits for the confirmation; null to choose one here. */
  initialSlot: Slot | null
  onClose: () => void
}

/** Books one free slot by hand: choose, confirm, see what became of it. Nothing is booked before the second click. */
export function BookMeeting({ detail, initialSlot, onClose }: Props) {
  const console = useConsole()
  const { zone } = useWorkspace().settings
  const leadId = detail.lead.id
  const { free, error, readAgain } = useFreeSlots(leadId, detail.lead.zone?.name ?? null)
  const [chosen, setChosen] = useState<Slot | null>(initialSlot)
  const [result, setResult] = useState<{ tone: Tone; sentence: string } | null>(null)
  const [isOver, setIsOver] = useState(false)
  const [busy, run] = useOneAtATime()
  const panel = useRef<HTMLElement>(null)
  const titleId = useId()

  useEffect(() => {
    // The confirmation takes the focus itself.
    if (!initialSlot) panel.current?.focus()
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [initialSlot])

  const book = (slot: Slot) =>
    run(async () => {
      const answer = await console.client.call('leads.book', { leadId, slot })
      setChosen(null)
      if (!answer.ok) {
        setResult({ tone: 'bad', sentence: answer.error.message })
        readAgain()
      } else {
        setResult({ tone: TONES[answer.value.kind], sentence: answer.value.sentence })
        // Booked, or perhaps booked: choosing again would be the second booking.
        if (answer.value.kind === 'booked' || answer.value.kind === 'unknown') setIsOver(true)
        else readAgain()
      }
      panel.current?.focus()
      void console.readLead()
    })

  const { booked } = detail.row
  // Times would be a second booking now, and what was said about them is old.
  const wasBookedElsewhere = booked !== null && !isOver && !busy
  const wasBookedAfterAll = booked !== null && isOver && result?.tone === 'warn'

  return (
    <section className="card book" aria-labelledby={titleId} ref={panel} tabIndex={-1}>
      <div className="card-head">
        <h3 id={titleId} className="card-title">
          Book a meeting
        </h3>
        <CloseButton size="sm" aria-label="Close booking" onClick={onClose} />
      </div>
      <Live>
        {wasBookedElsewhere ? (
          <Notice tone="info">
            {detail.row.name} was booked meanwhile, for {dayAndTime(booked.start, zone)} on{' '}
            {PROVIDERS[booked.provider]}.
          </Notice>
        ) : wasBookedAfterAll ? (
          <Notice tone="good">
            Booked after all: {dayAndTime(booked.start, zone)} on {PROVIDERS[booked.provider]}.
          </Notice>
        ) : result ? (
          <Notice tone={result.tone}>{result.sentence}</Notice>
        ) : null}
      </Live>
      {isOver || wasBookedElsewhere ? (
        <Button variant="default" onClick={onClose}>
          Done
        </Button>
      ) : chosen ? (
        <ConfirmBooking
          detail={detail}
          slot={chosen}
          busy={busy}
          onBook={() => void book(chosen)}
          onBack={() => {
            setChosen(null)
          }}
        />
      ) : error !== null ? (
        <CouldNotRead error={error} onAgain={readAgain} />
      ) : free === null ? (
        <Loading />
      ) : (
        <>
          <p className="book-target">
            {PROVIDERS[free.provider]} · {TARGETS[free.provider]} “{free.targetName}” · {free.minutes} min
          </p>
          <SlotDays
            free={free}
            onChoose={({ slot }) => {
              setResult(null)
              setChosen(slot)
            }}
            onReload={readAgain}
          />
        </>
      )}
    </section>
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
