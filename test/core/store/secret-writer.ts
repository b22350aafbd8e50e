// Replaces a secret and dies at a given step of doing so: node secret-writer FILE open|rename|rename-done
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { openSecretFile } from '../../../core/store/secret-file'

const [file = '', moment] = process.argv.slice(2)
const secrets = await openSecretFile({
  file,
  cipher: { encrypt: (secret) => secret, decrypt: (kept) => kept },
  protection: 'encrypted_file',
})

const { open, rename } = fs.promises
fs.promises.open = (...args) => {
  if (moment === 'open') process.kill(process.pid, 'SIGKILL')
  return open(...args)
}
fs.promises.rename = async (...args) => {
  if (moment === 'rename') process.kill(process.pid, 'SIGKILL')
  await rename(...args)
  process.kill(process.pid, 'SIGKILL')
}
syncBuiltinESMExports()

await secrets.set('ghl.token', 'new')
