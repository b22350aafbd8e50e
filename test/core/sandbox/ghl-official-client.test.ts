import { GHLError, HighLevel } from '@gohighlevel/api-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGhlSandbox, type GhlSandbox } from '../../../core/sandbox/ghl'
import { contractChecker } from '../../support/openapi'
import { clockAt, startReceiver } from './helpers'

const DAY = 86_400_000
const clock = clockAt('2026-11-23T12:00:00Z')
const problems: string[] = []
let ghl: GhlSandbox
let client: HighLevel

beforeAll(async () => {
  const checker = contractChecker('ghl')
  ghl = await startGhlSandbox({
    now: clock.now,
    observe: (exchange) => problems.push(...checker.check(exchange)),
  })
  client = new HighLevel({ privateIntegrationToken: ghl.token, logLevel: 'none' })
  client.getHttpClient().defaults.baseURL = ghl.url
})

afterAll(() => ghl.stop())

test("the vendor's own client reads calendars and slots, upserts, books, moves and writes", async () => {
  const { locationId } = ghl
  const { calendars } = await client.calendars.getCalendars({ locationId })
  expect(calendars?.map(({ name }) => name)).toEqual(['Intro call', 'Product demo'])
  const calendarId = String(calendars?.[0]?.id)

  const free: unknown = await client.calendars.getSlots({
    calendarId,
    startDate: clock.now(),
    endDate: clock.now() + 2 * DAY,
    timezone: 'America/New_York',
  })
  const slot = (free as Record<string, { slots: string[] }>)['2026-11-24']?.slots[2] ?? ''
  expect(slot).toBe('2026-11-24T10:00:00-05:00')

  const upserted = await client.contacts.upsertContact({ locationId, firstName: 'Lee', phone: '+15550100' })
  const contactId = upserted.contact?.id ?? ''
  expect(upserted.new).toBe(true)

  const appointment = await client.calendars.createAppointment({
    calendarId,
    locationId,
    contactId,
    startTime: slot,
  })
  expect(appointment).toMatchObject({
    calendarId,
    contactId,
    startTime: slot,
    appointmentStatus: 'confirmed',
  })
  const moved = await client.calendars.editAppointment(
    { eventId: appointment.id },
    { startTime: '2026-11-24T11:00:00-05:00' },
  )
  expect(moved).toMatchObject({ id: appointment.id, startTime: '2026-11-24T11:00:00-05:00' })

  const message = { type: 'SMS', subType: {}, status: 'pending', contactId, message: 'See you' }
  const sent = await client.conversations.sendANewMessage(message)
  const read = await client.conversations.getMessage({ id: sent.messageId })
  expect(read).toMatchObject({ body: 'See you', contactId, direction: 'outbound' })
  expect(problems).toEqual([])
  expect(new Set(ghl.exchanges.map(({ requestHeaders }) => requestHeaders['version']))).toEqual(
    new Set(['2023-02-21']),
  )
})

test("the vendor's own client understands the refusals", async () => {
  const { locationId, calendars } = ghl
  const startTime = '2026-11-24T15:00:00-05:00'
  ghl.takeSlot(calendars.intro, startTime)
  const contactId = ghl.addContact({ name: 'Kim' })
  const booking = client.calendars.createAppointment({
    calendarId: calendars.intro,
    locationId,
    contactId,
    startTime,
  })
  const refusal: unknown = await booking.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(refusal).toBeInstanceOf(GHLError)
  expect(refusal).toMatchObject({
    statusCode: 400,
    message: expect.stringContaining('The slot you have selected is no longer available.') as unknown,
  })
  const stranger = new HighLevel({ privateIntegrationToken: 'wrong', logLevel: 'none' })
  stranger.getHttpClient().defaults.baseURL = ghl.url
  await expect(stranger.calendars.getCalendars({ locationId })).rejects.toMatchObject({ statusCode: 401 })
})

test("the vendor's own client accepts the signature of a webhook, and not that of another key", async () => {
  const receiver = await startReceiver()
  ghl.webhookUrl = receiver.url
  ghl.receiveSms({ contactId: ghl.addContact({ name: 'Ana', phone: '+15550102' }), text: 'Yes' })
  await ghl.settled()
  await receiver.stop()
  const other = await startGhlSandbox({ now: clock.now })
  await other.stop()
  const raw = receiver.received[0]?.raw ?? ''
  const signature = String(receiver.received[0]?.headers['x-ghl-signature'])
  expect(client.webhooks.verifyEd25519Signature(raw, signature, ghl.publicKeyPem)).toBe(true)
  expect(client.webhooks.verifyEd25519Signature(raw, signature, other.publicKeyPem)).toBe(false)
})
