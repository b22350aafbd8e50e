import { NativeSelect } from '@mantine/core'
import type { LeadDetail } from '../../core/api/views'
import type { LeadStatus } from '../../core/domain/lead'
import { useOneAtATime } from '../components/one-at-a-time'
import { toast, toastError } from '../components/toast'
import { useConsole } from '../state/use-console'
import { LEAD_STATUSES, leadStatus } from '../words'

/** What a person decides about a lead; the rest follows from what happens. */
const BY_HAND: readonly LeadStatus[] = ['replied', 'qualified', 'unqualified', 'blacklisted']

/** Where the lead stands, and the way to say it, such as closing the lead. */
export function LeadStatusSelect({ detail: { lead, row } }: { detail: LeadDetail }) {
  const console = useConsole()
  const [saving, run] = useOneAtATime()
  const { tone, label } = leadStatus(row)
  const others = BY_HAND.filter((status) => status !== lead.status)

  const save = (status: LeadStatus | undefined) =>
    run(async () => {
      if (!status) return
      const answer = await console.changeLead('leads.update', { leadId: lead.id, changes: { status } })
      if (answer.ok) toast(`${row.name}: ${LEAD_STATUSES[status].label}.`)
      else toastError(answer.error.message)
    })

  return (
    <NativeSelect
      size="xs"
      aria-label="Status"
      classNames={{ input: `lead-status-select pill-${tone}` }}
      value={lead.status}
      disabled={saving}
      data={[
        { value: lead.status, label },
        ...others.map((status) => ({ value: status, label: LEAD_STATUSES[status].label })),
      ]}
      onChange={(event) => void save(others.find((status) => status === event.currentTarget.value))}
    />
  )
}
