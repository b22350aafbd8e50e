import { Button } from '@mantine/core'
import { IconPlugX } from '@tabler/icons-react'
import { Empty } from './empty'
import { Notice } from './notice'

interface Props {
  /** Says what it is where nothing of it is known and this stands in its place. */
  title?: string
  error: string
  onAgain: () => void
}

/** Why something could not be read, with the button that tries again. */
export function CouldNotRead({ title, error, onAgain }: Props) {
  if (title !== undefined) {
    return (
      <Empty icon={IconPlugX} title={title}>
        <p>{error}</p>
        <Button onClick={onAgain}>Try again</Button>
      </Empty>
    )
  }
  return (
    <Notice
      tone="bad"
      action={
        <Button size="compact-xs" variant="default" onClick={onAgain}>
          Try again
        </Button>
      }
    >
      {error}
    </Notice>
  )
}
