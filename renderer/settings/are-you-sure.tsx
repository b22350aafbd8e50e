import { Button, Group, Modal } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  opened: boolean
  /** The question. */
  title: string
  /** What is gone afterwards, and what stays. */
  children: ReactNode
  /** What the button says that leaves everything as it is. */
  keep: string
  onKeep: () => void
  /** What the button says that does it. */
  go: string
  onGo: () => void
  /** It is being done, and is not left meanwhile. */
  busy: boolean
  color?: 'red'
}

/** Asks before something that is not simply taken back. The focus is on what changes nothing. */
export function AreYouSure({ opened, title, children, keep, onKeep, go, onGo, busy, color }: Props) {
  const leave = () => {
    if (!busy) onKeep()
  }
  return (
    <Modal opened={opened} onClose={leave} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className="sure-text">{children}</div>
      <Group justify="flex-end">
        <Button variant="default" onClick={leave} data-autofocus>
          {keep}
        </Button>
        <Button {...(color && { color })} loading={busy} onClick={onGo}>
          {go}
        </Button>
      </Group>
    </Modal>
  )
}
