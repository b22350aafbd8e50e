import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Log } from '../../core/context'
import { openDesktopSecrets, type Keychain } from '../../electron/secrets'
import { temporaryFolder } from '../support/temporary-folder'

const TOKEN = 'token-of-alan-turing-at-example.com'
const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** A keychain that turns bytes around; `machine` stands for the machine whose key it holds. */
function keychain(options: {
  machine?: string
  backend?: string
  available?: boolean
  asynchronous?: boolean
}): Keychain {
  const { machine = 'M', backend = 'gnome_libsecret', available = true, asynchronous = false } = options
  const seal = (text: string): Buffer => Buffer.from(machine + text, 'utf8').reverse()
  const unseal = (data: Buffer): string => {
    const text = Buffer.from(data).reverse().toString('utf8')
    if (!text.startsWith(machine)) throw new Error('Error while decrypting the ciphertext')
    return text.slice(machine.length)
  }
  const older: Keychain = {
    getSelectedStorageBackend: () => backend,
    isEncryptionAvailable: () => available,
    encryptString: seal,
    decryptString: unseal,
  }
  if (!asynchronous) return older
  const refuse = (): never => expect.fail('the older call was used')
  return {
    getSelectedStorageBackend: () => backend,
    isEncryptionAvailable: refuse,
    encryptString: refuse,
    decryptString: refuse,
    isAsyncEncryptionAvailable: () => Promise.resolve(available),
    encryptStringAsync: (text) => Promise.resolve(seal(text)),
    decryptStringAsync: (data) => Promise.resolve({ result: unseal(data) }),
  }
}

test.each([false, true])(
  'a keychain protects secrets over a restart (asynchronous calls: %s)',
  async (asynchronous) => {
    const folder = await temporaryFolder()
    const host = { folder, passphrase: null, log }
    const secrets = await openDesktopSecrets(keychain({ asynchronous }), 'linux', host)
    expect(secrets.protection).toBe('keychain')
    await secrets.set('ghl.token', TOKEN)
    expect(await readFile(path.join(folder, 'secrets.json'), 'utf8')).not.toContain(TOKEN)

    const again = await openDesktopSecrets(keychain({ asynchronous: !asynchronous }), 'linux', host)
    expect(again.get('ghl.token')).toBe(TOKEN)
    const elsewhere = await openDesktopSecrets(keychain({ machine: 'N' }), 'linux', host)
    expect(elsewhere.get('ghl.token')).toBeNull()
  },
)

test.each<[string, NodeJS.Platform, Keychain]>([
  ['Linux has no keychain', 'linux', keychain({ backend: 'basic_text' })],
  ['Linux has not found one yet', 'linux', keychain({ backend: 'unknown' })],
  ['the keychain cannot be used', 'darwin', keychain({ available: false })],
  ['the keychain cannot be used now', 'win32', keychain({ available: false, asynchronous: true })],
])('where %s, secrets stay in memory, or in a file under the passphrase', async (_name, platform, chain) => {
  const folder = await temporaryFolder()
  const inMemory = await openDesktopSecrets(chain, platform, { folder, passphrase: null, log })
  expect(inMemory.protection).toBe('memory')
  const inFile = await openDesktopSecrets(chain, platform, { folder, passphrase: 'correct horse', log })
  expect(inFile.protection).toBe('encrypted_file')
  await inFile.set('ghl.token', TOKEN)
  expect(await readFile(path.join(folder, 'secrets.json'), 'utf8')).toContain('aes-256-gcm:')
})

test.each<NodeJS.Platform>(['darwin', 'win32'])(
  'on %s the name of the Linux keychain is not asked for',
  async (platform) => {
    const chain = { ...keychain({}), getSelectedStorageBackend: () => expect.fail('asked') }
    const secrets = await openDesktopSecrets(chain, platform, {
      folder: await temporaryFolder(),
      passphrase: null,
      log,
    })
    expect(secrets.protection).toBe('keychain')
  },
)
