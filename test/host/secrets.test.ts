import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Log } from '../../core/context'
import { passphraseCipher } from '../../host/node-cipher'
import { openSecrets, takeSecretKey } from '../../host/secrets'
import { temporaryFolder } from '../support/temporary-folder'

const TOKEN = 'token-of-grace-hopper-at-example.com'

function recordingLog(): { log: Log; lines: string[] } {
  const lines: string[] = []
  const write = (event: string, facts?: Record<string, unknown>): void => {
    lines.push(`${event} ${JSON.stringify(facts)}`)
  }
  return { lines, log: { info: write, warn: write, error: write } }
}

test.each(['', 'x', TOKEN, 'Zürich 東京 🗓️', 'line\nline', 'a'.repeat(10_000)])(
  'the cipher gives back what it took: %#',
  async (secret) => {
    const kept = await passphraseCipher('correct horse').encrypt(secret)
    expect(await passphraseCipher('correct horse').decrypt(kept)).toBe(secret)
  },
)

test('equal secrets look different, and each text carries its own salt and nonce', async () => {
  const [one, other] = [passphraseCipher('correct horse'), passphraseCipher('correct horse')]
  const [first, second, third] = [
    await one.encrypt(TOKEN),
    await one.encrypt(TOKEN),
    await other.encrypt(TOKEN),
  ]
  expect(new Set([first, second, third]).size).toBe(3)
  expect(first.split(':')[1]).toBe(second.split(':')[1])
  expect(first.split(':')[1]).not.toBe(third.split(':')[1])
})

/** @promise security: Kept secrets are read with the right passphrase only, and not at all after one character was changed. */
test('another passphrase, or one changed character, decrypts nothing', async () => {
  const cipher = passphraseCipher('correct horse')
  const kept = await cipher.encrypt(TOKEN)
  await expect(passphraseCipher('correct horses').decrypt(kept)).rejects.toThrow()
  const [prefix, salt, nonce, tag, data] = kept.split(':') as [string, string, string, string, string]
  const turned = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1)
  const broken = [
    [prefix, turned(salt), nonce, tag, data],
    [prefix, salt, turned(nonce), tag, data],
    [prefix, salt, nonce, turned(tag), data],
    [prefix, salt, nonce, tag, turned(data)],
    [prefix, salt, nonce, tag.slice(0, 6), data],
    [prefix, salt, nonce, tag, data, 'more'],
    ['keychain', salt, nonce, tag, data],
  ]
  for (const parts of broken) await expect(cipher.decrypt(parts.join(':'))).rejects.toThrow()
})

test('with a passphrase secrets outlast the process, encrypted; no file shows them', async () => {
  const folder = await temporaryFolder()
  const { log, lines } = recordingLog()
  const secrets = await openSecrets(folder, 'correct horse', log)
  await secrets.set('calendly.token', TOKEN)
  const content = await readFile(path.join(folder, 'secrets.json'))
  for (const encoding of ['utf8', 'hex', 'base64', 'base64url'] as const) {
    const shape = Buffer.from(TOKEN).toString(encoding)
    expect(content.includes(shape.slice(0, -4))).toBe(false)
  }
  const again = await openSecrets(folder, 'correct horse', log)
  expect(again.get('calendly.token')).toBe(TOKEN)
  expect(again.protection).toBe('encrypted_file')
  expect(lines).toEqual([])
})

test('what another passphrase cannot read is logged by name', async () => {
  const folder = await temporaryFolder()
  const { log, lines } = recordingLog()
  await (await openSecrets(folder, 'correct horse', log)).set('ghl.token', TOKEN)
  const secrets = await openSecrets(folder, 'another', log)
  expect(secrets.get('ghl.token')).toBeNull()
  expect(lines).toEqual(['secrets.unreadable {"names":["ghl.token"]}'])
})

test('without a passphrase secrets stay in memory and the file of earlier is left alone', async () => {
  const folder = await temporaryFolder()
  const { log } = recordingLog()
  await (await openSecrets(folder, 'correct horse', log)).set('ghl.token', TOKEN)
  const before = await readFile(path.join(folder, 'secrets.json'), 'utf8')
  const secrets = await openSecrets(folder, null, log)
  await secrets.set('ghl.token', 'other')
  expect(secrets.protection).toBe('memory')
  expect(await readFile(path.join(folder, 'secrets.json'), 'utf8')).toBe(before)
})

/** @promise security: The passphrase is taken out of the environment, so that no child process inherits it. */
test('the passphrase is taken out of the environment, so that no child inherits it', () => {
  const environment: NodeJS.ProcessEnv = { SLOTKEEPER_SECRET_KEY: 'correct horse', HOME: '/home/ada' }
  expect(takeSecretKey(environment)).toBe('correct horse')
  expect(environment).toEqual({ HOME: '/home/ada' })
  expect(takeSecretKey(environment)).toBeNull()
  expect(takeSecretKey({ SLOTKEEPER_SECRET_KEY: '' })).toBeNull()
})
