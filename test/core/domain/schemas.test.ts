import { describe, expect, test } from 'vitest'
import { emailSchema, leadName, phoneSchema } from '../../../core/domain/lead'
import { messageSchema } from '../../../core/domain/message'
import { newSettings, settingsSchema } from '../../../core/domain/settings'
import { makeInbound, makeLead, makeOutbound, makeSettings } from '../../support/fixtures'

describe('settings', () => {
  test('of a new workspace are valid, and nothing acts on its own (W6)', () => {
    const settings = newSettings('America/New_York')
    expect(settingsSchema.parse(settings)).toEqual(settings)
    expect(settings.autoBookMode).toBe('suggest')
    expect(settings.bookingBudget).toEqual({ perMinute: 10, perHour: 50, perDay: 100 })
    expect(settings.slotsPerOffer).toBe(2)
  })

  test.each([
    ['hours that end before they start', { workingHours: { start: '17:00', end: '09:00' } }],
    ['hours that end as they start', { workingHours: { start: '09:00', end: '09:00' } }],
    ['an hour that no clock shows', { workingHours: { start: '9:00', end: '24:00' } }],
    ['no working day', { workingDays: [] }],
    ['an eighth day', { workingDays: [8] }],
    ['a zone that is none', { zone: 'Mars/Olympus' }],
    ['no slot per offer', { slotsPerOffer: 0 }],
    ['a budget of nothing', { bookingBudget: { perMinute: 0, perHour: 50, perDay: 100 } }],
    ['a webhook address that no browser opens', { publicWebhookUrl: 'javascript:alert(1)' }],
    ['a name of blanks', { workspaceName: '   ' }],
    ['a key that is none of ours', { calendlyToken: 'never-here' }],
  ])('with %s are refused', (_, known) => {
    expect(settingsSchema.safeParse({ ...makeSettings(), ...known }).success).toBe(false)
  })
})

describe('a lead', () => {
  test('has e-mails in one form and phones in E.164', () => {
    expect(emailSchema.parse('  Ada.Osei@Example.com ')).toBe('ada.osei@example.com')
    expect(phoneSchema.parse('+15555550101')).toBe('+15555550101')
    for (const email of ['', 'ada', 'ada@', 'a b@example.com'])
      expect(emailSchema.safeParse(email).success).toBe(false)
    for (const phone of [
      '',
      '555-0101',
      '15555550101',
      '+05555550101',
      '+1 555 555 0101',
      '+1555555010123456',
    ]) {
      expect(phoneSchema.safeParse(phone).success).toBe(false)
    }
  })

  test('is called by the best name that is known', () => {
    expect(leadName(makeLead())).toBe('Ada Osei')
    expect(leadName(makeLead({ lastName: '' }))).toBe('Ada')
    const nameless = makeLead({ firstName: '', lastName: '' })
    expect(leadName(nameless)).toBe('ada.osei@example.com')
    expect(leadName({ ...nameless, emails: [] })).toBe('+15555550101')
    expect(leadName({ ...nameless, emails: [], phones: [] })).toBe('Unnamed lead')
  })
})

test('a message is one of ours or one of theirs, never a mix, and an empty one is not sent', () => {
  expect(messageSchema.parse(makeInbound())).toEqual(makeInbound())
  expect(messageSchema.parse(makeOutbound())).toEqual(makeOutbound())
  expect(messageSchema.safeParse({ ...makeInbound(), state: 'sent' }).success).toBe(false)
  expect(messageSchema.safeParse(makeOutbound({ text: '' })).success).toBe(false)
  expect(messageSchema.safeParse(makeInbound({ text: '', replyText: '' })).success).toBe(true)
})
