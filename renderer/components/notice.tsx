import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconInfoCircle,
  type Icon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Tone } from '../words'
import './components.css'

const icons: Record<Tone, Icon> = {
  neutral: IconInfoCircle,
  info: IconInfoCircle,
  good: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconCircleX,
}

/** One sentence in a frame: what happened and what to do next. */
export function Notice({ tone, children, action }: { tone: Tone; children: ReactNode; action?: ReactNode }) {
  const Icon = icons[tone]
  return (
    <div className={`notice notice-${tone}`}>
      <Icon size={18} aria-hidden className="notice-icon" />
      <div className="notice-text">{children}</div>
      {action}
    </div>
  )
}
