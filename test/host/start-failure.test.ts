import { mkdir, writeFile } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { explainStartFailure } from '../../host/start-failure'
import { temporaryFolder } from '../support/temporary-folder'

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.fail('that should have failed'),
    (error: unknown) => error,
  )
}

test('a taken port is named with the options that choose another', async () => {
  const holder = http.createServer()
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void holder.close())
  const { port } = holder.address() as AddressInfo
  const error = await failureOf(
    new Promise((resolve, reject) => {
      http
        .createServer()
        .once('error', reject)
        .listen(port, '127.0.0.1', () => resolve(null))
    }),
  )
  const sentence = explainStartFailure(error, '/data')
  expect(sentence).toContain(`Port ${port} is in use`)
  expect(sentence).toContain('--webhook-port')
})

test('a folder that cannot be made is named with what stands in the way and the way out', async () => {
  const file = path.join(await temporaryFolder(), 'file')
  await writeFile(file, '')
  const folder = path.join(file, 'data')
  const sentence = explainStartFailure(await failureOf(mkdir(folder, { recursive: true })), folder)
  expect(sentence).toContain(
    `The data folder ${folder} cannot be used: a file stands where a folder is needed`,
  )
  expect(sentence).toContain('--data DIR')
})

test.each([
  ['EACCES', 'Give this user the right to'],
  ['EPERM', 'Give this user the right to'],
  ['EROFS', 'Make the disk writable'],
  ['ENOSPC', 'Free some space'],
  ['EDQUOT', 'Free some space'],
  ['EIO', 'Check the disk and its connection'],
])('%s is said in words, with what to do', (code, remedy) => {
  const error = Object.assign(new Error(`${code}: open`), { code, syscall: 'open', path: '/data/journal' })
  const sentence = explainStartFailure(error, '/data')
  expect(sentence).toContain(`(/data/journal). ${remedy}, or choose another folder with --data DIR.`)
  expect(sentence).not.toContain(code)
})

test.each(['EMFILE', 'ENFILE'])(
  '%s is of the whole computer, where another folder would not help',
  (code) => {
    const sentence = explainStartFailure(Object.assign(new Error(`${code}: open`), { code }), '/data')
    expect(sentence).toMatch(/too many files are open .* Close other programs/)
    expect(sentence).not.toContain('--data')
  },
)

test('any other failure keeps its own words, on one line', () => {
  expect(explainStartFailure(new Error('one\n  two'), '/data')).toBe('one two')
  expect(explainStartFailure('odd', '/data')).toBe('odd')
})
