import process from 'node:process'
import { corpusFolder, HALVES, readReplies, readSituations } from './corpus'
import { score, type Score, type Verdict } from './score'

/** `npm run corpus`: how the reader does on the labelled replies, each half apart, and what it misses. */

const folder = corpusFolder(process.cwd())
const situations = readSituations(folder)
const brief = process.argv.includes('--brief')
let wrong = 0

for (const half of HALVES) {
  const result = score(readReplies(folder, half), situations)
  wrong += result.wrongAcceptances.length
  print(
    half === 'before' ? 'Written before the reader' : 'Written after it, by somebody who had not seen it',
    result,
  )
}
process.exitCode = wrong === 0 ? 0 : 1

function print(title: string, { replies, wrongAcceptances, clear, unclear, byIntent, misses }: Score): void {
  console.log(`\n${title}: ${String(replies)} replies`)
  console.log(`  wrong acceptances     ${String(wrongAcceptances.length)}`)
  console.log(`  clear acceptances     ${share(clear.read, clear.of)}`)
  console.log(`  unclear acceptances   ${share(unclear.read, unclear.of)}`)
  console.log('  right by intent')
  for (const [intent, { right, of }] of [...byIntent].sort(([, a], [, b]) => b.of - a.of)) {
    console.log(`    ${intent.padEnd(18)}  ${share(right, of)}`)
  }
  for (const verdict of wrongAcceptances) console.log(`  WRONG   ${line(verdict)}`)
  if (brief) return
  for (const verdict of misses) console.log(`  ${verdict.kind.padEnd(7)} ${line(verdict)}`)
}

function share(part: number, of: number): string {
  const percent = of === 0 ? '' : `${((100 * part) / of).toFixed(1)} %`
  return `${String(part).padStart(4)} of ${String(of).padEnd(4)} ${percent}`
}

function line({ reply, reading }: Verdict): string {
  const text = reply.text.replace(/\s+/g, ' ').slice(0, 100)
  const wanted = reply.means === null ? reply.intent : `${reply.intent} ${String(reply.means)}`
  const read = reading.offerId === null ? reading.intent : `${reading.intent} ${reading.offerId}`
  return `[${reply.situation}] ${text} (is ${wanted}, read as ${read})`
}
