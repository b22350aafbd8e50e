import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitBounds, readWindowState, writeWindowState, type Bounds } from '../../electron/window-state'
import { temporaryFolder } from '../support/temporary-folder'

const laptop: Bounds = { x: 0, y: 25, width: 1440, height: 875 }
const monitor: Bounds = { x: 1440, y: 0, width: 2560, height: 1400 }

test('the window comes back where it was, on either screen', () => {
  const here = { x: 100, y: 100, width: 1000, height: 700 }
  const there = { x: 1500, y: 10, width: 1800, height: 1200 }
  expect(fitBounds(here, [laptop, monitor])).toEqual(here)
  expect(fitBounds(there, [laptop, monitor])).toEqual(there)
})

test('a window whose screen is gone is centred on the one that is left', () => {
  expect(fitBounds({ x: 1500, y: 10, width: 1000, height: 675 }, [laptop])).toEqual({
    x: 220,
    y: 125,
    width: 1000,
    height: 675,
  })
})

test('without a place from last time the window is centred, and no larger than the screen', () => {
  expect(fitBounds(null, [laptop])).toEqual({ x: 80, y: 52, width: 1280, height: 820 })
  expect(fitBounds(null, [{ x: 0, y: 0, width: 800, height: 600 }])).toEqual({
    x: 0,
    y: 0,
    width: 800,
    height: 600,
  })
})

test('whatever was kept and whatever screens there are, the title bar can be reached and the size fits', () => {
  const edge = fc.integer({ min: -20_000, max: 20_000 })
  const size = fc.integer({ min: -100, max: 20_000 })
  const saved = fc.record({ x: edge, y: edge, width: size, height: size })
  const length = fc.integer({ min: 320, max: 8000 })
  const screen = fc.record({ x: edge, y: edge, width: length, height: length })
  fc.assert(
    fc.property(saved, fc.tuple(screen, screen), (bounds, areas) => {
      const fit = fitBounds(bounds, areas)
      const reachable = areas.some((area) => {
        const shared = Math.min(fit.x + fit.width, area.x + area.width) - Math.max(fit.x, area.x)
        const top = fit.y >= area.y && fit.y < area.y + area.height
        return shared >= 120 && top && fit.width <= area.width && fit.height <= area.height
      })
      expect(reachable).toBe(true)
    }),
  )
})

test('what is kept is read back; anything else is no state', async () => {
  const folder = await temporaryFolder()
  const file = path.join(folder, 'window.json')
  expect(readWindowState(file)).toBeNull()
  const state = { bounds: { x: -5, y: 0, width: 900, height: 700 }, maximized: true }
  writeWindowState(file, state)
  expect(readWindowState(file)).toEqual(state)
  for (const content of [
    '',
    '{}',
    'null',
    '{"bounds":{"x":1e400,"y":0,"width":1,"height":1},"maximized":false}',
  ]) {
    await writeFile(file, content)
    expect(readWindowState(file)).toBeNull()
  }
  writeWindowState(path.join(folder, 'missing', 'window.json'), state)
})
