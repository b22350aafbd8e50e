import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export interface ConsoleSessions {
  /** What the console's address carries. */
  readonly token: string
  /** A new session's id for the right token, else null. A token that was made here works once. */
  exchange(token: string): string | null
  has(id: string): boolean
}

/** Who may use the console's door: whoever brought the token holds a session until the process ends. */
export function createConsoleSessions(fixedToken?: string): ConsoleSessions {
  const token = fixedToken ?? randomId()
  const sessions = new Set<string>()
  let spent = false
  return {
    token,
    exchange(given) {
      if (!isSame(given, token) || spent) return null
      spent = fixedToken === undefined
      const id = randomId()
      sessions.add(id)
      return id
    },
    has: (id) => sessions.has(id),
  }
}

function randomId(): string {
  return randomBytes(32).toString('base64url')
}

/** In constant time, whatever the lengths. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
