import { Anchor, Button, Skeleton, Table } from '@mantine/core'
import { IconPlugX, IconWebhook } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import type { DeliveryRow } from '../../core/api/views'
import { Copyable } from '../components/copy'
import { Empty } from '../components/empty'
import { Notice } from '../components/notice'
import { Pill } from '../components/pill'
import { newTickets } from '../state/tickets'
import { useConsole, useShown, useWorkspace } from '../state/use-console'
import { clockTimeWithZone, dayAndTime } from '../time'
import { counted, DELIVERY_STATES, PROVIDERS } from '../words'
import './webhooks.css'

/** How many of the newest webhooks are listed. */
const LIMIT = 200

/** What the providers told, newest first, and what became of it. */
export function WebhooksView() {
  const console = useConsole()
  const version = useShown((state) => state.deliveriesVersion)
  const [deliveries, setDeliveries] = useState<readonly DeliveryRow[] | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [tickets] = useState(newTickets)
  const [tries, setTries] = useState(0)

  useEffect(() => {
    const ticket = tickets.take()
    void console.client.call('deliveries.list', { limit: LIMIT }).then((answer) => {
      if (!tickets.accept(ticket)) return
      setError(answer.ok ? null : answer.error.message)
      if (answer.ok) setDeliveries(answer.value)
    })
  }, [console, tickets, version, tries])

  return (
    <div className="webhooks">
      <Receiver />
      {error !== null ? (
        <Empty icon={IconPlugX} title="The webhooks could not be read">
          <p>{error}</p>
          <Button
            onClick={() => {
              setTries(tries + 1)
            }}
          >
            Try again
          </Button>
        </Empty>
      ) : deliveries === null ? (
        <Skeleton height={240} radius="lg" aria-label="Reading the webhooks" />
      ) : deliveries.length === 0 ? (
        <Empty icon={IconWebhook} title="No webhooks yet">
          When a meeting is booked, moved or canceled at the provider, it is told here. Set the public address
          in the settings, so that the provider can reach this computer.
        </Empty>
      ) : (
        <Deliveries deliveries={deliveries} />
      )}
    </div>
  )
}

function Receiver() {
  const { receiver, settings } = useWorkspace()
  return (
    <section className="receiver" aria-label="Webhook receiver">
      {receiver.url === null ? (
        <Notice tone="bad">
          The receiver does not listen, so no webhook can arrive. Start Slotkeeper again; bookings are still
          read back from the provider.
        </Notice>
      ) : (
        <dl className="receiver-facts">
          <div>
            <dt>Listens on this computer</dt>
            <dd>
              <Copyable text={receiver.url} what="receiver address" />
            </dd>
          </div>
          <div>
            <dt>Public address</dt>
            <dd>
              {settings.publicWebhookUrl || <span className="dimmed">None. Set it in the settings.</span>}
            </dd>
          </div>
          <div>
            <dt>Last webhook</dt>
            <dd>
              {receiver.lastDeliveryAt ? dayAndTime(receiver.lastDeliveryAt, settings.zone) : 'None yet'}
            </dd>
          </div>
          <div>
            <dt>Refused</dt>
            <dd>
              {receiver.refused === 0 ? 'None' : counted(receiver.refused, 'call')}
              {receiver.refused > 0 ? <span className="dimmed"> without a valid signature</span> : null}
            </dd>
          </div>
        </dl>
      )}
    </section>
  )
}

function Deliveries({ deliveries }: { deliveries: readonly DeliveryRow[] }) {
  const console = useConsole()
  const { zone } = useWorkspace().settings
  const leads = useShown((state) => state.leads)
  const names = useMemo(() => {
    const wanted = new Set(deliveries.map(({ leadId }) => leadId))
    return new Map(leads?.filter(({ id }) => wanted.has(id)).map(({ id, name }) => [id, name]))
  }, [deliveries, leads])

  return (
    <div className="deliveries" tabIndex={0} role="region" aria-label="Webhooks, newest first">
      <Table verticalSpacing="xs" horizontalSpacing="sm" highlightOnHover stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Received</Table.Th>
            <Table.Th>Event</Table.Th>
            <Table.Th>What became of it</Table.Th>
            <Table.Th>Lead</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {deliveries.map((delivery) => {
            const state = DELIVERY_STATES[delivery.state]
            const { leadId } = delivery
            return (
              <Table.Tr key={delivery.id}>
                <Table.Td className="deliveries-when">{dayAndTime(delivery.receivedAt, zone)}</Table.Td>
                <Table.Td>
                  <code>{delivery.event}</code>
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
                <Table.Td>
                  {leadId === null ? (
                    <span className="dimmed">None</span>
                  ) : (
                    <Anchor
                      component="button"
                      type="button"
                      size="sm"
                      onClick={() => {
                        console.openLead(leadId)
                      }}
                    >
                      {names.get(leadId) ?? 'Open'}
                    </Anchor>
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
