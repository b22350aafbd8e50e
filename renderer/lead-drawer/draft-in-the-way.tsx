import { Button } from '@mantine/core'
import { Live } from '../components/live'
import { Notice } from '../components/notice'
import { useConsole, useShown } from '../state/use-console'

/** Asks before a draft is replaced by a message that somebody wants to begin with. */
export function DraftInTheWay({ leadId }: { leadId: string }) {
  const console = useConsole()
  const isInTheWay = useShown((state) => state.waiting[leadId] !== undefined)
  return (
    <Live>
      {isInTheWay ? (
        <Notice
          tone="warn"
          action={
            <div className="composer-buttons">
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => {
                  console.replaceDraft(leadId)
                }}
              >
                Replace it
              </Button>
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => {
                  console.keepDraft(leadId)
                }}
              >
                Keep it
              </Button>
            </div>
          }
        >
          A message that you have not sent stands here. Replace it with the suggested one?
        </Notice>
      ) : null}
    </Live>
  )
}
