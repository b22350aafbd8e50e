import { Anchor, CloseButton } from '@mantine/core'
import { IconPlayerPauseFilled } from '@tabler/icons-react'
import { useState } from 'react'
import type { ProviderId } from '../../core/domain/names'
import { Notice } from '../components/notice'
import { toastError } from '../components/toast'
import { useConsole, useShown, useWorkspace } from '../state/use-console'
import { PROVIDERS } from '../words'

/** What the operator has to know before anything else: paused, cut off, and the core's own notices. */
export function Banners() {
  const console = useConsole()
  const { settings, notices, connections } = useWorkspace()
  const connected = useShown((state) => state.connected)
  const [dismissed, setDismissed] = useState<readonly string[]>([])
  const open = notices.filter((notice) => !dismissed.includes(notice))

  const needed = (provider: ProviderId) =>
    provider === settings.meetingBookingProvider ||
    // GoHighLevel carries the text messages too.
    (provider === 'ghl' && settings.ghl.enabled && settings.channels.sms)
  const failing = (Object.keys(PROVIDERS) as ProviderId[]).filter(
    (provider) => needed(provider) && connections[provider].health === 'failing',
  )

  return (
    <div className="banners" role="status">
      {settings.paused ? (
        <div className="paused-banner">
          <IconPlayerPauseFilled size={18} aria-hidden />
          <span>
            <strong>Automation is paused.</strong> Replies are still read. Nothing is booked or sent by itself
            until you resume.
          </span>
        </div>
      ) : null}
      {connected ? null : (
        <Notice tone="warn">
          The connection to Slotkeeper is lost, so what you see may be old. It comes back by itself while
          Slotkeeper runs; after a restart, open the address that it prints.
        </Notice>
      )}
      {failing.map((provider) => (
        <Notice
          key={provider}
          tone="bad"
          action={
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={() => {
                console.showSettings(`settings-${provider}`)
              }}
            >
              Open the settings
            </Anchor>
          }
        >
          <strong>{PROVIDERS[provider]} cannot be used now.</strong> {connections[provider].message}
        </Notice>
      ))}
      <OpeningReports />
      {open.map((notice) => (
        <Notice
          key={notice}
          tone="warn"
          action={
            <CloseButton
              size="sm"
              aria-label="Dismiss for now"
              onClick={() => {
                setDismissed([...dismissed, notice])
              }}
            />
          }
        >
          {notice}
        </Notice>
      ))}
    </div>
  )
}

/** What was broken or lost when Slotkeeper started. The core keeps it until a person has read it. */
function OpeningReports() {
  const console = useConsole()
  const { openingReports } = useWorkspace()

  const dismiss = async (id: string) => {
    const answer = await console.changeWorkspace('openingReports.dismiss', { id })
    if (!answer.ok) toastError(`The notice stays. ${answer.error.message}`)
  }

  return openingReports.map(({ id, sentence }) => (
    <Notice
      key={id}
      tone="warn"
      action={
        <Anchor component="button" type="button" size="sm" onClick={() => void dismiss(id)}>
          I have read this
        </Anchor>
      }
    >
      {sentence}
    </Notice>
  ))
}
