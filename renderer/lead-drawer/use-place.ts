import { useEffect, useEffectEvent, useRef } from 'react'
import type { Place } from '../state/drawer'
import { useShown } from '../state/use-console'

/** Goes where somebody was sent in the open lead: into view, with the focus. `onTimes` opens the times to offer. */
export function usePlace(onTimes: () => void): void {
  const goTo = useShown((state) => state.drawer?.goTo ?? null)
  const gone = useRef<object | null>(null)
  const go = useEffectEvent((place: Place) => {
    if (place === 'times') {
      onTimes()
      return
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
