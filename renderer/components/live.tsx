import type { ReactNode } from 'react'
import './components.css'

/** A place whose content is read out when it comes. While it is empty it takes no room. */
export function Live({ children }: { children: ReactNode }) {
  return (
    <div aria-live="polite" className="live">
      {children}
    </div>
  )
}
