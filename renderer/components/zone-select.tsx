import { Select } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'
import { allZones } from '../time'

/** Chooses a time zone by its IANA name; typing part of a city finds it. */
export function ZoneSelect(props: {
  label: string
  value: string | null
  onChange: (zone: string | null) => void
  clearable?: boolean
  error?: ReactNode
  description?: string
}) {
  const { value } = props
  // A zone that the core knows and this runtime does not must still be shown.
  const zones = useMemo(() => {
    const known = allZones()
    return value && !known.includes(value) ? [value, ...known] : known
  }, [value])
  return (
    <Select
      {...props}
      data={zones}
      searchable
      limit={60}
      placeholder="Not known"
      nothingFoundMessage="No such zone. Try a large city nearby."
      comboboxProps={{ withinPortal: true }}
    />
  )
}
