import type { Migration } from './migrations'

type Row = Record<string, unknown>

const TUNNEL = {
  kind: 'fixed',
  ngrokDomain: '',
  cloudflaredProgram: '',
  cloudflaredAddress: '',
  command: [],
  commandPattern: '',
  commandAddress: '',
}

/**
 * What the first builds did not know yet. Builds between them called themselves version 1 too and knew a part of it: what
 * is there stays as it is. The defaults are those of the day, and never follow the ones of a new workspace.
 */
const CHANGED: Record<string, (row: Row) => Row> = {
  settings: (row) => ({
    availabilityMaxAgeMinutes: 15,
    eitherTakesFirst: false,
    bookProposedTimes: false,
    tunnel: TUNNEL,
    ...row,
    calendly: { directLink: '', ...(row.calendly as Row) },
    ghl: { bookingLink: '', ...(row.ghl as Row) },
  }),
  /** One target became several. */
  connections: ({ target, ...row }) => ({
    targets: target ? [target] : [],
    directLinkProblem: null,
    subscriptionCheck: null,
    ...row,
  }),
  /** Only confirmations went out by themselves. */
  messages: (row) =>
    row.direction === 'outbound' ? { automatic: row.purpose === 'confirmation', ...row } : row,
  decisions: (row) => ({
    answerId: null,
    ...row,
    reading: { proposed: [], notBefore: null, zone: null, email: null, ...(row.reading as Row) },
  }),
  /** Nothing but bookings was suggested. */
  tasks: (row) =>
    row.suggestion ? { ...row, suggestion: { kind: 'book', ...(row.suggestion as Row) } } : row,
}

/** Fills in what came while answers, tunnels and a second event type were built. */
export const toVersion2: Migration = ({ puts, removals }) => ({
  puts: Object.fromEntries(
    Object.entries(puts).map(([name, rows]) => {
      const change = CHANGED[name]
      return [name, change ? rows.map((row) => change(row as Row)) : rows]
    }),
  ),
  removals,
})
