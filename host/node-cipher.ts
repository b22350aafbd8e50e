import { createCipheriv, createDecipheriv, randomBytes, scrypt, type ScryptOptions } from 'node:crypto'
import type { Cipher } from '../core/store/secret-file'

const PREFIX = 'aes-256-gcm'
const COST: ScryptOptions = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

/**
 * AES-256-GCM under a key that scrypt derives from a passphrase. What it writes carries its own random salt and nonce:
 * `aes-256-gcm:salt:nonce:tag:data`, in base64url.
 */
export function passphraseCipher(passphrase: string): Cipher {
  // Deriving is slow on purpose, so each salt is derived once.
  const keys = new Map<string, Promise<Buffer>>()
  const keyFor = (salt: string): Promise<Buffer> => {
    const known = keys.get(salt) ?? derive(passphrase, Buffer.from(salt, 'base64url'))
    keys.set(salt, known)
    return known
  }
  const ownSalt = randomBytes(16).toString('base64url')

  return {
    async encrypt(secret) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', await keyFor(ownSalt), nonce)
      const data = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return [PREFIX, ownSalt, ...[nonce, cipher.getAuthTag(), data].map(toText)].join(':')
    },
    async decrypt(kept) {
      const [prefix, salt, nonce, tag, data, ...rest] = kept.split(':')
      if (prefix !== PREFIX || !salt || !nonce || !tag || data === undefined || rest.length > 0) {
        throw new Error('not written by this cipher')
      }
      const options = { authTagLength: 16 }
      const decipher = createDecipheriv('aes-256-gcm', await keyFor(salt), fromText(nonce), options)
      decipher.setAuthTag(fromText(tag))
      return Buffer.concat([decipher.update(fromText(data)), decipher.final()]).toString('utf8')
    },
  }
}

function derive(passphrase: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase, salt, 32, COST, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

function toText(bytes: Buffer): string {
  return bytes.toString('base64url')
}

function fromText(text: string): Buffer {
  return Buffer.from(text, 'base64url')
}
