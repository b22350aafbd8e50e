import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { offerText, stillOffers } from '../../../core/conversations/offer-text'
import { toInstant } from '../../../core/domain/time'
import { makeSlot } from '../../support/fixtures'

const LEE = { firstName: 'Lee' }
const text = (starts: string[], zone = 'America/New_York', lead = LEE) =>
  offerText(
    lead,
    starts.map((start) => makeSlot(start)),
    zone,
  )

describe('an offer is worded (V5)', () => {
  test('with several times in a row, each with its day, its date and its zone', () => {
    expect(text(['2026-11-24T15:00:00.000Z', '2026-11-25T19:00:00.000Z', '2026-11-27T14:30:00.000Z'])).toBe(
      'Hi Lee, would one of these times suit you?\n' +
        '1) Tue, Nov 24, 10:00 AM EST\n' +
        '2) Wed, Nov 25, 2:00 PM EST\n' +
        '3) Fri, Nov 27, 9:30 AM EST\n' +
        'Just reply with the one you like.',
    )
  })

  test('in a sentence that fits a single time', () => {
    expect(text(['2026-11-24T15:00:00.000Z'])).toBe(
      'Hi Lee, would Tue, Nov 24, 10:00 AM EST suit you? Reply yes to book it.',
    )
  })

  test('without a name where none is known', () => {
    expect(text(['2026-11-24T15:00:00.000Z'], 'America/New_York', { firstName: '' })).toMatch(
      /^Hi, would Tue,/,
    )
  })

  test('never without a time, nor with one that is none', () => {
    expect(() => text([])).toThrow()
    expect(() => text(['2026-11-24T15:00:00.000Z', 'not a time'])).toThrow()
    expect(() => text([''])).toThrow()
  })

  test.each([
    [
      'over London’s change, with the zone that each time is in',
      'Europe/London',
      ['2026-10-24T09:00:00.000Z', '2026-10-26T10:00:00.000Z'],
      ['Sat, Oct 24, 10:00 AM BST', 'Mon, Oct 26, 10:00 AM GMT'],
    ],
    [
      'over Auckland’s, a day ahead of the calendar’s host',
      'Pacific/Auckland',
      ['2026-09-25T21:00:00.000Z', '2026-09-27T21:00:00.000Z'],
      ['Sat, Sep 26, 9:00 AM NZST', 'Mon, Sep 28, 10:00 AM NZDT'],
    ],
    [
      'in Vancouver, whose clocks do not change any more',
      'America/Vancouver',
      ['2026-10-30T17:00:00.000Z', '2026-11-02T17:00:00.000Z'],
      ['Fri, Oct 30, 10:00 AM PDT', /^Mon, Nov 2, 10:00 AM \S+$/],
    ],
  ])('%s', (_what, zone, starts, lines) => {
    const said = text(starts, zone).split('\n').slice(1, -1)
    expect(said.map((line) => line.slice(3))).toEqual(
      lines.map((line) => (typeof line === 'string' ? line : (expect.stringMatching(line) as string))),
    )
  })

  test('with the zone at the end of every line, in any zone and at any time', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
    const times = fc.uniqueArray(fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) }), {
      minLength: 2,
      maxLength: 5,
    })
    fc.assert(
      fc.property(zones, times, (zone, starts) => {
        const lines = text(
          starts.map((start) => toInstant(start)),
          zone,
        ).split('\n')
        expect(lines).toHaveLength(starts.length + 2)
        for (const [index, line] of lines.slice(1, -1).entries()) {
          expect(line).toMatch(
            new RegExp(`^${index + 1}\\) \\w{3}, \\w{3} \\d{1,2}, \\d{1,2}:\\d{2} [AP]M [A-Z][A-Z0-9+:-]*$`),
          )
        }
      }),
    )
  })
})

describe('a text that a person made of an offer', () => {
  const slots = ['2026-11-24T15:00:00.000Z', '2026-11-25T19:00:00.000Z'].map((start) => makeSlot(start))
  const begun = { text: offerText(LEE, slots, 'America/New_York'), slots }
  const still = (changed: string) => stillOffers(changed, begun, 'America/New_York')

  test('offers the same times while they stand there as they were', () => {
    expect(still(begun.text)).toBe(true)
    expect(still(`We look forward to it. ${begun.text.replace('Hi Lee, would', 'Would')} Best, Ada`)).toBe(
      true,
    )
  })

  test('offers none of them once one is changed, taken out, or put beside another', () => {
    expect(still(begun.text.replace('10:00 AM', '11:00 AM'))).toBe(false)
    expect(still(begun.text.replace(/1\) .*\n/, ''))).toBe(false)
    expect(still(begun.text.replace('2)', '3)'))).toBe(false)
    expect(still(`${begun.text} Or 4 pm?`)).toBe(false)
    expect(still(`${begun.text}\n3) some other day`)).toBe(false)
  })

  test.each([
    'Or any time on Wednesday morning.',
    'Or Thursday at 10.',
    'Tuesday is gone, sorry.',
    'Please ignore this, I am away that day.',
    'Forget it, that was the wrong list.',
    'Thursday at 10 is free, or one of these:',
  ])('offers none of them beside “%s”', (words) => {
    expect(still(`${begun.text}\n${words}`)).toBe(false)
    expect(still(`${words} ${begun.text}`)).toBe(false)
    expect(still(begun.text.replace('would one of these times suit you?', words))).toBe(false)
  })

  test('offers none of them once something else could be answered', () => {
    expect(still(`${begun.text} Shall we send you the brochure?`)).toBe(false)
    expect(still(begun.text.replace('Just reply with the one you like.', 'Reply 1 for the brochure.'))).toBe(
      false,
    )
  })

  test('offers a single time while it is what “yes” is about', () => {
    const one = { text: offerText(LEE, slots.slice(0, 1), 'America/New_York'), slots: slots.slice(0, 1) }
    const offers = (changed: string, zone = 'America/New_York') => stillOffers(changed, one, zone)
    expect(offers(one.text.replace('Hi Lee, would', 'Thank you for asking! Would'))).toBe(true)
    expect(offers(one.text, 'Europe/Berlin')).toBe(false)
    expect(offers('We have Tue, Nov 24, 10:00 AM EST. Do you still want the brochure?')).toBe(false)
    expect(offers(`${one.text} Do you still want the brochure?`)).toBe(false)
    expect(stillOffers('Hello', { text: 'Hello', slots: [] }, 'America/New_York')).toBe(false)
  })
})
