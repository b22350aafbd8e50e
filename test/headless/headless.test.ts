import { access, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Bundle } from '../support/bundle'
import { temporaryFolder } from '../support/temporary-folder'
import { buildHeadless, signedInCall, startHost } from './headless-process'

const TOKEN = 'token-of-katherine-johnson-at-example.com'
const FREE_PORTS = ['--port', '0', '--webhook-port', '0']

let bundle: Bundle
beforeAll(async () => {
  bundle = await buildHeadless()
})
afterAll(() => bundle.remove())

async function dataFolder(): Promise<string> {
  return path.join(await temporaryFolder(), 'data')
}

/** Every file's content under a folder, in one piece. */
async function everythingIn(folder: string): Promise<Buffer> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return Buffer.concat(
    await Promise.all(files.map((file) => readFile(path.join(file.parentPath, file.name)))),
  )
}

async function takenPort(): Promise<number> {
  const holder = http.createServer()
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void holder.close())
  return (holder.address() as AddressInfo).port
}

test('it prints where the console and the webhooks are, and both answer there', async () => {
  const host = startHost(bundle, ['--data', await dataFolder(), ...FREE_PORTS])
  const address = await host.said('Console')
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
  expect(await host.said('Webhooks')).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)

  const call = await signedInCall(address)
  expect(await call('workspace.get', {})).toMatchObject({
    ok: true,
    value: { protection: 'memory', isNew: true },
  })
  const webhooks = await fetch(await host.said('Webhooks'))
  expect(webhooks.status).toBe(404)
  expect(new URL(address).port).not.toBe(new URL(await host.said('Webhooks')).port)
})

/** @promise reliability: A stop by signal is clean and gives the data folder back. */
test.each(['SIGINT', 'SIGTERM'] as const)(
  'on %s it stops cleanly and gives the folder back',
  async (signal) => {
    const data = await dataFolder()
    const host = startHost(bundle, ['--data', data, ...FREE_PORTS])
    const call = await signedInCall(await host.said('Console'))
    await call('workspace.get', {})
    host.child.kill(signal)
    expect(await host.ended).toMatchObject({ code: 0, signal: null })
    await expect(access(path.join(data, 'lock'))).rejects.toMatchObject({ code: 'ENOENT' })
    expect((await stat(data)).mode & 0o777).toBe(0o700)
  },
)

test('without a key it says that secrets are forgotten, and no file holds one', async () => {
  const data = await dataFolder()
  const host = startHost(bundle, ['--data', data, ...FREE_PORTS])
  expect(await host.said('Secrets')).toContain('in memory only')
  expect(await host.said('Secrets')).toContain('SLOTKEEPER_SECRET_KEY')
  const call = await signedInCall(await host.said('Console'))
  await call('secret.set', { name: 'ghl.token', value: TOKEN })
  host.child.kill('SIGTERM')
  await host.ended
  expect((await everythingIn(data)).includes(TOKEN)).toBe(false)
})

test('with a key secrets outlast a restart, and neither files, output nor answers show them', async () => {
  const data = await dataFolder()
  const environment = { SLOTKEEPER_SECRET_KEY: 'correct horse battery staple' }
  const first = startHost(bundle, ['--data', data, ...FREE_PORTS], environment)
  expect(await first.said('Secrets')).toBe('in the data folder, encrypted with SLOTKEEPER_SECRET_KEY')
  const call = await signedInCall(await first.said('Console'))
  const set = await call('secret.set', { name: 'ghl.token', value: TOKEN })
  expect(set).toMatchObject({
    ok: true,
    value: { protection: 'encrypted_file', secrets: { 'ghl.token': true } },
  })
  first.child.kill('SIGTERM')
  const ended = await first.ended

  const again = startHost(bundle, ['--data', data, ...FREE_PORTS], environment)
  const view = await (await signedInCall(await again.said('Console')))('workspace.get', {})
  expect(view).toMatchObject({ ok: true, value: { secrets: { 'ghl.token': true } } })
  const files = await everythingIn(data)
  for (const secret of [TOKEN, environment.SLOTKEEPER_SECRET_KEY]) {
    expect(files.includes(secret)).toBe(false)
    expect(ended.stdout + ended.stderr + JSON.stringify([set, view])).not.toContain(secret)
  }
})

test("a token of the operator's own choice stands in the address", async () => {
  const host = startHost(bundle, ['--data', await dataFolder(), '--token', 'T', ...FREE_PORTS])
  expect(await host.said('Console')).toMatch(/\?token=T$/)
})

test('a second host on the same folder ends with one line that says so, and the first one goes on', async () => {
  const data = await dataFolder()
  const first = startHost(bundle, ['--data', data, ...FREE_PORTS])
  const address = await first.said('Console')
  const second = await startHost(bundle, ['--data', data, ...FREE_PORTS]).ended
  expect(second).toMatchObject({ code: 1, stdout: '' })
  expect(second.stderr).toMatch(/^Slotkeeper cannot start: Another Slotkeeper is using the data folder .+\n$/)
  expect(second.stderr).toContain(data)
  expect(await (await signedInCall(address))('workspace.get', {})).toMatchObject({ ok: true })
})

test.each(['--port', '--webhook-port'])(
  'a taken %s is one line, and the folder is free for the next try',
  async (option) => {
    const data = await dataFolder()
    const port = String(await takenPort())
    const failed = await startHost(bundle, ['--data', data, ...FREE_PORTS, option, port]).ended
    expect(failed).toMatchObject({ code: 1, stdout: '' })
    expect(failed.stderr).toMatch(new RegExp(`^Slotkeeper cannot start: Port ${port} is in use .+\\n$`))
    const next = startHost(bundle, ['--data', data, ...FREE_PORTS])
    expect(await next.said('Console')).toContain('http://')
  },
)

test('a folder that cannot be made is one line that names it', async () => {
  const file = path.join(await temporaryFolder(), 'file')
  await writeFile(file, '')
  const failed = await startHost(bundle, ['--data', path.join(file, 'data'), ...FREE_PORTS]).ended
  expect(failed).toMatchObject({ code: 1, stdout: '' })
  expect(failed.stderr).toMatch(/^Slotkeeper cannot start: .+\n$/)
  expect(failed.stderr).toContain(path.join(file, 'data'))
})

test.each(['missing.pem', 'empty.pem'])('the key file %s is one line that names the option', async (name) => {
  const folder = await temporaryFolder()
  await writeFile(path.join(folder, 'empty.pem'), '')
  const file = path.join(folder, name)
  const args = ['--data', path.join(folder, 'data'), '--ghl-webhook-key-file', file, ...FREE_PORTS]
  const failed = await startHost(bundle, args).ended
  expect(failed.code).toBe(1)
  expect(failed.stderr).toMatch(/^Slotkeeper cannot start: .+--ghl-webhook-key-file\.\n$/)
  expect(failed.stderr).toContain(file)
})

test('an unknown option is refused with the options that there are', async () => {
  const failed = await startHost(bundle, ['--prot', '1']).ended
  expect(failed.code).toBe(1)
  expect(failed.stderr).toContain("Unknown option '--prot'")
  expect(failed.stderr).toContain('--webhook-port N')
})

test('--help lists the options', async () => {
  const { code, stdout } = await startHost(bundle, ['--help']).ended
  expect(code).toBe(0)
  expect(stdout).toContain('--data DIR')
})
