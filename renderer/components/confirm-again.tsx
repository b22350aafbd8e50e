import { Button } from '@mantine/core'
import { IconSend2 } from '@tabler/icons-react'
import { ArmedButton } from './armed-button'
import type { TaskActing } from './use-task-actions'

/** Sends the confirmation of a meeting once more; where the last one may have arrived, it asks first. */
export function ConfirmAgain({ acting }: { acting: TaskActing }) {
  const { busy, mayHaveArrived } = acting
  if (mayHaveArrived === null) {
    return (
      <Button
        size="xs"
        leftSection={<IconSend2 size={16} aria-hidden />}
        loading={busy}
        onClick={() => void acting.confirm(null)}
      >
        Send the confirmation
      </Button>
    )
  }
  return (
    <>
      <span role="status" className="small">
        The last one may have arrived. Send it again?
      </span>
      <ArmedButton size="xs" loading={busy} onClick={() => void acting.confirm(mayHaveArrived)}>
        Send it again
      </ArmedButton>
      <Button size="xs" variant="default" disabled={busy} onClick={acting.dontConfirm}>
        Don’t send
      </Button>
    </>
  )
}
