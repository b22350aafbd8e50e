import { z } from 'zod'

/** What a method is asked and answers, parsed at every door. A `query` changes nothing. */
export type Methods = Record<string, { kind: 'query' | 'command'; request: z.ZodType; response: z.ZodType }>

export const nothing = z.strictObject({})
export const done = z.object({})

/** In characters. */
export const MOST_WRITTEN = 5000
