import { useRef, useState } from 'react'
import type { LeadDetail } from '../../core/api/views'
import { dialogOf, useKeys } from '../shell/keys'
import { useConsole } from '../state/use-console'
import { BookMeeting } from './book-meeting'
import { cannotBook } from './booking-state'
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

/** Everything about one lead: the conversation on the left, what follows from it on the right. */
export function LeadPage({ detail }: { detail: LeadDetail }) {
  const console = useConsole()
  const [booking, setBooking] = useState(false)
  const bookButton = useRef<HTMLButtonElement>(null)
  const reason = cannotBook(detail)

  const closeBooking = () => {
    setBooking(false)
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
    if (reason === null) setBooking(true)
    else bookButton.current?.focus()
  })

  useEscape(() => {
    if (booking) closeBooking()
    else console.closeLead()
  })

  return (
    <>
      <PageHeader
        detail={detail}
        bookButton={bookButton}
        cannotBook={reason}
        isBooking={booking}
        onBook={() => {
          setBooking(true)
        }}
      />
      <div className="drawer-columns">
        <section className="drawer-talk" aria-label="Conversation">
          <Conversation detail={detail} />
          <Composer detail={detail} />
          <ReplyAsLead leadId={detail.lead.id} />
        </section>
        <aside className="drawer-side" aria-label="Meeting and decisions">
          {booking ? <BookMeeting detail={detail} onClose={closeBooking} /> : null}
          <TasksCard detail={detail} />
          <BookingCard detail={detail} />
          <DecisionCard detail={detail} />
          <OfferCard detail={detail} />
          <ContactCard detail={detail} />
        </aside>
      </div>
    </>
  )
}
