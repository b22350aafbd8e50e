/** What follows is somebody else's, to the end. */
const FOREIGN_STARTS = [
  /^\s*On .{6,200}wrote:\s*$/i,
  /^\s*-{2,}\s*(Original Message|Forwarded message)\s*-{2,}/i,
  /^\s*_{10,}\s*$/,
  /^\s*From:\s.+@/i,
  /^--\s*$/,
]

const QUOTED = /^\s*>/
const SENT_FROM = /^\s*Sent from my /i

const AUTOMATIC = /\b(out of (the )?office|automatic reply|auto-?reply|automated response)\b/i

/**
 * The lead's own words, without quotes, forwards and signature; may be empty (L2). Words below a quote that marks each
 * of its lines stay: they may take back what stands above it.
 */
export function replyOnly(text: string): { replyText: string; automatic: boolean } {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const own: string[] = []
  for (const [index, line] of lines.entries()) {
    const isForeign = FOREIGN_STARTS.some((start) => start.test(line))
    if (isForeign && !leadsAQuote(lines, index)) break
    if (!isForeign && !QUOTED.test(line) && !SENT_FROM.test(line)) own.push(line)
  }
  const replyText = own.join('\n').trim()
  return { replyText, automatic: AUTOMATIC.test(replyText) }
}

/** "On … wrote:" above lines that are marked as quoted. */
function leadsAQuote(lines: readonly string[], index: number): boolean {
  const next = lines.slice(index + 1).find((line) => line.trim() !== '')
  return next !== undefined && QUOTED.test(next)
}
