import { createPublicKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Log, SecretStore } from '../core/context'
import { version } from '../package.json'
import { createSlotkeeper, type Slotkeeper } from '../core/slotkeeper'
import type { HostOptions } from './options'
import { StartError } from './start-failure'

/** Makes and starts the core as the command line asks. Throws what keeps it from starting; nothing is left running then. */
export async function startCore(
  options: HostOptions,
  host: { folder: string; secrets: SecretStore; log: Log },
): Promise<Slotkeeper> {
  const { calendlyUrl, ghlUrl, webhookPort, ghlWebhookKeyFile } = options
  const slotkeeper = await createSlotkeeper({
    ...host,
    version,
    webhookPort,
    providerUrls: { ...(calendlyUrl && { calendly: calendlyUrl }), ...(ghlUrl && { ghl: ghlUrl }) },
    ...(ghlWebhookKeyFile && { ghlWebhookKey: await readKey(ghlWebhookKeyFile) }),
  })
  try {
    await slotkeeper.start()
    return slotkeeper
  } catch (error) {
    await slotkeeper.stop()
    throw error
  }
}

async function readKey(file: string): Promise<string> {
  try {
    const pem = await readFile(file, 'utf8')
    createPublicKey(pem)
    return pem
  } catch (cause) {
    const sentence = `${file} cannot be read as a public key in PEM form. Check --ghl-webhook-key-file.`
    throw new StartError(sentence, { cause })
  }
}
