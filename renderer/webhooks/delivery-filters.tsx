import { CloseButton, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { Delivery } from '../../core/domain/delivery'
import { DELIVERY_FILTERS, PROVIDERS } from '../words'

export interface Filter {
  state: Delivery['state'] | ''
  source: Delivery['source'] | ''
  search: string
}

export const NO_FILTER: Filter = { state: '', source: '', search: '' }

export function isFiltered({ state, source, search }: Filter): boolean {
  return state !== '' || source !== '' || search.trim() !== ''
}

/** Narrows the list by what became of a webhook, who sent it, and words. */
export function DeliveryFilters({
  filter,
  onChange,
}: {
  filter: Filter
  onChange: (filter: Filter) => void
}) {
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
        data={[{ value: '', label: 'Any outcome' }, ...choices(DELIVERY_FILTERS)]}
        value={filter.state}
        onChange={(event) => onChange({ ...filter, state: event.currentTarget.value as Filter['state'] })}
      />
      <NativeSelect
        aria-label="Sender"
        data={[{ value: '', label: 'Any sender' }, ...choices(PROVIDERS)]}
        value={filter.source}
        onChange={(event) => onChange({ ...filter, source: event.currentTarget.value as Filter['source'] })}
      />
    </>
  )
}

function choices(labels: Record<string, string>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}
