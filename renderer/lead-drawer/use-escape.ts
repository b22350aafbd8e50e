import { useEffect, useEffectEvent } from 'react'
import { dialogOf } from '../shell/keys'

/**
 * Hears Esc inside the lead's drawer, in fields too. An open list of choices, and a dialog over the drawer, keep their
 * own Esc.
 */
export function useEscape(close: () => void): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return
    // A click on plain text leaves the focus on the page itself; the drawer is in front then too.
    const isOnPage = event.target === document.body
    if (!isOnPage && !dialogOf(event)?.matches('[data-lead-drawer]')) return
    if (
      event.target instanceof Element &&
      event.target.getAttribute('data-mantine-stop-propagation') === 'true'
    )
      return
    close()
  })
  useEffect(() => {
    document.addEventListener('keydown', hear)
    return () => {
      document.removeEventListener('keydown', hear)
    }
  }, [])
}
