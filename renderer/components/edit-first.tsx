import { Button } from '@mantine/core'
import type { Beginning } from '../state/drafts'
import { useConsole } from '../state/use-console'

/** Puts a message that Slotkeeper worded into the lead's message field. */
export function EditFirst({
  leadId,
  beginning,
  disabled,
}: {
  leadId: string
  beginning: Beginning
  disabled: boolean
}) {
  const console = useConsole()
  return (
    <Button
      size="xs"
      variant="default"
      disabled={disabled}
      onClick={() => {
        console.beginDraft(leadId, beginning)
        console.openLead(leadId, 'reply')
      }}
    >
      Edit first
    </Button>
  )
}
