import { useEffect, useState } from 'react'

/** How far below the top of the view, in px, a section's head may be and the section count as the one that is read. */
const REACH = 120

/**
 * Which of these sections somebody is at: the one that holds the focus, as long as its head or most of the view is its,
 * else the last whose head has come up to the top.
 */
export function useSectionInView(ids: readonly string[]): string | undefined {
  const [current, setCurrent] = useState(ids[0])
  const joined = ids.join(' ')
  useEffect(() => {
    const view = document.getElementById('main')
    if (!view) return
    const look = () => {
      const sections = joined.split(' ').flatMap((id) => document.getElementById(id) ?? [])
      const { top, bottom } = view.getBoundingClientRect()
      const held = sections.find((section) => {
        const place = section.getBoundingClientRect()
        const isSeen = place.top >= top ? place.top <= bottom : place.bottom >= (top + bottom) / 2
        return isSeen && section.contains(document.activeElement)
      })
      const read = sections.findLast((section) => section.getBoundingClientRect().top <= top + REACH)
      setCurrent((held ?? read ?? sections[0])?.id)
    }
    look()
    view.addEventListener('scroll', look, { passive: true })
    view.addEventListener('focusin', look)
    return () => {
      view.removeEventListener('scroll', look)
      view.removeEventListener('focusin', look)
    }
  }, [joined])
  return current
}
