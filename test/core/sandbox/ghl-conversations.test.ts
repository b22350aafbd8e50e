import { afterEach, beforeEach, expect, test } from 'vitest'
import { startGhlSandbox, type GhlSandbox } from '../../../core/sandbox/ghl'
import { asObject, type JsonObject } from '../../../core/sandbox/shared/exchange'
import { contractChecker } from '../../support/openapi'
import { clientOf, clockAt, items, type Reply } from './helpers'

const checker = contractChecker('ghl')
let clock: ReturnType<typeof clockAt>
let ghl: GhlSandbox
let call: ReturnType<typeof clientOf>

beforeEach(async () => {
  clock = clockAt('2026-11-23T12:00:00Z')
  ghl = await startGhlSandbox({ now: clock.now })
  call = clientOf(ghl, { version: '2021-07-28' })
})

afterEach(async () => {
  await ghl.stop()
  expect(ghl.exchanges.flatMap((exchange) => checker.checkResponse(exchange))).toEqual([])
})

function upsert(body: JsonObject): Promise<Reply> {
  return call('POST', '/contacts/upsert', { locationId: ghl.locationId, ...body })
}

function send(body: JsonObject): Promise<Reply> {
  return call('POST', '/conversations/messages', body)
}

test('a contact is found again by e-mail or phone and only the given fields change', async () => {
  const first = await upsert({ name: 'Lee Lead', email: 'lee@example.com', phone: '+1 555-0100' })
  expect(first.body).toMatchObject({
    new: true,
    contact: { firstName: 'Lee', lastName: 'Lead', phone: '+15550100' },
  })
  const id = asObject(first.body['contact'])['id']
  const byEmail = await upsert({ email: 'LEE@example.com', companyName: 'Example Co' })
  expect(byEmail.body).toMatchObject({
    new: false,
    contact: { id, name: 'Lee Lead', companyName: 'Example Co' },
  })
  expect((await upsert({ phone: '+15550100' })).body).toMatchObject({ new: false, contact: { id } })
  expect((await upsert({ phone: '+15550199' })).body['new']).toBe(true)
  const read = await call('GET', `/contacts/${String(id)}`)
  expect(read.body['contact']).toMatchObject({ id, email: 'LEE@example.com', companyName: 'Example Co' })
})

test('tags of an upsert replace all tags, the tags call adds', async () => {
  const id = ghl.addContact({ email: 'lee@example.com', tags: ['vip', 'spring'] })
  await upsert({ email: 'lee@example.com', firstName: 'Lee' })
  expect(ghl.contact(id).tags).toEqual(['vip', 'spring'])
  const added = await call('POST', `/contacts/${id}/tags`, { tags: ['vip', 'demo'] })
  expect([added.status, added.body['tags']]).toEqual([201, ['vip', 'spring', 'demo']])
  await upsert({ email: 'lee@example.com', tags: ['slotkeeper'] })
  expect(ghl.contact(id).tags).toEqual(['slotkeeper'])
})

test('the duplicate search looks for the e-mail first, then for the phone', async () => {
  const lee = ghl.addContact({ email: 'lee@example.com', phone: '+15550100' })
  const kim = ghl.addContact({ email: 'kim@example.com', phone: '+15550101' })
  const search = async (query: Record<string, string>): Promise<unknown> => {
    const all = new URLSearchParams({ locationId: ghl.locationId, ...query })
    const { contact } = (await call('GET', `/contacts/search/duplicate?${all}`)).body
    return contact === null ? null : asObject(contact)['id']
  }
  expect(await search({ number: '+15550101' })).toBe(kim)
  expect(await search({ email: 'lee@example.com', number: '+15550101' })).toBe(lee)
  expect(await search({ email: 'nobody@example.com' })).toBeNull()
  expect((await call('GET', `/contacts/search/duplicate?locationId=${ghl.locationId}`)).status).toBe(422)
})

test('an upsert without a location, or with a foreign one, is refused', async () => {
  expect((await call('POST', '/contacts/upsert', { email: 'x' })).body['message']).toEqual([
    'locationId must be a string',
    'email must be an email',
  ])
  expect((await upsert({ locationId: 'elsewhere' })).status).toBe(401)
})

