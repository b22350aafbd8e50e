import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { listOf, promiseLists, promisesIn } from '../../scripts/promises.mjs'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** A doc comment; written apart, so that it is not read as one of this file. */
const comment = (text: string) => '/*' + `* ${text} */`

test.each(Object.entries(promiseLists()))(
  '%s says what the tests say; else `npm run promises`',
  (file, text) => {
    expect(readFileSync(path.join(ROOT, file), 'utf8')).toBe(text)
  },
)

test('a promise is one sentence, also over several lines, and stands once however many files prove it', () => {
  const sentence = 'Nothing acknowledged is lost.'
  const tag = `@promise reliability: ${sentence}`
  const promised = [
    ...promisesIn('test/a.test.ts', comment(tag)),
    ...promisesIn('test/b.test.ts', comment(tag.replace('acknowledged is', 'acknowledged\n * is'))),
  ]
  expect(listOf('reliability', promised).split('\n')).toContain(
    `- ${sentence} ([a.test.ts](../test/a.test.ts), [b.test.ts](../test/b.test.ts))`,
  )
  expect(listOf('security', promised)).not.toContain(sentence)
})

test.each(['@promise speed: It is quick.', '@promise security: no sentence', '@promise security Nothing.'])(
  'the tag "%s" is refused with the file that it stands in',
  (tag) => {
    expect(() => promisesIn('test/a.test.ts', comment(tag))).toThrow('test/a.test.ts')
  },
)
