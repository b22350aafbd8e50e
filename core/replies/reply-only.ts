/** Where a quoted or forwarded message begins. */
const QUOTE_STARTS = [
  /^\s*>/,
  /^\s*On .{6,200}wrote:\s*$/i,
  /^\s*-{2,}\s*(Original Message|Forwarded message)\s*-{2,}/i,
  /^\s*_{10,}\s*$/,
  /^\s*From:\s.+@/i,
]

const SIGNATURE_STARTS = [/^--\s*$/, /^\s*Sent from my /i]

const AUTOMATIC = /\b(out of (the )?office|automatic reply|auto-?reply|automated response)\b/i

/** The lead's own words, without quotes, forwards and signature; may be empty (L2). */
export function replyOnly(text: string): { replyText: string; automatic: boolean } {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const end = lines.findIndex((line) =>
    [...QUOTE_STARTS, ...SIGNATURE_STARTS].some((start) => start.test(line)),
  )
  const replyText = (end < 0 ? lines : lines.slice(0, end)).join('\n').trim()
  return { replyText, automatic: AUTOMATIC.test(replyText) }
}
