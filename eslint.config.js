import boundaries from 'eslint-plugin-boundaries'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

const CODE = '**/*.{ts,tsx,js,mjs}'

/**
 * The floors of the house, lowest first. A floor imports only from floors below it, never from a neighbour. Why
 * providers, availability and conversations lie on top of each other: docs/adr/0003-floors.md.
 */
const FLOORS = [
  ['domain'],
  ['store', 'replies'],
  ['context'],
  ['providers', 'analytics', 'tunnel'],
  ['availability'],
  ['conversations'],
  ['booking'],
  ['followups', 'truth'],
  ['api'],
  ['server', 'sandbox'],
  ['slotkeeper'],
  ['host'],
  ['electron', 'headless'],
]

/** Where each floor lies. `port` marks the files of higher floors that the context is made of. */
const PLACES = {
  ...Object.fromEntries(FLOORS.flat().map((floor) => [floor, `core/${floor}/**`])),
  context: 'core/context.ts',
  slotkeeper: 'core/slotkeeper.ts',
  host: 'host/**',
  electron: 'electron/**',
  headless: 'headless/**',
  port: [
    'core/providers/{provider,people}.ts',
    'core/availability/availability.ts',
    'core/conversations/channel.ts',
  ],
  manifest: 'package.json',
  renderer: 'renderer/**',
  scripts: 'scripts/**',
  test: 'test/**',
}

/** @param {string[]} categories */
const anyOf = (categories) => ({ file: { categories: { anyOf: categories } } })

/**
 * @param {string} from
 * @param {string[]} to
 * @param {'type'} [kind] types only, where given
 */
const allow = (from, to, kind) => ({
  from: anyOf([from]),
  allow: { to: anyOf(to), ...(kind && { dependency: { kind } }) },
})

const floorPolicies = FLOORS.flatMap((floors, rank) =>
  floors.map((floor) => allow(floor, [floor, ...FLOORS.slice(0, rank).flat()])),
)

const PORT_USERS = FLOORS.find((floors) => floors.includes('providers')) ?? []

const policies = [
  ...floorPolicies,
  // The context holds the types of the ports and nothing that runs.
  { from: anyOf(['context']), disallow: { to: anyOf(FLOORS.flat()) } },
  allow('context', ['domain', 'store', 'port'], 'type'),
  // Whoever is given the context may name the types of its ports, a neighbour's too.
  ...PORT_USERS.map((floor) => allow(floor, ['port'], 'type')),
  // The version.
  allow('host', ['manifest']),
  allow('renderer', ['renderer']),
  allow('renderer', ['api', 'domain'], 'type'),
  allow('scripts', ['scripts', ...FLOORS.flat()]),
  allow('test', ['test', 'scripts', 'renderer', ...FLOORS.flat()]),
]

const ELECTRON = { regex: '^electron($|/)', message: 'Electron belongs to electron/.' }
const EXPRESS = { regex: '^express($|/)', message: 'Express belongs to core/server and core/sandbox.' }
const FILES = { regex: '^(node:)?fs($|/)', message: 'In core only core/store touches the file system.' }
const NODE = { regex: '^node:', message: 'The renderer runs in a page, without Node.' }
const REACT = {
  regex: '^(react|react-dom|zustand|@mantine|@tabler|@tanstack)($|/)',
  message: 'The view libraries belong to renderer/.',
}

/**
 * Forbids packages to a part of the tree. A later entry for the same file replaces an earlier one.
 * @param {string[]} files
 * @param {object[]} patterns
 * @returns {import('eslint').Linter.Config}
 */
const forbid = (files, patterns) => ({ files, rules: { 'no-restricted-imports': ['error', { patterns }] } })

export default defineConfig(
  { ignores: ['dist', 'release', 'coverage', 'test-results', 'playwright-report'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
  {
    files: [CODE],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A number in a message reads as it is; the rule stays for objects and for what may be missing.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => set(value)` is how React handlers and callbacks are written.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `while (true)` with a way out says more than a flag.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      // `const { secret: _, ...rest }` is how a key is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
    },
  },
  {
    // JSON is cast by JSDoc in plain scripts, and a comment is nothing that these rules see; tsc checks the rest.
    files: ['**/*.{js,mjs}'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
    },
  },
  {
    files: ['{core,host,electron,headless,renderer,scripts,test}/' + CODE],
    plugins: { boundaries },
    settings: {
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.mjs', '.js'] } },
      'boundaries/root-path': import.meta.dirname,
      'boundaries/legacy-templates': false,
      'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export'],
      'boundaries/files': Object.entries(PLACES).map(([category, pattern]) => ({ category, pattern })),
    },
    rules: {
      'boundaries/no-unknown-files': 'error',
      'boundaries/dependencies': [
        'error',
        { default: 'disallow', checkUnknownLocals: true, checkInternals: true, policies },
      ],
    },
  },
  forbid(['core/**'], [ELECTRON, REACT, EXPRESS, FILES]),
  forbid(['core/store/**'], [ELECTRON, REACT, EXPRESS]),
  forbid(['core/server/**', 'core/sandbox/**'], [ELECTRON, REACT, FILES]),
  forbid(['electron/**'], [REACT, EXPRESS]),
  forbid(['host/**', 'headless/**', 'scripts/**'], [ELECTRON, REACT, EXPRESS]),
  forbid(['renderer/**'], [ELECTRON, EXPRESS, NODE]),
)
