import { useEffect, useEffectEvent, useRef } from 'react'
import { flushSync } from 'react-dom'
import type { Place } from '../state/drawer'
import { useShown } from '../state/use-console'

/**
 * Goes where somebody was sent in the open lead: into view, with the focus. The times to offer and the message share one
 * place; `onFinding` says which of them is wanted there.
 */
export function usePlace(onFinding: (finding: boolean) => void): void {
  const goTo = useShown((state) => state.drawer?.goTo ?? null)
  const gone = useRef<object | null>(null)
  const go = useEffectEvent((place: Place) => {
    if (place === 'times') {
      onFinding(true)
      return
    }
    if (place === 'reply') {
      flushSync(() => {
        onFinding(false)
      })
    }
    const element = document.querySelector<HTMLElement>(`[data-lead-drawer] [data-place="${place}"]`)
    element?.scrollIntoView({ block: 'nearest' })
    element?.focus({ preventScroll: true })
    if (place === 'edit') element?.click()
  })
  useEffect(() => {
    if (goTo === null || gone.current === goTo) return
    // After the drawer that opens has put the focus on its name.
    const timer = setTimeout(() => {
      gone.current = goTo
      go(goTo.place)
    })
    return () => {
      clearTimeout(timer)
    }
  }, [goTo])
}
