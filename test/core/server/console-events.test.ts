import http from 'node:http'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openDoor, send, signIn, type Door } from './door'

/** Opens the event stream and collects what arrives. */
async function listen(
  door: Door,
  cookie: string,
): Promise<{ text: () => string; type: string; leave: () => void; ended: Promise<unknown> }> {
  return new Promise((resolve, reject) => {
    const request = http.get(
      { host: '127.0.0.1', port: door.port, path: '/api/events', headers: { cookie } },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        const ended = new Promise((done) => response.once('close', done))
        resolve({
          text: () => text,
          type: response.headers['content-type'] ?? '',
          leave: () => request.destroy(),
          ended,
        })
      },
    )
    request.once('error', reject)
  })
}

function tell(door: Door): void {
  for (const listener of door.listeners)
    listener('leads.changed', { rows: [], removed: ['lead-1\nnot a line'] })
}

test('events reach every signed-in page as server-sent events', async () => {
  const door = await openDoor()
  const cookie = await signIn(door)
  const pages = await Promise.all([listen(door, cookie), listen(door, cookie)])
  tell(door)
  const expected = 'event: leads.changed\ndata: {"rows":[],"removed":["lead-1\\nnot a line"]}\n\n'
  for (const page of pages) {
    expect(page.type).toContain('text/event-stream')
    await vi.waitFor(() => expect(page.text()).toContain(expected))
    page.leave()
  }
})

test('a page that leaves is no longer told', async () => {
  const door = await openDoor()
  const page = await listen(door, await signIn(door))
  expect(door.listeners.size).toBe(1)
  page.leave()
  await vi.waitFor(() => expect(door.listeners.size).toBe(0))
})

test('a quiet stream is kept open with comments', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const door = await openDoor()
  const page = await listen(door, await signIn(door))
  vi.advanceTimersByTime(31_000)
  await vi.waitFor(() => expect(page.text().match(/^: still here$/gm)).toHaveLength(2))
  page.leave()
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(0))
})

test('closing the door ends every stream and refuses what comes after', async () => {
  const door = await openDoor()
  const page = await listen(door, await signIn(door))
  await door.console.close()
  await page.ended
  expect(door.listeners.size).toBe(0)
  await expect(send(door, '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
