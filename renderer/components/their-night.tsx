import { useShown } from '../state/use-console'
import { clockTime, hourOf } from '../time'
import { useNow } from '../use-now'

/** Between these hours of their day nobody likes to be texted. */
const EVENING = 21
const MORNING = 8

/** Says so where it is night for a lead who is about to be written to; it stops nobody. */
export function TheirNight({ leadId }: { leadId: string }) {
  const now = new Date(useNow()).toISOString()
  const row = useShown((state) => state.leads?.find(({ id }) => id === leadId))
  if (!row?.zone) return null
  const hour = hourOf(now, row.zone)
  if (hour >= MORNING && hour < EVENING) return null
  return (
    <span className="dimmed small">
      It is {clockTime(now, row.zone)} for {row.name.split(' ')[0]}
    </span>
  )
}
