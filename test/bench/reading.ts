import { readReply } from '../../core/replies/read-reply'
import { replyOnly } from '../../core/replies/reply-only'
import { makeOffer, makeSlot, NEW_YORK } from '../support/fixtures'
import { measure, type Measured } from './measure'

const OFFERS = [
  makeOffer({ id: 'tuesday', position: 1, messageId: 'offer', zone: NEW_YORK }),
  makeOffer({
    id: 'wednesday',
    position: 2,
    messageId: 'offer',
    zone: NEW_YORK,
    slot: makeSlot('2026-11-25T19:00:00.000Z'),
  }),
]

const ANSWER = `Hi Sam,

Thanks for getting back to me so quickly. Wednesday at 2pm works well for me, Tuesday I'm in a workshop all day.
Please send the invite to this address, my colleague Tom will join us as well.

Kind regards,
Dana

Dana Whitlock
Operations Manager | Northwind Ltd
T: 020 5550 0117
Office hours: Mon-Fri 9-5
`
const QUOTED_LINE =
  '> Hi Dana, would one of these times suit you? 1) Tue, Nov 24, 10:00 AM EST 2) Wed, Nov 25, 2:00 PM EST\n'
const HISTORY = `\nOn Mon, Nov 23, 2026 at 10:00 AM Sam Fielding <sam@example.com> wrote:\n${QUOTED_LINE.repeat(100)}`

const TALK =
  'We have been looking at this for a while and on Tuesday the team met at 10 to talk about the options we have. '

const SIZE = 10_000
const TEXTS: [name: string, text: string][] = [
  ['an SMS of 20 characters', 'Tuesday at 10 works!'],
  ['an e-mail of 10 kB, an answer above its history', (ANSWER + HISTORY).slice(0, SIZE)],
  ['an e-mail of 10 kB, all of it the lead’s own', TALK.repeat(100).slice(0, SIZE)],
]

/** Stripping and reading one reply, as the core does it for each inbound message. */
export async function benchReading(): Promise<Measured[]> {
  const results: Measured[] = []
  for (const [name, text] of TEXTS) results.push(await measure(`Reading ${name}`, 3000, () => read(text)))
  return results
}

function read(text: string): unknown {
  const { replyText, automatic } = replyOnly(text)
  return readReply({
    text: replyText,
    automatic,
    offers: OFFERS,
    answering: 'offer',
    at: '2026-11-23T16:00:00.000Z',
    zone: NEW_YORK,
    eitherTakesFirst: false,
  })
}
