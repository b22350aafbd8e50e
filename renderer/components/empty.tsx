import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import './components.css'

/** What stands in an empty place: why it is empty and what to do next. */
export function Empty({ icon: Icon, title, children }: { icon: Icon; title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <Icon size={36} stroke={1.4} aria-hidden className="empty-icon" />
      <p className="empty-title">{title}</p>
      {children ? <div className="empty-text">{children}</div> : null}
    </div>
  )
}
