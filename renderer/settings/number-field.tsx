import { NumberInput } from '@mantine/core'

/** A whole number. An empty field is not a number, and the core says so when it is saved. */
export function NumberField(props: {
  label: string
  description?: string
  suffix?: string
  value: number
  onChange: (value: number) => void
  error: string | undefined
}) {
  const { value, onChange, ...others } = props
  return (
    <NumberInput
      {...others}
      allowDecimal={false}
      allowNegative={false}
      value={Number.isNaN(value) ? '' : value}
      onChange={(entered) => {
        onChange(entered === '' ? Number.NaN : Number(entered))
      }}
    />
  )
}
