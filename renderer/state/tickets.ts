/**
 * Answers may come back in another order than they were asked. A ticket is taken when a question is asked, or when
 * something is told; what it brings is shown only if nothing with a later ticket is shown already.
 */
export function newTickets() {
  let taken = 0
  let shown = 0
  return {
    take: (): number => ++taken,
    /** True when this may be shown; it then counts as shown. */
    accept(ticket: number): boolean {
      if (ticket <= shown) return false
      shown = ticket
      return true
    },
  }
}
export type Tickets = ReturnType<typeof newTickets>
