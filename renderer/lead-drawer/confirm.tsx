import { Button, type ButtonProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { ArmedButton } from '../components/armed-button'
import { MeetingPanel } from './meeting-panel'

interface Props {
  /** Names what is asked. */
  name: string
  /** Exactly what the next click does. */
  sentence: ReactNode
  /** What follows from it. */
  smallPrint: ReactNode
  go: string
  back: string
  color?: ButtonProps['color']
  busy: boolean
  onGo: () => void
  onBack: () => void
  /** What else is to be said or entered. */
  children?: ReactNode
}

/** Asks once before a meeting is booked or changed. */
export function Confirm({
  name,
  sentence,
  smallPrint,
  go,
  back,
  color,
  busy,
  onGo,
  onBack,
  children,
}: Props) {
  return (
    <MeetingPanel name={name}>
      <p className="book-sentence">{sentence}</p>
      <p className="dimmed small">{smallPrint}</p>
      {children}
      <div className={children ? 'book-buttons meeting-buttons' : 'book-buttons'}>
        <ArmedButton size="xs" {...(color !== undefined && { color })} loading={busy} onClick={onGo}>
          {go}
        </ArmedButton>
        <Button size="xs" variant="default" disabled={busy} onClick={onBack}>
          {back}
        </Button>
      </div>
    </MeetingPanel>
  )
}
