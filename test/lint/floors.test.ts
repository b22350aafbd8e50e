import path from 'node:path'
import { ESLint } from 'eslint'
import { describe, expect, test } from 'vitest'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** The project's own lint, held to the rules about imports and places; samples have no file on disk, and so no types. */
const lint = (settings: Record<string, unknown>): ESLint =>
  new ESLint({
    cwd: ROOT,
    ruleFilter: ({ ruleId }) => ruleId.startsWith('boundaries/') || ruleId === 'no-restricted-imports',
    overrideConfig: { settings, languageOptions: { parserOptions: { projectService: false } } },
  })

const virtual = lint({
  'import/resolver': { [path.join(import.meta.dirname, 'virtual-resolver.cjs')]: {} },
})

/** The rules that a sample at this path of the tree breaks. */
async function broken(file: string, code: string, eslint = virtual): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(ROOT, file) })
  if (result === undefined || result.fatalErrorCount > 0) throw new Error(`${file} cannot be linted: ${code}`)
  return result.messages.map((message) => message.ruleId).filter((rule) => rule !== null)
}

/** The code of a sample in `from` that imports `to`; both are paths in the tree without extension. */
function importing(from: string, to: string, kind: 'value' | 'type'): string {
  const relative = path.posix.relative(path.posix.dirname(from), to)
  const source = relative.startsWith('.') ? relative : `./${relative}`
  return `import ${kind === 'type' ? 'type ' : ''}{ thing } from '${source}'\nexport type { thing }\n`
}

describe('a floor imports from the floors below it', () => {
  test.each([
    ['core/store/sample', 'core/domain/lead', 'value'],
    ['core/replies/sample', 'core/domain/offer', 'value'],
    ['core/context', 'core/domain/time', 'type'],
    ['core/context', 'core/store/store', 'type'],
    ['core/context', 'core/providers/provider', 'type'],
    ['core/context', 'core/conversations/channel', 'type'],
    ['core/context', 'core/providers/people', 'type'],
    ['core/context', 'core/availability/availability', 'type'],
    ['core/availability/sample', 'core/context', 'value'],
    ['core/availability/sample', 'core/providers/provider', 'value'],
    ['core/conversations/sms/sample', 'core/providers/ghl/client', 'value'],
    ['core/conversations/sample', 'core/availability/ledger', 'value'],
    ['core/providers/calendly/client', 'core/providers/provider', 'value'],
    ['core/conversations/sample', 'core/replies/read', 'value'],
    ['core/booking/sample', 'core/availability/cache', 'value'],
    ['core/booking/sample', 'core/conversations/send', 'value'],
    ['core/followups/sample', 'core/booking/book', 'value'],
    ['core/truth/sample', 'core/booking/book', 'value'],
    ['core/api/sample', 'core/followups/engine', 'value'],
    ['core/api/sample', 'core/analytics/rates', 'value'],
    ['core/server/sample', 'core/api/contract', 'value'],
    ['core/sandbox/sample', 'core/domain/slot', 'value'],
    ['core/slotkeeper', 'core/server/console', 'value'],
    ['core/slotkeeper', 'core/tunnel/fixed', 'value'],
    ['host/start-core', 'core/slotkeeper', 'value'],
    ['electron/main', 'core/slotkeeper', 'value'],
    ['electron/main', 'host/options', 'value'],
    ['headless/main', 'core/slotkeeper', 'value'],
    ['renderer/leads/list', 'renderer/state/console', 'value'],
    ['renderer/api', 'core/api/contract', 'type'],
    ['renderer/leads/list', 'core/domain/lead', 'type'],
    ['scripts/demo', 'core/slotkeeper', 'value'],
    ['test/core/booking/book.test', 'core/booking/book', 'value'],
  ] as const)('%s may import %s (%s)', async (from, to, kind) => {
    expect(await broken(`${from}.ts`, importing(from, to, kind))).toEqual([])
  })
})

