import { useRef, useState } from 'react'

/** Runs one action at a time: a second click while it runs does nothing, even before the button is drawn as busy. */
export function useOneAtATime(): [busy: boolean, run: (action: () => Promise<void>) => Promise<void>] {
  const running = useRef(false)
  const [busy, setBusy] = useState(false)
  const run = async (action: () => Promise<void>) => {
    if (running.current) return
    running.current = true
    setBusy(true)
    try {
      await action()
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  return [busy, run]
}
