import { describe, expect, test } from 'vitest'
import type { Offer } from '../../../core/domain/offer'
import { isCourtesy } from '../../../core/replies/courtesy'
import { readReply } from '../../../core/replies/read-reply'
import { NEW_YORK, NOW } from '../../support/fixtures'
import { ONE, SETS, TWO } from './offer-sets'

function read(text: string, offers: readonly Offer[] = TWO) {
  return readReply({
    text,
    automatic: false,
    offers,
    answering: 'message-1',
    at: NOW,
    zone: NEW_YORK,
    eitherTakesFirst: false,
  })
}

describe('what is no acceptance is named', () => {
  test.each([
    ['', 'other'],
    ['STOP', 'opt_out'],
    ['Stop.', 'opt_out'],
    ['please stop', 'opt_out'],
    ['STOP ALL', 'opt_out'],
    ['stopall', 'opt_out'],
    ['Unsubscribe please', 'opt_out'],
    ['quit', 'opt_out'],
    ['CANCEL', 'cancel'],
    ['Cancel please', 'cancel'],
    ['end', 'ambiguous'],
    ['No', 'decline'],
    ['no thanks', 'decline'],
    ['No, thank you!', 'decline'],
    ['Nope', 'decline'],
    ['not interested', 'decline'],
    ['Sorry, I’m not interested', 'decline'],
    ["Hi, I'm no longer interested. Have a great day", 'decline'],
    ['No, Tuesday', 'ambiguous'],
    ['who is this', 'question'],
    ['Is Tuesday ok', 'question'],
    ['Hi, can we do Tuesday', 'question'],
    ['What does it cost?', 'question'],
    ['great', 'ambiguous'],
    ['👍', 'ambiguous'],
  ])('%s: %s', (text, intent) => {
    expect(read(text).intent).toBe(intent)
  })
})

describe('a courtesy says nothing', () => {
  test.each([
    'Thanks!',
    'thank you 🙏',
    'great, thanks',
    'Great, thank you so much!',
    'thx',
    'Many thanks',
    'Cheers',
    'Thanks a lot, have a great day!',
    'Hi, thanks again',
    'Thanks :)',
  ])('%s', (text) => {
    for (const [, offers] of SETS) {
      const reading = read(text, offers)
      expect([reading.intent, reading.confidence, isCourtesy(reading)]).toEqual(['other', 1, true])
    }
  })

  test('"Perfect, thanks!" is one only while no offer is open', () => {
    expect(isCourtesy(read('Perfect, thanks!', []))).toBe(true)
    expect(read('Perfect, thanks!', ONE).intent).toBe('ambiguous')
  })

  test.each(['👍', '', 'yes', 'ok', 'hello', 'see you', 'Thanks, but I moved', 'Thanks 👎', 'no', 'stop'])(
    '%s is none, even when nothing is open',
    (text) => {
      expect(isCourtesy(read(text, []))).toBe(false)
    },
  )
})
