import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

export interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

export type WindowState = z.infer<typeof stateSchema>

export const SMALLEST = { width: 720, height: 480 }
const USUAL = { width: 1280, height: 820 }
/** As much of the title bar must be on a screen for the window to be caught with the mouse. */
const GRIP = { width: 120, height: 40 }

const stateSchema = z.strictObject({
  bounds: z.strictObject({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
  maximized: z.boolean(),
})

/** Where the window was last time; null when that is not known. */
export function readWindowState(file: string): WindowState | null {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** Keeps where the window is. Losing it costs the operator a drag, so a failure is let go. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state), { mode: 0o600 })
  } catch {
    // The window opens in its usual place next time.
  }
}

/**
 * Bounds that fit the screens there are now: no larger than the screen, and with the title bar within reach. Without a
 * place on any screen the window is centred on the first one, which is the primary one.
 */
export function fitBounds(saved: Bounds | null, workAreas: readonly [Bounds, ...Bounds[]]): Bounds {
  if (saved) {
    const candidates = workAreas.map((area) => ({ area, fitted: { ...saved, ...sizeWithin(area, saved) } }))
    const there = candidates.find(({ area, fitted }) => isWithinReach(fitted, area))
    if (there) return there.fitted
  }
  const [area] = workAreas
  const { width, height } = sizeWithin(area, saved ?? USUAL)
  const x = area.x + Math.floor((area.width - width) / 2)
  const y = area.y + Math.floor((area.height - height) / 2)
  return { x, y, width, height }
}

type Size = Pick<Bounds, 'width' | 'height'>

function sizeWithin(area: Size, wanted: Size): Size {
  return {
    width: Math.min(Math.max(wanted.width, SMALLEST.width), area.width),
    height: Math.min(Math.max(wanted.height, SMALLEST.height), area.height),
  }
}

function isWithinReach(window: Bounds, area: Bounds): boolean {
  const shared = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x)
  return shared >= GRIP.width && window.y >= area.y && window.y <= area.y + area.height - GRIP.height
}
