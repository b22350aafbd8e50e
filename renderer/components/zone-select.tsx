import { Autocomplete } from '@mantine/core'
import { useMemo, useState, type ReactNode } from 'react'
import { allZones } from '../time'
import { matchingZones, zoneMeant } from './zones'

/**
 * Chooses a time zone by its IANA name; typing part of a city finds it. What was typed and names no zone stays in the
 * field and is given on as it is: the core refuses it, so that it is never dropped in silence. It is marked then and not
 * before: a line that came as the field is left would move the button away from under the click.
 */
export function ZoneSelect(props: {
  label: string
  /** Empty when it is not known. */
  value: string
  onChange: (zone: string) => void
  clearable?: boolean
  error?: ReactNode
  description?: string
}) {
  const { value, onChange, error, ...others } = props
  // A zone that the core knows and this runtime does not must still be shown.
  const [first] = useState(value)
  const zones = useMemo(() => {
    const known = allZones()
    return first && !known.includes(first) ? [first, ...known] : known
  }, [first])
  return (
    <Autocomplete
      {...others}
      data={zones}
      limit={60}
      placeholder="Not known"
      value={value}
      onChange={onChange}
      onBlur={() => {
        onChange(zoneMeant(value, zones))
      }}
      onKeyDownCapture={(event) => {
        // Enter saves the form without leaving the field.
        if (event.key === 'Enter') onChange(zoneMeant(value, zones))
      }}
      filter={({ search, limit }) => {
        const found = zones.includes(search) ? zones : matchingZones(search, zones)
        return found.slice(0, limit).map((zone) => ({ value: zone, label: zone }))
      }}
      error={error}
      comboboxProps={{ withinPortal: true }}
    />
  )
}
