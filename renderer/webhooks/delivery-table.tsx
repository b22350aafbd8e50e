import { Anchor, Table } from '@mantine/core'
import type { DeliveryRow } from '../../core/api/views'
import { LeadLink } from '../components/lead-link'
import { Pill } from '../components/pill'
import { useWorkspace } from '../state/use-console'
import { clockTimeWithZone, dayAndTime } from '../time'
import { counted, DELIVERY_STATES, PROVIDERS } from '../words'

interface Props {
  deliveries: readonly DeliveryRow[]
  /** The one whose details are shown. */
  openId: string | null
  onOpen: (id: string) => void
}

/** One line per webhook. A click anywhere on it opens the details; for the keyboard, what it tells is the button. */
export function DeliveryTable({ deliveries, openId, onOpen }: Props) {
  const { zone } = useWorkspace().settings
  return (
    <div className="deliveries" tabIndex={0} role="region" aria-label="Webhooks, newest first">
      <Table verticalSpacing="xs" horizontalSpacing="sm" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Received</Table.Th>
            <Table.Th>Event</Table.Th>
            <Table.Th>What became of it</Table.Th>
            <Table.Th className="deliveries-lead">Lead</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {deliveries.map((delivery) => {
            const state = DELIVERY_STATES[delivery.state]
            const isOpen = delivery.id === openId
            return (
              <Table.Tr
                key={delivery.id}
                data-selected={isOpen || undefined}
                onClick={(event) => {
                  // The lead's name leads elsewhere.
                  const button = event.target instanceof Element ? event.target.closest('button') : null
                  if (!button || 'delivery' in button.dataset) onOpen(delivery.id)
                }}
              >
                <Table.Td className="deliveries-when">{dayAndTime(delivery.receivedAt, zone)}</Table.Td>
                <Table.Td>
                  <Anchor
                    component="button"
                    type="button"
                    size="sm"
                    aria-expanded={isOpen}
                    data-delivery={delivery.id}
                  >
                    {delivery.tells}
                  </Anchor>
                  <div className="small dimmed">{PROVIDERS[delivery.source]}</div>
                </Table.Td>
                <Table.Td>
                  <Pill tone={state.tone}>{state.label}</Pill>
                  {delivery.failures > 0 ? (
                    <span className="dimmed small">
                      {' '}
                      after {counted(delivery.failures, 'failure')}
                      {delivery.retryAt ? `, next at ${clockTimeWithZone(delivery.retryAt, zone)}` : null}
                    </span>
                  ) : null}
                  {delivery.why ? <div className="small deliveries-why">{delivery.why}</div> : null}
                </Table.Td>
                <Table.Td className="deliveries-lead">
                  {delivery.leadId === null ? (
                    <span className="dimmed">None</span>
                  ) : (
                    <LeadLink leadId={delivery.leadId} />
                  )}
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </div>
  )
}
