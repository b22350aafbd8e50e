import type { Response } from 'express'
import type { Api } from '../api/api'

/** Proxies and browsers drop a stream that says nothing; a comment keeps it. */
const HEARTBEAT_MS = 15_000
/** A page that does not read is dropped rather than remembered; it reconnects and loads afresh. */
const MOST_UNREAD_BYTES = 8 * 1024 * 1024

/** Sends every event of the core as a server-sent event, until the page or the server closes the stream. */
export function streamEvents(api: Api, response: Response): void {
  response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  response.flushHeaders()
  response.write(': open\n\n')
  const stopListening = api.listen((event, payload) => {
    response.write(`event: ${event}\ndata: ${JSON.stringify(payload)}\n\n`)
    if (response.writableLength > MOST_UNREAD_BYTES) response.destroy()
  })
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS)
  response.once('close', () => {
    clearInterval(heartbeat)
    stopListening()
  })
}
