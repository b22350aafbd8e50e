import { useRef, useState } from 'react'
import type { LeadDetail } from '../../core/api/views'
import type { Slot } from '../../core/domain/slot'
import { dialogOf, useKeys } from '../shell/keys'
import { useConsole } from '../state/use-console'
import { BookMeeting } from './book-meeting'
import { cannotBook, cannotSendTimes } from './booking-state'
import { BookingCard } from './booking-card'
import { ContactCard } from './contact-card'
import { Composer } from './composer'
import { Conversation } from './conversation'
import { DecisionCard } from './decision-card'
import { OfferCard } from './offer-card'
import { PageHeader } from './page-header'
import { ReplyAsLead } from './reply-as-lead'
import { TasksCard } from './tasks-card'
import { useEscape } from './use-escape'
import { usePlace } from './use-place'

/** Everything about one lead: the conversation on the left, what follows from it on the right. */
export function LeadPage({ detail }: { detail: LeadDetail }) {
  const console = useConsole()
  /** The open booking panel, and the slot that it begins with. */
  const [booking, setBooking] = useState<{ slot: Slot | null } | null>(null)
  const [finding, setFinding] = useState(false)
  const bookButton = useRef<HTMLButtonElement>(null)
  const reason = cannotBook(detail)

  const closeBooking = () => {
    setBooking(null)
    bookButton.current?.focus()
  }

  useKeys((event) => {
    if (
      event.key !== 'b' ||
      event.ctrlKey ||
      event.metaKey ||
      !dialogOf(event)?.matches('[data-lead-drawer]')
    )
      return
    event.preventDefault()
    if (reason === null) setBooking({ slot: null })
    else bookButton.current?.focus()
  })

  usePlace((wanted) => {
    setFinding(wanted && cannotSendTimes(detail) === null)
  })

  useEscape(() => {
    if (booking) closeBooking()
    else if (finding) setFinding(false)
    else console.closeLead()
  })

  return (
    <>
      <PageHeader
        detail={detail}
        bookButton={bookButton}
        cannotBook={reason}
        isBooking={booking !== null}
        onBook={() => {
          setBooking({ slot: null })
        }}
      />
      <div className="drawer-columns">
        <section className="drawer-talk" aria-label="Conversation">
          <Conversation detail={detail} />
          <Composer detail={detail} finding={finding} onFinding={setFinding} />
          <ReplyAsLead leadId={detail.lead.id} />
        </section>
        <aside className="drawer-side" aria-label="Meeting and decisions">
          {booking ? (
            <BookMeeting
              key={booking.slot?.start ?? 'any'}
              detail={detail}
              initialSlot={booking.slot}
              onClose={closeBooking}
            />
          ) : null}
          <TasksCard
            detail={detail}
            onBook={(slot) => {
              setBooking({ slot })
            }}
          />
          <BookingCard detail={detail} />
          <DecisionCard detail={detail} />
          <OfferCard detail={detail} />
          <ContactCard detail={detail} />
        </aside>
      </div>
    </>
  )
}
