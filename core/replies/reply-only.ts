import { readClauses } from './clauses'
import { isAutomaticText } from './intents'
import type { Mark } from './marks'
import { isPersonalName } from './names'
import { isZoneWord } from './zone-words'

/** "On … wrote:" in the languages of the common mail programs; it may be wrapped over three lines. */
const WROTE =
  /^[ \t>*]*(?:On|Am|Le|El|Il|Em|Op|Den|Dne|W dniu|Pada)\b(?=[^\n]*\d)[^\n]{4,160}(?:\n[^\n]{0,120}){0,2}?(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|skrev|napsal|napisał\(a\)|menulis)\b[^\n:]{0,120}(?:\n[^\n:]{0,80})?:(?:[ \t]*$|(?<=[@>][^\n]*))/imu

/** "From: …" above "Sent: …" and "To: …", in the languages of Outlook. */
const HEADER_FIRST = /^[ \t>*]*(?:From|Von|De|Från|Fra|Van|Da|Od|Lähettäjä)\s?:\*?\s*\S/iu
const HEADER_NEXT =
  /^[ \t>*]*(?:Sent|Date|To|Cc|Subject|Gesendet|Datum|An|Betreff|Envoyé|À|Objet|Skickat|Till|Ämne|Sendt|Til|Emne|Verzonden|Aan|Onderwerp|Inviato|Oggetto|Enviado|Para|Asunto)\s?:/iu
