import { Button } from '@mantine/core'
import { IconCalendarTime } from '@tabler/icons-react'
import { useId, type Ref } from 'react'

interface Props {
  ref: Ref<HTMLButtonElement>
  /** Why no times can be sent now; null when they can. */
  reason: string | null
  disabled: boolean
  onFind: () => void
}

/** Leads to the times to offer; says why when there is nothing to lead to. */
export function FindTimesButton({ ref, reason, disabled, onFind }: Props) {
  const id = useId()
  return (
    <>
      {reason === null ? null : (
        <span id={id} className="dimmed small">
          {reason}
        </span>
      )}
      <Button
        ref={ref}
        size="xs"
        variant="default"
        leftSection={<IconCalendarTime size={16} aria-hidden />}
        disabled={disabled}
        {...(reason === null ? {} : { 'data-disabled': true, 'aria-disabled': true, 'aria-describedby': id })}
        onClick={() => {
          if (reason === null) onFind()
        }}
      >
        Find times
      </Button>
    </>
  )
}