describe('a floor imports neither from above nor from beside it', () => {
  test.each([
    ['core/domain/sample', 'core/store/store', 'type'],
    ['core/store/sample', 'core/replies/read', 'value'],
    ['core/store/sample', 'core/context', 'type'],
    ['core/replies/sample', 'core/context', 'type'],
    ['core/providers/sample', 'core/availability/ledger', 'value'],
    ['core/availability/sample', 'core/conversations/send', 'value'],
    ['core/replies/sample', 'core/providers/provider', 'type'],
    ['core/providers/sample', 'core/conversations/send', 'value'],
    ['core/conversations/sample', 'core/booking/book', 'value'],
    ['core/analytics/sample', 'core/booking/book', 'value'],
    ['core/tunnel/sample', 'core/server/receiver', 'value'],
    ['core/booking/sample', 'core/followups/engine', 'value'],
    ['core/followups/sample', 'core/truth/inbox', 'value'],
    ['core/truth/sample', 'core/api/contract', 'value'],
    ['core/api/sample', 'core/server/console', 'value'],
    ['core/server/sample', 'core/sandbox/calendly', 'value'],
    ['core/sandbox/sample', 'core/slotkeeper', 'value'],
    ['core/slotkeeper', 'host/options', 'value'],
    ['core/slotkeeper', 'electron/window', 'value'],
    ['host/sample', 'electron/window', 'value'],
    ['electron/sample', 'headless/main', 'value'],
    ['electron/sample', 'renderer/api', 'value'],
    ['headless/sample', 'electron/window', 'value'],
    ['core/domain/sample', 'scripts/demo', 'value'],
    ['core/domain/sample', 'test/support/leads', 'value'],
    ['scripts/demo', 'test/support/leads', 'value'],
    ['core/domain/sample', 'core/attic/thing', 'value'],
  ] as const)('%s may not import %s (%s)', async (from, to, kind) => {
    expect(await broken(`${from}.ts`, importing(from, to, kind))).toEqual(['boundaries/dependencies'])
  })

  test('the context takes types only, and of higher floors only their ports', async () => {
    for (const [to, kind] of [
      ['core/domain/time', 'value'],
      ['core/providers/provider', 'value'],
      ['core/providers/calendly/client', 'type'],
      ['core/availability/cache', 'type'],
      ['core/replies/read', 'type'],
    ] as const) {
      expect(await broken('core/context.ts', importing('core/context', to, kind))).toEqual([
        'boundaries/dependencies',
      ])
    }
  })

  test('the renderer takes types only, and only from the contract and the domain', async () => {
    for (const [to, kind] of [
      ['core/api/contract', 'value'],
      ['core/domain/lead', 'value'],
      ['core/booking/book', 'type'],
      ['electron/preload', 'type'],
    ] as const) {
      expect(await broken('renderer/sample.ts', importing('renderer/sample', to, kind))).toEqual([
        'boundaries/dependencies',
      ])
    }
    const inline = "import { type Lead } from '../core/domain/lead'\nexport type { Lead }\n"
    expect(await broken('renderer/sample.ts', inline)).toEqual(['boundaries/dependencies'])
  })

  test.each([
    ['a dynamic import', "export const later = () => import('../store/store')\n"],
    ['a re-export', "export * from '../store/store'\n"],
    [
      'an import with a comment that would silence the rule',
      `// eslint-disable-next-line\n${importing('core/domain/sample', 'core/store/store', 'value')}`,
    ],
  ])('%s counts as an import', async (_, code) => {
    expect(await broken('core/domain/sample.ts', code)).toEqual(['boundaries/dependencies'])
  })

  test('an import of a file that is on disk is followed as well', async () => {
    const real = lint({})
    const file = 'core/domain/sample.ts'
    expect(await broken(file, "export type { Lead } from './lead'\n", real)).toEqual([])
    expect(await broken(file, "export type * from '../api/contract'\n", real)).toEqual([
      'boundaries/dependencies',
    ])
  })

  test('a file of the core that lies on no floor is refused', async () => {
    expect(await broken('core/attic/thing.ts', 'export const thing = 1\n')).toEqual([
      'boundaries/no-unknown-files',
    ])
  })
})

describe('a package is imported only where it belongs', () => {
  test.each([
    ['core/server/sample.ts', 'express'],
    ['core/sandbox/sample.ts', 'express'],
    ['core/store/sample.ts', 'node:fs'],
    ['core/store/sample.ts', 'node:fs/promises'],
    ['core/booking/sample.ts', 'node:crypto'],
    ['electron/sample.ts', 'electron'],
    ['electron/sample.ts', 'node:fs'],
    ['headless/sample.ts', 'node:fs'],
    ['renderer/sample.tsx', 'react'],
    ['renderer/sample.tsx', '@mantine/core'],
  ])('%s may import %s', async (file, name) => {
    expect(await broken(file, `import { thing } from '${name}'\nthing()\n`)).toEqual([])
  })

  test.each([
    ['core/api/sample.ts', 'express'],
    ['core/store/sample.ts', 'express'],
    ['electron/sample.ts', 'express'],
    ['headless/sample.ts', 'express'],
    ['renderer/sample.ts', 'express'],
    ['core/truth/sample.ts', 'node:fs'],
    ['core/truth/sample.ts', 'node:fs/promises'],
    ['core/truth/sample.ts', 'fs'],
    ['core/server/sample.ts', 'node:fs'],
    ['core/sandbox/sample.ts', 'node:fs/promises'],
    ['renderer/sample.ts', 'node:path'],
    ['core/domain/sample.ts', 'electron'],
    ['core/store/sample.ts', 'electron'],
    ['core/server/sample.ts', 'electron'],
    ['host/sample.ts', 'electron'],
    ['headless/sample.ts', 'electron'],
    ['renderer/sample.ts', 'electron'],
    ['scripts/sample.mjs', 'electron'],
    ['core/api/sample.ts', 'react'],
    ['core/store/sample.ts', 'react'],
    ['core/server/sample.ts', 'react-dom/server'],
    ['electron/sample.ts', '@mantine/core'],
  ])('%s may not import %s', async (file, name) => {
    expect(await broken(file, `import { thing } from '${name}'\nthing()\n`)).toEqual([
      'no-restricted-imports',
    ])
  })
})
