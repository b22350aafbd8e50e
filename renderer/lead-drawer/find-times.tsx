import { Button, CloseButton, Skeleton } from '@mantine/core'
import { IconSend2 } from '@tabler/icons-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import type { LeadDetail } from '../../core/api/views'
import type { Channel } from '../../core/domain/names'
import type { Lead } from '../../core/domain/lead'
import type { Slot } from '../../core/domain/slot'
import { EditFirst } from '../components/edit-first'
import { Live } from '../components/live'
import { Notice } from '../components/notice'
import { TheirNight } from '../components/their-night'
import { useConsole, useWorkspace } from '../state/use-console'
import { ago, dayAndTime } from '../time'
import { useNow } from '../use-now'
import { counted, PROVIDERS, TARGETS } from '../words'
import { cannotSendTimes, firstNameOf } from './booking-state'
import { OtherTimes, ProposedTimes } from './offer-choices'
import { slotsAt, useOfferDraft, type OfferDraft } from './use-offer-draft'

interface Props {
  detail: LeadDetail
  channel: Channel | null
  /** Where the channel is chosen. */
  channelSelect: ReactNode
  busy: boolean
  /** `notSent` is called when it was not sent; why is shown elsewhere. */
  onSend: (slots: readonly Slot[], notSent: () => void) => void
  onClose: () => void
}

/** Finds free times, shows the message that would offer them, and sends it. Nothing is sent before the last click. */
export function FindTimes({ detail, channel, channelSelect, busy, onSend, onClose }: Props) {
  const offer = useOfferDraft(detail.lead.id, channel, detail.lead.zone?.name ?? null)
  const panel = useRef<HTMLElement>(null)
  const titleId = useId()
  const draft = offer.state.kind === 'ready' ? offer.state.draft : null
  const count = offer.chosen.size
  const isBooked = cannotSendTimes(detail)
  const isReady = channel !== null && isBooked === null && Boolean(draft?.text) && count > 0 && !offer.busy

  useEffect(() => {
    panel.current?.focus()
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])

  return (
    <section className="find-times" aria-labelledby={titleId} ref={panel} tabIndex={-1}>
      <div className="card-head">
        <h3 id={titleId} className="card-title">
          Times to offer {firstNameOf(detail)}
        </h3>
        <CloseButton size="sm" aria-label="Close times to offer" onClick={onClose} />
      </div>
      <div className="find-times-body">
        {isBooked === null ? (
          <Body offer={offer} lead={detail.lead} />
        ) : (
          <Notice tone="info">{isBooked}</Notice>
        )}
      </div>
      {draft && isBooked === null ? <Preview text={draft.text} busy={offer.busy} /> : null}
      <div className="composer-bar">
        {channelSelect}
        <div className="composer-buttons">
          <TheirNight leadId={detail.lead.id} />
          <Button size="xs" variant="default" disabled={busy} onClick={onClose}>
            Not now
          </Button>
          <EditFirst
            leadId={detail.lead.id}
            beginning={{ text: draft?.text ?? '', slots: slotsAt(draft, offer.chosen) }}
            disabled={busy || !isReady}
          />
          <Button
            size="xs"
            leftSection={<IconSend2 size={16} aria-hidden />}
            loading={busy}
            disabled={!isReady}
            onClick={() => {
              onSend(slotsAt(draft, offer.chosen), () => {
                offer.reload(false)
              })
            }}
          >
            {count === 0 ? 'Send times' : `Send ${counted(count, 'time')}`}
          </Button>
        </div>
      </div>
    </section>
  )
}

function Body({ offer, lead }: { offer: OfferDraft; lead: Lead }) {
  const console = useConsole()
  const { zone } = useWorkspace().settings
  const { state, gone } = offer
  if (state.kind === 'waiting') return <Loading />
  if (state.kind !== 'ready') {
    return (
      <Live>
        <Notice
          tone={state.kind === 'failed' ? 'bad' : 'warn'}
          action={
            state.kind === 'impossible' && lead.zone === null ? (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => {
                  console.openLead(lead.id, 'edit')
                }}
              >
                Set the time zone
              </Button>
            ) : (
              <Button
                size="compact-xs"
                variant="default"
                loading={offer.busy}
                onClick={() => {
                  offer.reload(true)
                }}
              >
                Try again
              </Button>
            )
          }
        >
          {state.reason}
        </Notice>
      </Live>
    )
  }
  const { draft } = state
  const { leadZone } = draft
  const choices = { draft, proposed: offer.proposed, chosen: offer.chosen, onChoose: offer.choose }
  return (
    <>
      <p className="dimmed small offer-note">
        {PROVIDERS[draft.provider]} · {TARGETS[draft.provider]} “{draft.targetName}” · {draft.minutes} min
      </p>
      <Age readAt={draft.readAt} zone={zone} offer={offer} />
      <Live>
        {gone.length > 0 ? (
          <Notice tone="warn">
            {gone.map((start) => dayAndTime(start, leadZone)).join(' and ')}{' '}
            {gone.length === 1 ? 'is' : 'are'} not free any more.
          </Notice>
        ) : null}
      </Live>
      <ProposedTimes {...choices} />
      <OtherTimes {...choices} />
    </>
  )
}

function Age({ readAt, zone, offer }: { readAt: string; zone: string; offer: OfferDraft }) {
  const age = ago(readAt, useNow(), zone)
  return (
    <div className="offer-age">
      <span className="small">Free as of {age === 'now' ? 'just now' : `${age} ago`}.</span>
      <Button
        size="compact-xs"
        variant="subtle"
        disabled={offer.busy}
        onClick={() => {
          offer.reload(true)
        }}
      >
        Check again
      </Button>
    </div>
  )
}

/** The message word for word as it would be sent. */
function Preview({ text, busy }: { text: string | null; busy: boolean }) {
  const id = useId()
  return (
    <div role="group" aria-labelledby={id} aria-busy={busy} className="offer-preview">
      <h4 id={id} className="card-subtitle offer-preview-title">
        The message
      </h4>
      {text === null ? (
        <p className="small offer-note">Choose at least one time.</p>
      ) : (
        <div className="bubble-outbound">
          <div className={`bubble-text${busy ? ' offer-preview-busy' : ''}`}>{text}</div>
        </div>
      )}
    </div>
  )
}

function Loading() {
  return (
    <div className="book-loading" aria-busy="true" aria-label="Asking for free times">
      <Skeleton height={14} width="70%" />
      <Skeleton height={20} width="60%" />
      <Skeleton height={20} width="60%" />
      <Skeleton height={96} radius="md" />
    </div>
  )
}