const DIVIDER =
  /^[ \t]*(?:-{2,}\s*(?:Original Message|Original-Nachricht|Ursprüngliche Nachricht|Message d'origine|Forwarded message)\s*-{2,}|-{8,}\s*Forwarded message|Begin forwarded message:|_{10,}[ \t]*$)/iu

const QUOTED = /^\s*>/

/** Lines that programs add. */
const ADDED =
  /^\s*(?:sent (?:from|via|using|with) (?:(?:my|the|a|an) )?(?:\S+ ){0,2}\S*(?:phone|ipad|android|samsung|galaxy|pixel|mobile|device|blackberry|outlook|mail|windows|huawei|xiaomi|client|app|tablet|workspace|proton|spark|ios)\S*(?: (?:for|on) \S+(?: \S+)?)?(?: (?:over|on) .{2,40}\bnetwork)?(?: ?<\S*>)?\.?|get outlook for\b.*|von meinem \S+ gesendet|gesendet von\b.*|envoyé (?:de|depuis)\b.*|enviado desde\b.*|sendt fra\b.*|skickat från\b.*|verzonden (?:vanaf|met)\b.*|inviato da\b.*|anfonwyd o\b.*|\[(?:external|caution)\b.*\b(?:sender|organi[sz]ation|click|links?|originated|outside|e-?mail)\b.*|\[external\]|\*{5,}|[-=_~*]{3,})\s*$/iu

/** A closing formula on a line of its own, with a name behind it at most. */
const CLOSING = new RegExp(
  `^\\s*(?:(?:${[
    'mit (?:freundlichen|besten|lieben|herzlichen|vielen|schönen) gr(?:ü|ue)(?:ß|ss)en(?: ?\\/ ?(?:best|kind) regards)?|best regards ?\\/ ?mit freundlichen gr(?:ü|ue)(?:ß|ss)en|viele gr(?:ü|ue)(?:ß|ss)e|(?:beste|liebe|herzliche|schöne|freundliche) gr(?:ü|ue)(?:ß|ss)e|mfg|vg|lg|gru(?:ß|ss)',
    'cordialement|bien à vous|bonne journée|merci(?: et bonne journée)?|salutations|saludos|un saludo|gracias|cordiali saluti|grazie|met vriendelijke groet(?:en)?|groeten?|med vänliga? hälsning(?:ar)?|vänliga hälsningar|hälsningar|med venlig hilsen|(?:venlig )?hilsen|mvh|ystävällisin terveisin|terveisin|ng[āa] mihi|pozdrawiam',
    '(?:(?:kind|kindest|best|warm|warmest|many|with|yours|very|all|my|thanks|stay|keep)(?:\\s+|\\s*&\\s*|\\s+and\\s+)){0,3}(?:regards|greetings|truly yours|well|rgds|wishes|the best|sincerely|faithfully|truly|best)(?: (?:and|&) (?:thanks|regards|best wishes))?',
    'thanks(?: (?:again|so much|a lot|a million|in advance|all|heaps))?|best|cheers|thank you(?: (?:so much|very much|again))?|thx|ta|ttyl|xo|xoxo|with (?:kind )?gratitude|blessings|warmly|sincerely|cordially|respectfully|take care|yours|bye|(?:talk|speak|chat) soon|v/?r',
  ].join('|')})(?:[\\s,.!–—-]+|$))(?<name>.*)$`,
  'iu',
)
const NAME =
  /^\s*[-–—~/*]*\s*\p{Lu}[\p{L}\p{M}'’.-]*(?:\s+(?:\p{Lu}|[dv](?:e|an|on|er)\b)[\p{L}\p{M}'’.-]*){0,3}(?:,\s*\p{Lu}[\p{L}.]{1,6})*\s*[,.]?\s*(?:\([^)]{1,40}\))?\s*x*\s*$/u
const CUT_LINE = /^\s*(?:-{2,3}|—|–)\s*$/

/** Words of a contact or a notice: behind such a line nothing is the lead's answer, unless it says so. */
const CONTACT =
  /@|https?:|www\.|\d{3}[ .-]?\d{3,4}|\+\d|\||•|\b(?:tel|phone|mobile|cell|fax|office|direct|ext|hours|unit|street|road|suite|ltd|llc|llp|inc|gmbh|b\.v|a\/s|pty|plc|limited|hrb|vat|registered|manager|director|owner|officer|president|head of|lead|coordinator|engineer|consultant|partner|founder|ceo|cfo|coo|cto|vp|assistant|administrator|supervisor|bursar|geschäftsführer|einkauf|directeur|responsable)\b|^\s*(?:m|t|p|o|f|e|w|a)\s?[:.]/iu
const NOTICE =
  /\b(?:confidential|privileged|intended (?:only|solely|exclusively|recipient)|intended for|recipient|disclaimer|before printing|unsubscribe|withdraw consent|vertraulich|widerruf|destinataire|confidentialité|acknowledge that we live|working pattern|do not feel obliged|don't feel obliged|holiday closure|privacy|computer virus|no longer wish to receive|data ?protection|datenschutz)\b/iu
const POSTSCRIPT =
  /^\s*(?:p\.?\s?s\.?\b|p\.?p\.?s|actually|oh\b|wait|sorry|edit|correction|scratch|one more|also\b|nvm|never ?mind|ignore|\*(?!\*))/i

/**
 * The lead's own words, without quotes, forwards and signature; may be empty (L2). Words below a quote that marks each
 * of its lines stay: they may take back what stands above it. What is not surely a signature stays too.
 */
export function replyOnly(text: string): { replyText: string; automatic: boolean } {
  const clean = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b\u200c\u2060\ufeff]/g, '')
    .replace(/[\u00a0\u202f]/g, ' ')
  const unquoted = withoutQuotes(clean)
  const own = withoutSignature(unquoted.filter((line) => !ADDED.test(line)))
  const replyText = own.join('\n').trim()
  return { replyText, automatic: isAutomaticText(unquoted.join('\n')) }
}

function withoutQuotes(text: string): string[] {
  const wrote = WROTE.exec(text)
  if (wrote) {
    const before = text.slice(0, wrote.index)
    const behind = text.slice(wrote.index + wrote[0].length)
    const isMarked = QUOTED.test(behind.split('\n').find((line) => line.trim() !== '') ?? '')
    // A second such line belongs to the quote.
    return isMarked ? [...withoutHeaders(before), ...withoutQuotes(behind)] : withoutHeaders(before)
  }
  return withoutHeaders(text)
}

function withoutHeaders(text: string): string[] {
  const lines = text.split('\n')
  const start = lines.findIndex(
    (line, index) =>
      (DIVIDER.test(line) &&
        (!/^\s*_+\s*$/.test(line) ||
          lines.slice(index + 1, index + 4).some((next) => HEADER_FIRST.test(next)))) ||
      (HEADER_FIRST.test(line) && lines.slice(index + 1, index + 4).some((next) => HEADER_NEXT.test(next))),
  )
  return (start < 0 ? lines : lines.slice(0, start)).filter((line) => !QUOTED.test(line))
}

function withoutSignature(lines: readonly string[]): string[] {
  for (const [index, line] of lines.entries()) {
    if (index === 0 && !CUT_LINE.test(line)) continue
    const rest = lines.slice(index)
    const length = startsSignature(line, lines[index - 1] ?? '', rest) ? signatureLength(rest) : 0
    if (length > 0) return [...lines.slice(0, index), ...lines.slice(index + length)]
  }
  return [...lines]
}

function startsSignature(line: string, before: string, rest: readonly string[]): boolean {
  if (CUT_LINE.test(line)) return true
  const closing = CLOSING.exec(line)
  if (closing) {
    const name = closing.groups?.name ?? ''
    return name === '' || isName(name)
  }
  if (NOTICE.test(line) && (before.trim() === '' || CONTACT.test(before))) return true
  // A name begins it below an empty line, or when nothing but contact data follows.
  return (before.trim() === '' || rest.length === 1) && isName(line)
}

/** "Dana Whitlock", and neither "Tuesday" nor "Perfect". */
function isName(line: string): boolean {
  if (!NAME.test(line)) return false
  const name = line.replace(/^[\s\-–—~/*]+|\([^)]*\)|\sx+\s*$/gi, '').trim()
  if (!isPersonalName(name) || isZoneWord(name)) return false
  return readClauses(name).every(
    ({ kind, marks, cues }) => (kind === 'loose' || kind === 'talk') && marks.length + cues.size === 0,
  )
}

/** "My manager says I can't": a sentence with a word of a contact in it. */
const IS_SENTENCE =
  /^\s*(?:in|at|on)\b|\b(?:is|are|was|has|have|had|says?|said|will|would|can|can['’]?t|cannot|could|wants?|needs?|make|not|off|vetoed|decid\w+|let['’]?s|call (?:me|the)|gone)\b/i
const MOTTO = /^\s*["“][^"”]+["”]\s*$/u

/** "Mon-Fri 9-5, Sat 10-2", "open Wed-Sat, closed Sun-Tue" */
const OPENING_HOURS =
  /(?:\b(?:mon|tue|wed|thu|fri|sat|sun|m|lun|mo|di|mi|do)\w*\.?\s*(?:[-–—&]|to|au|thru|through)\s*(?:mon|tue|wed|thu|fri|sat|sun|f|ven|do|fr|sa)\w*\b|\b(?:hours|showroom|open|closed|showroom|packhouse|scale house)\b.*\d)/iu

/** Says that somebody is not there, and so perhaps not at the accepted time. */
const AWAY =
  /\b(?:out[- ]of[- ](?:the )?office|ooo|on (?:annual |parental |sick )?leave|on vacation|on holiday|away|travelling|traveling)\b/i

/** How many lines from the first on are a signature for sure; 0 when words of the lead's follow in it. */
function signatureLength(lines: readonly string[]): number {
  let hasContact = false
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    if (index > 0 && POSTSCRIPT.test(line)) return index
    // "Out of office Tuesday" is no address.
    if (index > 0 && AWAY.test(line)) return hasContact ? index : 0
    const isContact =
      MOTTO.test(line) ||
      NOTICE.test(line) ||
      OPENING_HOURS.test(line) ||
      (CONTACT.test(line) && !IS_SENTENCE.test(line))
    const isPart = isContact || isName(line) || isTitle(line) || CLOSING.test(line)
    // Words of the lead's own in it: before contact data it is no signature, behind them it ends there.
    if (index > 0 && !isPart) return hasContact ? index : 0
    if (index > 0 && hasContact && SPEAKS.test(line) && !NOTICE.test(line)) return index
    hasContact ||= isContact
  }
  return lines.length
}

/** A sentence of a person, and not a line of an address. */
const SPEAKS =
  /\b(?:i|i'm|i'll|i’m|i’ll|we|you|can't|can’t|cannot|please check|hold on|wait|scrap|cancel|condition|update:)\b/i

/** "Operations Manager", "Claims Supervisor, Newark": words with capitals, and no sentence. */
function isTitle(line: string): boolean {
  if (IS_SENTENCE.test(line)) return false
  const words = line.match(/[\p{L}\p{M}'’]+/gu) ?? []
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length
  const looksLikeOne =
    words.length > 0 && words.length <= 9 && capitals * 2 >= words.length && !/[.!?]\s*$/.test(line.trim())
  // Last, for it costs most.
  return (
    looksLikeOne &&
    readClauses(line.replace(/\s[/|]\s/g, ', ')).every(
      ({ cues, marks }) =>
        !cues.has('negative') && !cues.has('doubt') && !marks.some(({ mark }) => namesTime(mark)),
    )
  )
}

function namesTime({ kind }: Mark): boolean {
  return kind === 'weekday' || kind === 'fromToday' || kind === 'clock' || kind === 'dayPart'
}
