import { DAY } from '../../domain/time'
import type { HttpCall } from '../http'
import { failed, type Outcome } from '../provider'
import { unreachable, type GhlClient } from './client'
import { ghlFailure } from './errors'

/** An id in GoHighLevel's form that names nothing. */
const NOBODY = 'SlotkeeperNobody0000'

/** Answers that come only after the permission was granted: done, bad input, not found. */
const GRANTED = new Set([200, 201, 400, 404, 422])

interface Probe {
  scope: string
  method: HttpCall['method']
  path: string
  body?: unknown
}

/**
 * Asks one call of each permission that Slotkeeper needs and collects the scopes that are missing (W4, gohighlevel.md
 * B1). The calls that need a write permission name nobody and give nothing to write, so nothing can change: no field of
 * no appointment, no tag for no contact, no text to no contact. Fails when GoHighLevel cannot be asked.
 */
export async function findMissingPermissions(
  client: GhlClient,
  known: { locationId: string; calendarId: string },
  now: number,
): Promise<Outcome<string[]>> {
  const missing: string[] = []
  for (const { scope, method, path, body } of probesFor(known, now)) {
    const answer = await client.send(method, path, body)
    if (answer.kind !== 'answer') return unreachable(answer)
    if (GRANTED.has(answer.status)) continue
    const { reason, message } = ghlFailure(answer.status, answer.body)
    if (reason === 'scope') missing.push(scope)
    else return failed(reason, message)
  }
  return { kind: 'ok', value: missing }
}

function probesFor(
  { locationId, calendarId }: { locationId: string; calendarId: string },
  now: number,
): Probe[] {
  const location = new URLSearchParams({ locationId }).toString()
  const events = new URLSearchParams({
    locationId,
    calendarId: calendarId || NOBODY,
    startTime: String(now),
    endTime: String(now + DAY),
  })
  return [
    { scope: 'calendars.readonly', method: 'GET', path: `/calendars/?${location}` },
    { scope: 'calendars/events.readonly', method: 'GET', path: `/calendars/events?${events.toString()}` },
    {
      scope: 'calendars/events.write',
      method: 'PUT',
      path: `/calendars/events/appointments/${NOBODY}`,
      body: {},
    },
    { scope: 'contacts.readonly', method: 'GET', path: `/contacts/${NOBODY}` },
    { scope: 'contacts.write', method: 'POST', path: `/contacts/${NOBODY}/tags`, body: { tags: [] } },
    { scope: 'conversations.readonly', method: 'GET', path: `/conversations/search?${location}&limit=1` },
    { scope: 'conversations/message.readonly', method: 'GET', path: `/conversations/messages/${NOBODY}` },
    {
      scope: 'conversations/message.write',
      method: 'POST',
      path: '/conversations/messages',
      body: { type: 'SMS', contactId: NOBODY },
    },
  ]
}
