import { Button, Skeleton } from '@mantine/core'
import { IconRefresh, IconSearchOff, IconWebhook } from '@tabler/icons-react'
import { useDeferredValue, useState } from 'react'
import type { Request } from '../../core/api/contract'
import { CouldNotRead } from '../components/could-not-read'
import { Empty } from '../components/empty'
import { Live } from '../components/live'
import { Notice } from '../components/notice'
import { useOneAtATime } from '../components/one-at-a-time'
import { toast, toastError } from '../components/toast'
import { useAsked } from '../state/use-asked'
import { useConsole, useShown } from '../state/use-console'
import { counted } from '../words'
import { DeliveryFilters, isFiltered, isFilteredWithin, NO_FILTER, type Filter } from './delivery-filters'
import { DeliveryPane } from './delivery-pane'
import { DeliveryTable } from './delivery-table'
import { ReceiverFacts } from './receiver-facts'
import './webhooks.css'

/** How many of the newest webhooks are listed. */
const LIMIT = 200

/** What the providers told, newest first, what became of it, and what can be done about it (T7). */
export function WebhooksView() {
  const console = useConsole()
  const [filter, setFilter] = useState(NO_FILTER)
  const wanted = useDeferredValue(filter)
  const again = useShown((state) => state.deliveriesVersion)
  const asked = useAsked('deliveries.list', requestOf(wanted), { again })
  const { value: counts } = useAsked('deliveries.count', narrowingOf(wanted), { again })
  const ignored = filter.state === '' ? (counts?.ignored ?? 0) : 0
  const { value, error, readAgain } = asked
  const deliveries = value && value.slice(0, LIMIT)
  const areMore = value !== null && value.length > LIMIT
  // A time alone is replayed as a whole, with what is not listed any more.
  const range = filter.from !== '' && !isFilteredWithin(filter) ? filter.from : null
  // The list of another filter says nothing about whether there are any.
  const isWhole =
    !isFiltered(filter) &&
    ignored === 0 &&
    JSON.stringify(asked.request) === JSON.stringify(requestOf(NO_FILTER))
  const shown = useShown((state) => state.delivery)
  const openId = shown && 'id' in shown ? shown.id : null
  const [busy, run] = useOneAtATime()

  const replay = () =>
    run(async () => {
      const answer = await console.client.call(
        'deliveries.replay',
        range === null
          ? { ids: deliveries?.map(({ id }) => id) ?? [] }
          : { from: range, to: new Date().toISOString() },
      )
      if (answer.ok) toast(answer.value.sentence)
      else toastError(answer.error.message)
      readAgain()
    })

  /** The focus goes back to the line that opened it. */
  const close = () => {
    const lines = [...document.querySelectorAll<HTMLElement>('[data-delivery]')]
    const line = lines.find(({ dataset }) => dataset.delivery === openId)
    ;(line ?? document.getElementById('main'))?.focus()
    console.closeDelivery()
  }

  return (
    <div className="webhooks">
      <ReceiverFacts />
      <Live>
        {shown && 'missing' in shown ? <Notice tone="info">{shown.missing}</Notice> : null}
        {error === null ? null : (
          <CouldNotRead
            {...(deliveries === null && { title: 'The webhooks could not be read' })}
            error={error}
            onAgain={readAgain}
          />
        )}
      </Live>
      {deliveries === null ? (
        error === null ? (
          <Skeleton height={240} radius="lg" aria-label="Reading the webhooks" />
        ) : null
      ) : deliveries.length === 0 && isWhole ? (
        <Empty icon={IconWebhook} title="No webhooks yet">
          When a meeting is booked, moved or canceled at the provider, it is told here. Set the public address
          in the settings, so that the provider can reach this computer.
        </Empty>
      ) : (
        <>
          <div className="deliveries-bar">
            <DeliveryFilters filter={filter} counts={counts} onChange={setFilter} />
            <Button
              variant="default"
              leftSection={<IconRefresh size={16} aria-hidden />}
              loading={busy}
              disabled={deliveries.length === 0}
              onClick={() => void replay()}
            >
              {range === null ? 'Replay shown' : 'Replay all of that time'}
            </Button>
          </div>
          {areMore ? (
            <p className="dimmed small" role="status">
              More than {LIMIT} fit; the newest {LIMIT} are shown. Choose a time, an outcome or a word to see
              the others.
            </p>
          ) : null}
          <div className={openId === null ? undefined : 'deliveries-split'}>
            {deliveries.length === 0 ? (
              <Empty icon={IconSearchOff} title="No webhook fits">
                <p>
                  {ignored > 0 ? `${counted(ignored, 'webhook')} that fit are ignored and not shown. ` : null}
                  Webhooks that were handled more than 90 days ago are deleted.
                </p>
                <Button
                  variant="default"
                  onClick={() => {
                    setFilter(NO_FILTER)
                  }}
                >
                  Show all
                </Button>
              </Empty>
            ) : (
              <DeliveryTable deliveries={deliveries} openId={openId} onOpen={console.openDelivery} />
            )}
            {openId === null ? null : <DeliveryPane id={openId} onClose={close} />}
          </div>
        </>
      )}
    </div>
  )
}

function requestOf(filter: Filter): Request<'deliveries.list'> {
  return {
    ...narrowingOf(filter),
    // One more than is shown tells whether there are more.
    limit: LIMIT + 1,
    ignored: false,
    ...(filter.state && { state: filter.state }),
  }
}

/** Every outcome of what the filter narrows to. */
function narrowingOf({ source, search, from }: Filter): Request<'deliveries.count'> {
  return {
    ...(source && { source }),
    ...(from && { from }),
    ...(search.trim() && { search: search.trim() }),
  }
}
