/** Cuts a table of replies, separated by bars, into its texts. */
export function replies(table: string): string[] {
  return table
    .split('|')
    .map((text) => text.trim().replace(/\s*\n\s*/g, ' '))
    .filter((text) => text !== '')
}
