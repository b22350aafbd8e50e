import path from 'node:path'
import type { Log, SecretStore } from '../core/context'
import { memorySecrets, openSecretFile, type Cipher } from '../core/store/secret-file'
import { passphraseCipher } from './node-cipher'

/** The environment variable that encrypts secrets where there is no keychain. */
export const SECRET_KEY_VARIABLE = 'SLOTKEEPER_SECRET_KEY'

/** Reads the passphrase and removes it from the environment, so that no program started from here inherits it. */
export function takeSecretKey(environment: NodeJS.ProcessEnv): string | null {
  const key = environment[SECRET_KEY_VARIABLE]
  Reflect.deleteProperty(environment, SECRET_KEY_VARIABLE)
  return key === undefined || key === '' ? null : key
}

/** Secrets of a host without a keychain: a file encrypted by the passphrase, or memory only when there is none. */
export function openSecrets(folder: string, passphrase: string | null, log: Log): Promise<SecretStore> {
  if (passphrase === null) return Promise.resolve(memorySecrets())
  return openProtected(folder, passphraseCipher(passphrase), 'encrypted_file', log)
}

/** Opens the data folder's secret file with a cipher, and logs what of it cannot be read. */
export async function openProtected(
  folder: string,
  cipher: Cipher,
  protection: 'keychain' | 'encrypted_file',
  log: Log,
): Promise<SecretStore> {
  const secrets = await openSecretFile({ file: path.join(folder, 'secrets.json'), cipher, protection })
  const { quarantined } = secrets
  if (quarantined !== null) log.warn('secrets.quarantined', { file: quarantined })
  const unreadable = secrets.unreadable()
  if (unreadable.length > 0) log.warn('secrets.unreadable', { names: unreadable })
  return secrets
}
