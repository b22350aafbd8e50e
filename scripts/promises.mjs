// npm run promises: writes docs/security.md and docs/reliability.md from the `@promise` tags in front of tests. A tag is
// one sentence in a block comment: `@promise security: Only signed webhooks are kept.`
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '..')

/** @typedef {{ subject: string, sentence: string, file: string }} Promised A file is named from the root, with slashes. */

export const SUBJECTS = /** @type {const} */ ({
  security: 'Security',
  reliability: 'Reliability',
})

const REST = 'The app and its pages'
/**
 * What the promises of a list are about, by where they are proved.
 * @type {[title: string, where: RegExp][]}
 */
const CHAPTERS = [
  [
    'Readings and bookings',
    /^test\/(core\/(replies|booking|story|availability|conversations)|corpus|faults\/(attempts|change))/,
  ],
  ['Webhooks and the providers’ records', /^test\/(core\/(truth|server\/receiver|providers)|faults\/inbox)/],
  ['Data on disk', /^test\/(core\/(store|api)|faults\/store|host)/],
  ['Tunnels', /tunnel/],
  [REST, /^test/],
]

/**
 * The promises in the text of a test file, in their order. Throws for a tag that names no subject or is no sentence.
 * @param {string} file
 * @param {string} text
 * @returns {Promised[]}
 */
export function promisesIn(file, text) {
  const comments = [...text.matchAll(/\/\*\*([\s\S]*?)\*\//g)].map(([, comment = '']) =>
    comment.replace(/^\s*\* ?/gm, ''),
  )
  return comments.flatMap((comment) =>
    comment
      .split('@promise')
      .slice(1)
      .map((tag) => {
        const [, subject = '', words = ''] = /^\s+(\w+):([\s\S]*)$/.exec(tag) ?? []
        const sentence = words.trim().replace(/\s+/g, ' ')
        if (!(subject in SUBJECTS) || !/^[A-Z].*[^.]\.$/.test(sentence)) {
          throw new Error(
            `${file}: "@promise${tag.trimEnd()}" is no sentence about ${Object.keys(SUBJECTS).join(' or ')}.`,
          )
        }
        return { subject, sentence, file }
      }),
  )
}

/**
 * The list of one subject as Markdown, by chapters. A sentence that several files prove stands once.
 * @param {keyof typeof SUBJECTS} subject
 * @param {Promised[]} promised
 */
export function listOf(subject, promised) {
  /** @type {Map<string, string[]>} */
  const files = new Map()
  for (const one of promised.filter((candidate) => candidate.subject === subject)) {
    const known = files.get(one.sentence) ?? []
    if (!known.includes(one.file)) files.set(one.sentence, [...known, one.file])
  }
  /** @type {Map<string, string[]>} */
  const chapters = new Map()
  for (const [title] of CHAPTERS) chapters.set(title, [])
  for (const [sentence, proofs] of files) {
    const links = proofs.map((file) => `[${path.posix.relative('test', file)}](../${file})`)
    chapters.get(chapterOf(proofs[0] ?? ''))?.push(`- ${sentence} (${links.join(', ')})`)
  }
  const parts = [...chapters].filter(([, lines]) => lines.length > 0)
  return [
    `# ${SUBJECTS[subject]}`,
    '',
    'What Slotkeeper promises, each with the test that proves it. `npm run promises` writes this list from the tests.',
    '',
    ...parts.flatMap(([title, lines]) => [`## ${title}`, '', ...lines, '']),
  ].join('\n')
}

/** @param {string} file */
function chapterOf(file) {
  return CHAPTERS.find(([, where]) => where.test(file))?.[0] ?? REST
}

/** Both lists as they should be: path from the root to text. */
export function promiseLists() {
  const files = readdirSync(path.join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(test|spec)\.tsx?$/.test(file))
    .map((file) => path.posix.join('test', ...file.split(path.sep)))
    .sort()
  const promised = files.flatMap((file) => promisesIn(file, readFileSync(path.join(ROOT, file), 'utf8')))
  return {
    'docs/reliability.md': listOf('reliability', promised),
    'docs/security.md': listOf('security', promised),
  }
}

if (process.argv[1] === import.meta.filename) {
  for (const [file, text] of Object.entries(promiseLists())) writeFileSync(path.join(ROOT, file), text)
}
