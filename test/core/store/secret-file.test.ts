import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memorySecrets, openSecretFile, type Cipher } from '../../../core/store/secret-file'
import { bundleForNode, type Bundle } from '../../support/bundle'
import { temporaryFolder } from '../../support/temporary-folder'

const TOKEN = 'token-of-ada-lovelace-at-example.com'

/** Readable only with the same key, and without the secret in it; strong enough to test what stands around a cipher. */
function hexCipher(key: string): Cipher {
  return {
    encrypt: (secret) => `${key}:${Buffer.from(secret).toString('hex')}`,
    decrypt: (kept) => {
      if (!kept.startsWith(`${key}:`)) throw new Error('another key')
      return Buffer.from(kept.slice(key.length + 1), 'hex').toString()
    },
  }
}

function open(file: string, key = 'key-one') {
  return openSecretFile({ file, cipher: hexCipher(key), protection: 'encrypted_file' })
}

async function valuesIn(file: string): Promise<Record<string, string>> {
  const content = JSON.parse(await readFile(file, 'utf8')) as { values: Record<string, string> }
  return content.values
}

test('a secret is there again after a restart, and cleared ones are not', async () => {
  const file = path.join(await temporaryFolder(), 'secrets.json')
  const first = await open(file)
  await first.set('calendly.token', TOKEN)
  await first.set('ghl.token', 'another')
  await first.clear('ghl.token')
  expect(first.get('ghl.token')).toBeNull()

  const second = await open(file)
  expect(second.get('calendly.token')).toBe(TOKEN)
  expect(second.get('ghl.token')).toBeNull()
  expect(second.protection).toBe('encrypted_file')
})

/** @promise security: The file of secrets is for its owner alone and holds no secret as text. */
test('the file is for its owner alone, in a folder for its owner alone, and holds no secret as text', async () => {
  const file = path.join(await temporaryFolder(), 'data', 'secrets.json')
  const secrets = await open(file)
  await secrets.set('calendly.token', TOKEN)
  await secrets.set('calendly.token', `${TOKEN}-2`)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700)
  expect(await readdir(path.dirname(file))).toEqual(['secrets.json'])
  expect(await readFile(file, 'utf8')).not.toContain(TOKEN)
})

test('a value of another key counts as not set, is named, and stays until it is replaced', async () => {
  const file = path.join(await temporaryFolder(), 'secrets.json')
  const before = await open(file)
  await before.set('calendly.token', TOKEN)
  await before.set('ghl.token', 'kept')
  const written = await valuesIn(file)

  const elsewhere = await open(file, 'key-two')
  expect(elsewhere.get('calendly.token')).toBeNull()
  expect(elsewhere.unreadable()).toEqual(['calendly.token', 'ghl.token'])
  await elsewhere.set('calendly.token', 'new')
  expect(elsewhere.unreadable()).toEqual(['ghl.token'])
  expect((await valuesIn(file))['ghl.token']).toBe(written['ghl.token'])

  const back = await open(file)
  expect(back.get('ghl.token')).toBe('kept')
  expect(back.unreadable()).toEqual(['calendly.token'])
})

test('changes at the same moment all arrive', async () => {
  const file = path.join(await temporaryFolder(), 'secrets.json')
  const secrets = await open(file)
  const names = Array.from({ length: 20 }, (_, index) => `name-${index}`)
  await Promise.all(names.map((name) => secrets.set(name, name.toUpperCase())))
  const again = await open(file)
  expect(names.map((name) => again.get(name))).toEqual(names.map((name) => name.toUpperCase()))
})

test('a change that cannot be written is refused, and the secret before it stands in memory and on disk', async () => {
  const file = path.join(await temporaryFolder(), 'secrets.json')
  let broken = false
  const plain = hexCipher('key-one')
  const cipher: Cipher = {
    decrypt: (kept) => plain.decrypt(kept),
    encrypt: (secret) => {
      if (broken) throw new Error('the keychain is locked')
      return plain.encrypt(secret)
    },
  }
  const secrets = await openSecretFile({ file, cipher, protection: 'keychain' })
  await secrets.set('ghl.token', 'old')
  broken = true
  await expect(secrets.set('ghl.token', 'new')).rejects.toThrow('locked')
  expect(secrets.get('ghl.token')).toBe('old')
  broken = false
  await secrets.set('calendly.token', TOKEN)
  expect((await open(file)).get('ghl.token')).toBe('old')
})

test.each(['', 'not JSON', 'null', '{"version":1,"values":{"ghl.token":7}}', '{"version":2,"values":{}}'])(
  'a file that says %j is moved aside and named, and secrets can be set again',
  async (content) => {
    const folder = await temporaryFolder()
    const file = path.join(folder, 'secrets.json')
    await writeFile(file, content)
    const secrets = await open(file)
    expect(secrets.get('ghl.token')).toBeNull()
    expect(await readFile(secrets.quarantined ?? '', 'utf8')).toBe(content)
    expect(path.dirname(secrets.quarantined ?? '')).toBe(path.join(folder, 'quarantine'))
    await secrets.set('ghl.token', 'again')
    expect((await open(file)).get('ghl.token')).toBe('again')
  },
)

test('a file that cannot be read is an error, not an empty one', async () => {
  const folder = await temporaryFolder()
  await expect(open(folder)).rejects.toThrow('EISDIR')
})

test('secrets in memory are forgotten with the store and never reach a disk', async () => {
  const secrets = memorySecrets()
  await secrets.set('ghl.token', TOKEN)
  expect(secrets.get('ghl.token')).toBe(TOKEN)
  await secrets.clear('ghl.token')
  expect(secrets.get('ghl.token')).toBeNull()
  expect(memorySecrets().get('ghl.token')).toBeNull()
  expect(secrets.protection).toBe('memory')
})

/** @promise reliability: A process that is killed while it replaces a secret leaves the old one or the new one, whole. */
describe('a process that is killed while it replaces a secret', () => {
  let bundle: Bundle
  beforeAll(async () => {
    bundle = await bundleForNode(path.resolve(import.meta.dirname, 'secret-writer.ts'))
  })
  afterAll(() => bundle.remove())

  test.each([
    { moment: 'open', left: 'old' },
    { moment: 'rename', left: 'old' },
    { moment: 'rename-done', left: 'new' },
  ])('at "$moment" leaves the $left one, whole', async ({ moment, left }) => {
    const file = path.join(await temporaryFolder(), 'secrets.json')
    const plain: Cipher = { encrypt: (secret) => secret, decrypt: (kept) => kept }
    const before = await openSecretFile({ file, cipher: plain, protection: 'encrypted_file' })
    await before.set('ghl.token', 'old')

    const writer = spawn(process.execPath, [bundle.file, file, moment], { stdio: 'inherit' })
    const [, signal] = (await once(writer, 'exit')) as [number | null, string | null]
    expect(signal).toBe('SIGKILL')

    const after = await openSecretFile({ file, cipher: plain, protection: 'encrypted_file' })
    expect(after.get('ghl.token')).toBe(left)
    expect(after.quarantined).toBeNull()
  })
})
