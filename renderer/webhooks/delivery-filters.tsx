import { CloseButton, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { Response } from '../../core/api/contract'
import type { Delivery } from '../../core/domain/delivery'
import { DELIVERY_FILTERS, PROVIDERS } from '../words'

export interface Filter {
  state: Delivery['state'] | ''
  source: Delivery['source'] | ''
  search: string
  since: keyof typeof SINCE | ''
  /** From when on, fixed when it is chosen: what is replayed must be what was seen. */
  from: string
}

const HOUR = 3_600_000

/** How far back, in milliseconds. */
const SINCE = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR }
const SINCE_LABELS: Record<keyof typeof SINCE, string> = {
  hour: 'Last hour',
  day: 'Last 24 hours',
  week: 'Last 7 days',
}

export const NO_FILTER: Filter = { state: '', source: '', search: '', since: '', from: '' }

export function isFiltered(filter: Filter): boolean {
  return filter.since !== '' || isFilteredWithin(filter)
}

/** Narrowed by more than the time. */
export function isFilteredWithin({ state, source, search }: Filter): boolean {
  return state !== '' || source !== '' || search.trim() !== ''
}

/** Narrows the list by what became of a webhook, who sent it, and words; `counts` says how many each outcome has. */
export function DeliveryFilters({
  filter,
  counts,
  onChange,
}: {
  filter: Filter
  counts: Response<'deliveries.count'> | null
  onChange: (filter: Filter) => void
}) {
  const states = (Object.keys(DELIVERY_FILTERS) as Delivery['state'][]).map((value) => {
    const count = counts?.[value] ?? 0
    return {
      value,
      label: `${DELIVERY_FILTERS[value]}${count > 0 ? ` (${count.toLocaleString('en-US')})` : ''}`,
    }
  })
  return (
    <>
      <TextInput
        className="deliveries-search"
        aria-label="Search webhooks"
        placeholder="Lead, event, reason"
        maxLength={200}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          filter.search ? (
            <CloseButton
              size="sm"
              aria-label="Clear the search"
              onClick={() => onChange({ ...filter, search: '' })}
            />
          ) : null
        }
        value={filter.search}
        onChange={(event) => onChange({ ...filter, search: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange({ ...filter, search: '' })
        }}
      />
      <NativeSelect
        aria-label="What became of it"
        data={[
          {
            value: '',
            label: counts?.ignored ? `All but ${counts.ignored.toLocaleString('en-US')} ignored` : 'All',
          },
          ...states,
        ]}
        value={filter.state}
        onChange={(event) => onChange({ ...filter, state: event.currentTarget.value as Filter['state'] })}
      />
      <NativeSelect
        aria-label="Sender"
        data={[{ value: '', label: 'Any sender' }, ...choices(PROVIDERS)]}
        value={filter.source}
        onChange={(event) => onChange({ ...filter, source: event.currentTarget.value as Filter['source'] })}
      />
      <NativeSelect
        aria-label="Received"
        data={[{ value: '', label: 'Any time' }, ...choices(SINCE_LABELS)]}
        value={filter.since}
        onChange={(event) => {
          const since = event.currentTarget.value as Filter['since']
          const from = since === '' ? '' : new Date(Date.now() - SINCE[since]).toISOString()
          onChange({ ...filter, since, from })
        }}
      />
    </>
  )
}

function choices(labels: Record<string, string>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}
