import { Button } from '@mantine/core'
import { IconCalendarTime } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { LeadDetail } from '../../core/api/views'
import type { Channel } from '../../core/domain/names'
import { CHANNELS } from '../words'
import { cannotSendTimes, firstNameOf } from './booking-state'

interface Props {
  detail: LeadDetail
  channel: Channel | null
  busy: boolean
  onSend: () => void
}

/** Sends free times after one question that says what will happen; says why when it cannot. */
export function SendTimes({ detail, channel, busy, onSend }: Props) {
  const [asking, setAsking] = useState(false)
  const id = useId()
  const reason = cannotSendTimes(detail)

  if (asking && channel && reason === null) {
    return (
      <div className="send-times" role="group" aria-labelledby={id}>
        <span id={id} className="small">
          Sends the next free times to {firstNameOf(detail)} by {CHANNELS[channel]}.
        </span>
        <div className="composer-buttons">
          <Button
            size="xs"
            variant="light"
            autoFocus
            onClick={() => {
              setAsking(false)
              onSend()
            }}
          >
            Send the times
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setAsking(false)
            }}
          >
            Not now
          </Button>
        </div>
      </div>
    )
  }
  return (
    <>
      {reason === null ? null : (
        <span id={id} className="dimmed small">
          {reason}
        </span>
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconCalendarTime size={16} aria-hidden />}
        disabled={!channel || busy}
        {...(reason === null ? {} : { 'data-disabled': true, 'aria-disabled': true, 'aria-describedby': id })}
        onClick={() => {
          if (reason === null) setAsking(true)
        }}
      >
        Send times
      </Button>
    </>
  )
}
