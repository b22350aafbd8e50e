import { Button, CloseButton, Skeleton } from '@mantine/core'
import { IconLink, IconRefresh, IconUserPlus } from '@tabler/icons-react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Answer } from '../../core/api/contract'
import type { DeliveryDetail } from '../../core/api/views'
import { CouldNotRead } from '../components/could-not-read'
import { LeadLink } from '../components/lead-link'
import { Live } from '../components/live'
import { Notice } from '../components/notice'
import { useOneAtATime } from '../components/one-at-a-time'
import { Pill } from '../components/pill'
import { useAsked } from '../state/use-asked'
import { useConsole, useShown, useWorkspace } from '../state/use-console'
import { clockTimeWithZone, dayAndTime } from '../time'
import { APPOINTMENT_STATUSES, counted, DELIVERY_STATES, PROVIDERS, type Tone } from '../words'
import { LinkLead } from './link-lead'
import { prettyPayload } from './payload'

/** One webhook: what it said, what became of it, and what can be done about it. */
export function DeliveryPane({ id, onClose }: { id: string; onClose: () => void }) {
  const again = useShown((state) => state.deliveriesVersion)
  const { value: delivery, error, readAgain } = useAsked('deliveries.get', { id }, { key: id, again })
  const pane = useRef<HTMLElement>(null)
  const titleId = useId()

  useEffect(() => {
    pane.current?.focus()
  }, [id])

  return (
    <section
      className="card delivery-pane"
      aria-labelledby={titleId}
      ref={pane}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <div className="card-head">
        <h2 id={titleId} className="card-title">
          Webhook details
        </h2>
        <CloseButton size="sm" aria-label="Close webhook details" onClick={onClose} />
      </div>
      <Live>{error === null ? null : <CouldNotRead error={error} onAgain={readAgain} />}</Live>
      {delivery === null ? (
        error === null ? (
          <Skeleton height={240} radius="md" aria-label="Reading the webhook" />
        ) : null
      ) : (
        <>
          <Facts delivery={delivery} />
          <Actions
            key={id}
            delivery={delivery}
            onDone={() => {
              readAgain()
              // The button that was clicked may be gone.
              pane.current?.focus()
            }}
          />
          <Payload body={delivery.body} />
        </>
      )}
    </section>
  )
}

function Facts({ delivery }: { delivery: DeliveryDetail }) {
  const { zone } = useWorkspace().settings
  const { leadId, meeting } = delivery
  const state = DELIVERY_STATES[delivery.state]
  return (
    <dl className="delivery-facts">
      <dt>Event</dt>
      <dd>
        {delivery.tells}
        <div className="dimmed">
          <code>{delivery.event}</code> from {PROVIDERS[delivery.source]}
        </div>
      </dd>
      <dt>What became of it</dt>
      <dd>
        <Pill tone={state.tone}>{state.label}</Pill>
        {delivery.why ? <div className="deliveries-why">{delivery.why}</div> : null}
      </dd>
      {meeting ? (
        <>
          <dt>Meeting</dt>
          <dd>
            {dayAndTime(meeting.start, zone)}, {APPOINTMENT_STATUSES[meeting.status].label.toLowerCase()}
            <div className="dimmed">
              {[meeting.name, meeting.email, meeting.phone].filter(Boolean).join(', ')}
            </div>
          </dd>
        </>
      ) : null}
      <dt>Lead</dt>
      <dd>{leadId === null ? <span className="dimmed">None</span> : <LeadLink leadId={leadId} />}</dd>
      <dt>Received</dt>
      <dd>{dayAndTime(delivery.receivedAt, zone)}</dd>
      {delivery.appliedAt ? (
        <>
          <dt>Handled</dt>
          <dd>{dayAndTime(delivery.appliedAt, zone)}</dd>
        </>
      ) : null}
      {delivery.failures > 0 ? (
        <>
          <dt>Failures</dt>
          <dd>
            {counted(delivery.failures, 'failure')}
            {delivery.retryAt ? `, tried again at ${clockTimeWithZone(delivery.retryAt, zone)}` : null}
          </dd>
        </>
      ) : null}
    </dl>
  )
}

function Actions({ delivery, onDone }: { delivery: DeliveryDetail; onDone: () => void }) {
  const { client } = useConsole()
  const [busy, run] = useOneAtATime()
  const [linking, setLinking] = useState(false)
  const [said, setSaid] = useState<{ tone: Tone; sentence: string } | null>(null)
  const [hasLinked, setHasLinked] = useState(false)
  const { id } = delivery
  const canLink = delivery.meeting !== null && delivery.state !== 'applied'

  const act = (ask: () => Promise<Answer<{ sentence: string }>>) =>
    run(async () => {
      const answer = await ask()
      setSaid(
        answer.ok
          ? { tone: 'info', sentence: answer.value.sentence }
          : { tone: 'bad', sentence: answer.error.message },
      )
      if (answer.ok) setLinking(false)
      onDone()
    })

  return (
    <>
      <Live>{said ? <Notice tone={said.tone}>{said.sentence}</Notice> : null}</Live>
      {linking && canLink ? (
        <LinkLead
          busy={busy}
          onLink={(leadId, confirm) =>
            void act(() => client.call('deliveries.link', { id, leadId, confirm }))
          }
          onClose={() => {
            setLinking(false)
          }}
        />
      ) : (
        <div className="delivery-actions">
          {canLink ? (
            <>
              <Button
                autoFocus={hasLinked}
                size="xs"
                leftSection={<IconLink size={16} aria-hidden />}
                disabled={busy}
                onClick={() => {
                  setHasLinked(true)
                  setLinking(true)
                }}
              >
                Link to a lead
              </Button>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconUserPlus size={16} aria-hidden />}
                disabled={busy}
                onClick={() => void act(() => client.call('deliveries.createLead', { id }))}
              >
                Create lead
              </Button>
            </>
          ) : null}
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            disabled={busy}
            onClick={() => void act(() => client.call('deliveries.replay', { ids: [id] }))}
          >
            Replay
          </Button>
        </div>
      )}
    </>
  )
}

/** Text only, whatever the sender wrote into it. */
function Payload({ body }: { body: string }) {
  const text = useMemo(() => prettyPayload(body), [body])
  return (
    <pre className="delivery-payload" tabIndex={0} role="region" aria-label="Payload">
      {text}
    </pre>
  )
}
