// npm test: type check, lint, format, unit and integration tests, build, end-to-end tests. Every step runs, whatever the
// others say; only the end-to-end tests need the build. The last line sums up what vitest and Playwright counted; a step
// that fails without a failed test counts as one failure.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { checkMachine, sayLacks } from './check-machine.mjs'

const ROOT = path.resolve(import.meta.dirname, '..')
const RESULTS = path.join(ROOT, 'test-results')
const VITEST_REPORT = path.join(RESULTS, 'vitest.json')
const PLAYWRIGHT_REPORT = path.join(RESULTS, 'playwright.json')

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const total = { passed: 0, failed: 0 }
/** @type {string[]} */
const notes = []

rmSync(RESULTS, { recursive: true, force: true })
mkdirSync(RESULTS)

step('type check', 'typescript/bin/tsc', ['--noEmit', '-p', '.'])
step('lint', 'eslint/bin/eslint.js', ['.'])
step('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.'])
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`]
step('unit and integration tests', 'vitest/vitest.mjs', ['run', ...reporters], vitestCounts)
if (step('build', 'vite/bin/vite.js', ['build', '--logLevel', 'warn'])) await endToEnd()
else notes.push('The end-to-end tests did not run: the build failed.')

console.log('')
for (const note of notes) console.log(note)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)

async function endToEnd() {
  const machine = await checkMachine()
  notes.push(...sayLacks(machine))
  const runnable = Object.values(machine.lacks).some((reasons) => reasons.length === 0)
  if (runnable || process.env.CI)
    step('end-to-end tests', '@playwright/test/cli.js', ['test'], playwrightCounts)
}

/**
 * Runs one step and adds what it counted. Returns whether it succeeded.
 * @param {string} name
 * @param {string} program a file in node_modules
 * @param {string[]} args
 * @param {() => Counts | undefined} [counts] reads the report that the step left, if it left one
 */
function step(name, program, args, counts) {
  console.log(`\n== ${name}`)
  const started = performance.now()
  const { status } = spawnSync(process.execPath, [path.join(ROOT, 'node_modules', program), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const ok = status === 0
  const { passed, failed, skipped } = counts?.() ?? { passed: 0, failed: 0, skipped: 0 }
  total.passed += passed
  total.failed += ok ? failed : Math.max(failed, 1)
  if (!ok) notes.push(`Failed: ${name}`)
  if (skipped > 0) notes.push(`Skipped: ${skipped} of the ${name}`)
  console.log(`== ${name}: ${ok ? 'ok' : 'FAILED'}, ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return ok
}

function vitestCounts() {
  const report = readReport(VITEST_REPORT)
  if (report === null) return undefined
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
}

function playwrightCounts() {
  const report = readReport(PLAYWRIGHT_REPORT)
  if (report === null) return undefined
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected, failed: unexpected + flaky, skipped }
}

/** Null when the runner broke before it wrote one. @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
