import { useEffect, useEffectEvent } from 'react'

/** True while the key belongs to somebody else: a field that is typed in, or a key with Ctrl, Alt or Cmd. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.altKey) return true
  const { target } = event
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('[role="listbox"], [role="menu"]')) return true
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

/** The dialog that holds the key's target, if any: the drawer, a form, a question. */
export function dialogOf(event: KeyboardEvent): Element | null {
  return event.target instanceof Element ? event.target.closest('[role="dialog"]') : null
}

/** Hears every key press that nobody else has taken, as long as the component is there. */
export function useKeys(handle: (event: KeyboardEvent) => void): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (!isTaken(event)) handle(event)
  })
  useEffect(() => {
    document.addEventListener('keydown', hear)
    return () => {
      document.removeEventListener('keydown', hear)
    }
  }, [])
}