test('a sent message is queued, can be read, and stands in the conversation', async () => {
  const contactId = ghl.addContact({ name: 'Lee Lead', email: 'lee@example.com', phone: '+15550100' })
  const sms = await send({ type: 'SMS', contactId, message: 'Hi' })
  expect(sms.body).toMatchObject({ msg: 'Message queued successfully.' })
  clock.advance(1000)
  const email = await send({ type: 'Email', contactId, subject: 'Hello', html: '<p>Hi</p>' })
  const message = await call('GET', `/conversations/messages/${String(sms.body['messageId'])}`)
  expect(message.body).toMatchObject({ body: 'Hi', direction: 'outbound', messageType: 'TYPE_SMS' })
  ghl.setMessageStatus(String(sms.body['messageId']), 'failed')
  const later = await call('GET', `/conversations/messages/${String(sms.body['messageId'])}`)
  expect(later.body['status']).toBe('failed')
  const mail = await call('GET', `/conversations/messages/email/${String(email.body['emailMessageId'])}`)
  expect(mail.body).toMatchObject({ subject: 'Hello', body: '<p>Hi</p>', to: ['lee@example.com'] })

  clock.advance(1000)
  const inbound = ghl.receiveSms({ contactId, text: 'Yes' })
  const query = new URLSearchParams({ locationId: ghl.locationId, contactId })
  const found = await call('GET', `/conversations/search?${query}`)
  expect(found.body).toMatchObject({
    total: 1,
    conversations: [
      {
        contactId,
        lastMessageBody: 'Yes',
        lastMessageDirection: 'inbound',
        unreadCount: 1,
        phone: '+15550100',
      },
    ],
  })
  const path = `/conversations/${String(sms.body['conversationId'])}/messages`
  const newest = await call('GET', `${path}?limit=2`)
  expect(items(newest.body['messages']).map(({ id }) => id)).toEqual([inbound, email.body['messageId']])
  expect(newest.body['nextPage']).toBe(true)
  const rest = await call('GET', `${path}?limit=2&lastMessageId=${String(newest.body['lastMessageId'])}`)
  expect(items(rest.body['messages']).map(({ id }) => id)).toEqual([sms.body['messageId']])
  expect(rest.body['nextPage']).toBe(false)
  const texts = await call('GET', `${path}?type=TYPE_SMS`)
  expect(items(texts.body['messages']).map(({ body }) => body)).toEqual(['Yes', 'Hi'])
})

test('do not disturb, no phone, unsubscribed and a bad e-mail are refused for good', async () => {
  const contactId = ghl.addContact({ email: 'lee@example.com', phone: '+15550100' })
  const refusal = async (body: JsonObject): Promise<unknown[]> => {
    const reply = await send(body)
    return [reply.status, reply.body['message']]
  }
  const sms = { type: 'SMS', contactId, message: 'Hi' }
  const email = { type: 'Email', contactId, subject: 'Hello', html: '<p>Hi</p>' }
  ghl.setDnd(contactId, 'SMS', 'active')
  expect(await refusal(sms)).toEqual([400, 'Cannot send message as DND is active for SMS.'])
  expect((await send(email)).status).toBe(201)
  ghl.setDnd(contactId, 'SMS', 'inactive')
  ghl.unsubscribe(contactId, 'SMS')
  expect(await refusal(sms)).toEqual([400, 'Cannot send message as +15550100 has unsubscribed'])
  ghl.unsubscribe(contactId, 'Email')
  expect(await refusal(email)).toEqual([400, 'Cannot send email as lee@example.com has unsubscribed'])
  const bare = ghl.addContact({ firstName: 'Kim' })
  expect(await refusal({ ...sms, contactId: bare })).toEqual([400, 'Missing phone number'])
  expect(await refusal({ ...email, contactId: bare })).toEqual([
    400,
    "Unable to send e-mail, contact's e-mail is invalid",
  ])
  expect(await refusal({ type: 'Fax' })).toEqual([
    422,
    ['type must be a valid enum value', 'contactId must be a string'],
  ])
})
