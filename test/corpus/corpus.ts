import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { intentSchema, type Reading } from '../../core/domain/decision'
import { channelSchema } from '../../core/domain/names'
import type { Offer } from '../../core/domain/offer'
import { instantSchema, zoneSchema } from '../../core/domain/time'
import { readReply } from '../../core/replies/read-reply'
import { replyOnly } from '../../core/replies/reply-only'
import { makeOffer, makeSlot } from '../support/fixtures'

/** What stood before a lead when it answered: the offers of one message, in their order. */
const situationSchema = z.strictObject({
  leadZone: zoneSchema,
  answeredAt: instantSchema,
  offeredAt: instantSchema,
  offers: z.array(instantSchema),
  /** How the offers were worded. */
  seenAs: z.array(z.string()),
  /** The place of the offer that is booked already. */
  booked: z.number().int().positive().optional(),
})
export type Situation = z.infer<typeof situationSchema>

const replySchema = z.strictObject({
  situation: z.string(),
  channel: channelSchema,
  /** As it came, with signature and quotes. */
  text: z.string(),
  intent: intentSchema,
  /** The place of the offer that is accepted. */
  means: z.number().int().positive().nullable(),
  /** A careful assistant would book it without asking back. */
  clear: z.boolean().optional(),
  /** Other intents that are right as well. */
  alsoFine: z.array(intentSchema).optional(),
  why: z.string().optional(),
})
export type LabelledReply = z.infer<typeof replySchema>

/**
 * The replies written before the reader was finished, and those that somebody wrote afterwards without having seen it:
 * only the latter tell how it does on replies that nobody had in mind.
 */
export const HALVES = ['before', 'after'] as const
export type Half = (typeof HALVES)[number]

/** Written by somebody who had read the reader and looked for its holes; none of them may be accepted. */
export const HOSTILE = 'hostile'

/** The folder of the corpus in a checkout. */
export function corpusFolder(root: string): string {
  return path.join(root, 'test', 'corpus')
}

export function readSituations(folder: string): Map<string, Situation> {
  const text = readFileSync(path.join(folder, 'situations.json'), 'utf8')
  return new Map(Object.entries(z.record(z.string(), situationSchema).parse(JSON.parse(text))))
}

export function readReplies(folder: string, half: Half | typeof HOSTILE): LabelledReply[] {
  return readdirSync(path.join(folder, half))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const text = readFileSync(path.join(folder, half, name), 'utf8')
      return z.array(replySchema).parse(JSON.parse(text))
    })
}

/** Reads a labelled reply as the core would. */
export function readLabelled(reply: LabelledReply, situation: Situation): Reading {
  const { replyText, automatic } = replyOnly(reply.text)
  return readReply({
    text: replyText,
    automatic,
    offers: offersOf(situation),
    answering: 'message-1',
    at: situation.answeredAt,
    zone: situation.leadZone,
    eitherTakesFirst: false,
  })
}

/** The id of an offer is its place. */
function offersOf({ offers, offeredAt, leadZone, booked }: Situation): Offer[] {
  return offers.map((start, index) => {
    const place = index + 1
    const settled =
      booked === undefined
        ? ('open' as const)
        : place === booked
          ? ('accepted' as const)
          : ('closed' as const)
    return makeOffer({
      id: String(place),
      position: place,
      slot: makeSlot(start),
      zone: leadZone,
      messageId: 'message-1',
      offeredAt,
      expiresAt: start,
      outcome: settled,
      settledAt: booked === undefined ? null : offeredAt,
    })
  })
}
