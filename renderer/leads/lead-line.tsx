import { memo, useEffect, useRef } from 'react'
import type { LeadRow } from '../../core/api/views'
import { Pill } from '../components/pill'
import { ago, dayAndTime } from '../time'
import { CHANNEL_LABELS, counted, leadStatus, meetingStatus } from '../words'

interface Props {
  row: LeadRow
  index: number
  top: number
  /** The operator's zone. */
  zone: string
  /** Minutes since the epoch; a row is drawn again when it changes. */
  minute: number
  isActive: boolean
  isInTabOrder: boolean
  takesFocus: boolean
  /** Something was written to the lead and not sent yet. */
  isDrafted: boolean
  onOpen: (leadId: string) => void
  onFocused: () => void
}

/** One row of the lead list. It is drawn again only when something in it changed. */
export const LeadLine = memo(function LeadLine(props: Props) {
  const { row, zone, takesFocus, isDrafted, onFocused, onOpen } = props
  const element = useRef<HTMLDivElement>(null)
  const status = leadStatus(row)
  const message = row.lastMessage

  useEffect(() => {
    if (!takesFocus) return
    element.current?.focus({ preventScroll: true })
    onFocused()
  }, [takesFocus, onFocused])

  return (
    <div
      ref={element}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.isActive}
      tabIndex={props.isInTabOrder ? 0 : -1}
      className="lead-columns lead-line"
      style={{ transform: `translateY(${props.top}px)` }}
      onClick={() => {
        onOpen(row.id)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onOpen(row.id)
      }}
    >
      <div role="gridcell" className="lead-who">
        <div className="cut lead-name">{row.name}</div>
        <div className="cut lead-company">{row.company}</div>
      </div>
      <div role="gridcell" className="lead-meeting">
        {row.booked ? (
          <>
            <Pill tone="good">Booked</Pill>
            <div className="cut small">{dayAndTime(row.booked.start, zone)}</div>
          </>
        ) : row.over ? (
          <Over over={row.over} zone={zone} />
        ) : (
          <span className="dimmed small">Not booked</span>
        )}
      </div>
      <div role="gridcell" className="lead-status">
        <Pill tone={status.tone}>{status.label}</Pill>
      </div>
      <div role="gridcell" className="lead-message">
        {message ? (
          <>
            <div className="cut">
              {message.direction === 'outbound' ? (
                <span className="dimmed">{message.automatic ? 'Slotkeeper' : 'You'}: </span>
              ) : null}
              {message.text}
            </div>
            <div className="cut small dimmed lead-when">
              {message.state === 'ok' ? null : (
                <span className={`send-state-${message.state === 'failed' ? 'bad' : 'warn'}`}>
                  {message.state === 'failed' ? 'Not sent' : 'Perhaps not sent'} ·{' '}
                </span>
              )}
              {isDrafted ? <span className="lead-draft">Draft · </span> : null}
              {CHANNEL_LABELS[message.channel]} · {ago(message.at, props.minute * 60_000 + 59_999, zone)}
            </div>
          </>
        ) : (
          <span className="dimmed small">No messages yet</span>
        )}
      </div>
      <div role="gridcell" className="lead-tasks">
        {row.openTasks > 0 ? (
          <span className="lead-task-count" title={counted(row.openTasks, 'open task')}>
            {row.openTasks}
            <span className="visually-hidden"> open</span>
          </span>
        ) : null}
      </div>
    </div>
  )
})

function Over({ over, zone }: { over: NonNullable<LeadRow['over']>; zone: string }) {
  const { tone, label } = meetingStatus(over, true)
  return (
    <>
      <Pill tone={tone}>{label}</Pill>
      <div className="cut small">{dayAndTime(over.start, zone)}</div>
    </>
  )
}
