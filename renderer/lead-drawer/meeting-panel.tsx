import { useEffect, useRef, type ReactNode } from 'react'

/** What is asked before a meeting is changed. It takes the focus when it comes, unless a field in it does. */
export function MeetingPanel({ name, children }: { name: string; children: ReactNode }) {
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!panel.current?.contains(document.activeElement)) panel.current?.focus()
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div className="book-confirm" role="group" aria-label={name} tabIndex={-1} ref={panel}>
      {children}
    </div>
  )
}
