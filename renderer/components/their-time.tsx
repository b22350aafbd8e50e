import { useShown, useWorkspace } from '../state/use-console'
import { clockTimeWithZone, dayAndTime, dayOf } from '../time'

/** A time on the lead's clock, in small letters; nothing where it reads as the operator's does. */
export function TheirTime({ leadId, start }: { leadId: string; start: string }) {
  const { zone } = useWorkspace().settings
  const row = useShown((state) => state.leads?.find(({ id }) => id === leadId))
  if (!row?.zone || dayAndTime(start, row.zone) === dayAndTime(start, zone)) return null
  const theirs =
    dayOf(start, row.zone) === dayOf(start, zone)
      ? clockTimeWithZone(start, row.zone)
      : dayAndTime(start, row.zone)
  return (
    <span className="dimmed small">
      {theirs} for {row.name.split(' ')[0]}
    </span>
  )
}
