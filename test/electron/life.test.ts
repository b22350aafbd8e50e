import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { openLog } from '../../electron/log'
import { stopBeforeQuit } from '../../electron/quit'
import { isOnlyInstance } from '../../electron/single-instance'
import { temporaryFolder } from '../support/temporary-folder'

test('the app ends when the core has stopped, which it is asked once however often the operator quits', async () => {
  let beforeQuit: (event: { preventDefault(): void }) => void = () => expect.fail('nobody listens')
  let ended = 0
  let asked = 0
  let finish: () => void = () => undefined
  const quit = (): void => {
    ended += 1
    beforeQuit({ preventDefault: () => (ended -= 1) })
  }
  stopBeforeQuit({ on: (_event, listener) => (beforeQuit = listener), quit }, () => {
    asked += 1
    return new Promise((resolve) => (finish = resolve))
  })
  quit()
  quit()
  expect([asked, ended]).toEqual([1, 0])
  finish()
  await vi.waitFor(() => expect(ended).toBe(1))
  expect(asked).toBe(1)
})

test('the second start finds the lock taken, and the first one comes to the front', () => {
  let second: () => void = () => expect.fail('nobody listens')
  let focused = 0
  const first = {
    requestSingleInstanceLock: () => true,
    on: (_event: string, listener: () => void) => (second = listener),
  }
  expect(isOnlyInstance(first, () => (focused += 1))).toBe(true)
  second()
  expect(focused).toBe(1)
  const later = { requestSingleInstanceLock: () => false, on: () => expect.fail('it must not listen') }
  expect(isOnlyInstance(later, () => undefined)).toBe(false)
})

test('the log is a file for its owner alone, and of a large one the older part is kept', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const folder = path.join(await temporaryFolder(), 'logs')
  const file = path.join(folder, 'slotkeeper.log')
  openLog(folder).info('core.started', { port: 1 })
  expect(await readFile(file, 'utf8')).toMatch(/^\{.*"event":"core\.started","port":1\}\n$/)
  expect((await stat(file)).mode & 0o777).toBe(0o600)

  await writeFile(file, 'x'.repeat(6 * 1024 * 1024))
  openLog(folder).info('core.started')
  expect((await readdir(folder)).sort()).toEqual(['slotkeeper.log', 'slotkeeper.old.log'])
  expect((await stat(file)).size).toBeLessThan(1000)
  stderr.mockRestore()
})

test('a log that cannot be written stops nothing, and stderr has the line', async () => {
  const said: string[] = []
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((line) => said.push(String(line)) > 0)
  const file = path.join(await temporaryFolder(), 'file')
  await writeFile(file, '')
  openLog(file).warn('odd')
  await mkdir(path.join(path.dirname(file), 'slotkeeper.log'))
  openLog(path.dirname(file)).warn('odd')
  stderr.mockRestore()
  expect(said).toHaveLength(2)
})
