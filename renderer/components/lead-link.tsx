import { Anchor } from '@mantine/core'
import type { LeadRow } from '../../core/api/views'
import { useConsole, useShown } from '../state/use-console'

/** The way from anywhere to a lead, under the lead's name once that is read. */
export function LeadLink({ leadId }: { leadId: string }) {
  const console = useConsole()
  const name = useShown(({ leads }) => (leads ? namesIn(leads).get(leadId) : undefined))
  return (
    <Anchor
      component="button"
      type="button"
      size="sm"
      ta="left"
      onClick={() => {
        console.openLead(leadId)
      }}
    >
      {name ?? 'Open the lead'}
    </Anchor>
  )
}

/** A long list of links must not go through all leads for each of its lines. */
function namesIn(leads: readonly LeadRow[]): ReadonlyMap<string, string> {
  const known = read.get(leads)
  if (known) return known
  const names = new Map(leads.map(({ id, name }) => [id, name]))
  read.set(leads, names)
  return names
}

const read = new WeakMap<readonly LeadRow[], ReadonlyMap<string, string>>()
