import type { Log, SecretStore } from '../core/context'
import type { Cipher } from '../core/store/secret-file'
import { openProtected, openSecrets } from '../host/secrets'

/**
 * Electron's `safeStorage` as far as it is used here. Newer Electrons ask for the asynchronous calls, older ones have only
 * the others.
 */
export interface Keychain {
  getSelectedStorageBackend(): string
  isEncryptionAvailable(): boolean
  encryptString(text: string): Buffer
  decryptString(data: Buffer): string
  isAsyncEncryptionAvailable?(): Promise<boolean>
  encryptStringAsync?(text: string): Promise<Buffer>
  decryptStringAsync?(data: Buffer): Promise<{ result: string }>
}

const PREFIX = 'keychain:'

/** Secrets under the system's keychain where it protects them, else as a machine without one keeps them. */
export async function openDesktopSecrets(
  keychain: Keychain,
  platform: NodeJS.Platform,
  host: { folder: string; passphrase: string | null; log: Log },
): Promise<SecretStore> {
  const { folder, passphrase, log } = host
  if (!(await protects(keychain, platform))) return openSecrets(folder, passphrase, log)
  return openProtected(folder, keychainCipher(keychain), 'keychain', log)
}

/** With `basic_text` Electron encrypts under a password that anybody can look up. */
async function protects(keychain: Keychain, platform: NodeJS.Platform): Promise<boolean> {
  if (platform === 'linux' && ['basic_text', 'unknown'].includes(keychain.getSelectedStorageBackend()))
    return false
  return keychain.isAsyncEncryptionAvailable?.() ?? keychain.isEncryptionAvailable()
}

function keychainCipher(keychain: Keychain): Cipher {
  return {
    async encrypt(secret) {
      const data = await (keychain.encryptStringAsync?.(secret) ?? keychain.encryptString(secret))
      return PREFIX + data.toString('base64')
    },
    async decrypt(kept) {
      if (!kept.startsWith(PREFIX)) throw new Error('not written by this cipher')
      const data = Buffer.from(kept.slice(PREFIX.length), 'base64')
      if (keychain.decryptStringAsync) return (await keychain.decryptStringAsync(data)).result
      return keychain.decryptString(data)
    },
  }
}
