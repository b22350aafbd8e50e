import { expect, test } from 'vitest'
import { lineLog } from '../../host/log'

test('each entry is one line of JSON, errors included', () => {
  const lines: string[] = []
  const log = lineLog((line) => lines.push(line))
  log.info('core.started', { port: 1 })
  log.warn('odd')
  log.error('call.failed', { error: Object.assign(new Error('two\nlines'), { code: 'E_ODD' }) })
  expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true)
  const [started, odd, failed] = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(started).toEqual({ at: expect.any(String) as string, level: 'info', event: 'core.started', port: 1 })
  expect(odd).toMatchObject({ level: 'warn', event: 'odd' })
  const error = { message: 'two\nlines', code: 'E_ODD', stack: expect.stringContaining('log.test') as string }
  expect(failed).toMatchObject({ level: 'error', error })
})
