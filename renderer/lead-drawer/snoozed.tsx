import { Button } from '@mantine/core'
import type { Lead } from '../../core/domain/lead'
import { useOneAtATime } from '../components/one-at-a-time'
import { toast, toastError } from '../components/toast'
import { useConsole, useWorkspace } from '../state/use-console'
import { dayAndTime } from '../time'

/** Until when the lead is left alone, and the button that ends it (F3). */
export function Snoozed({ lead }: { lead: Lead }) {
  const console = useConsole()
  const { zone } = useWorkspace().settings
  const [busy, run] = useOneAtATime()
  if (lead.snoozedUntil === null) return null

  const wake = () =>
    run(async () => {
      const answer = await console.changeLead('leads.setSnooze', { leadId: lead.id, until: null })
      if (answer.ok) toast('The lead is awake. Times can be offered again.')
      else toastError(answer.error.message)
    })

  return (
    <div className="snoozed small">
      <span>Snoozed until {dayAndTime(lead.snoozedUntil, zone)}</span>
      <Button size="compact-xs" variant="light" loading={busy} onClick={() => void wake()}>
        Wake
      </Button>
    </div>
  )
}
