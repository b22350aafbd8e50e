// The core in a process of its own: node inbox-process FOLDER SIGNING_KEY
// It is loaded and waits; a line on stdin lets it open the folder. It then says where its receiver listens.
import fs from 'node:fs'
import { createInterface } from 'node:readline'
import type { Lead } from '../../../core/domain/lead'
import { createSlotkeeper } from '../../../core/slotkeeper'
import { memorySecrets } from '../../../core/store/secret-file'

const [folder = '', signingKey = ''] = process.argv.slice(2)

/** So many people book; what reaches nobody is tried by no test here. */
const LEADS = 20

const say = (line: string) => fs.writeSync(1, `${line}\n`)
const silent = () => undefined

async function open(): Promise<void> {
  const secrets = memorySecrets()
  await secrets.set('calendly.webhookSigningKey', signingKey)
  const slotkeeper = await createSlotkeeper({
    folder,
    secrets,
    log: { info: silent, warn: silent, error: silent },
    webhookPort: 0,
  })
  const { api } = slotkeeper
  const known = await api.call('leads.list', {})
  if (known.ok && (known.value as Lead[]).length < LEADS) {
    for (let number = 0; number < LEADS; number += 1) {
      // One that is there already is refused.
      await api.call('leads.create', {
        firstName: 'Lead',
        lastName: String(number),
        company: '',
        emails: [`lead-${number}@example.com`],
        phones: [],
        zone: 'America/New_York',
      })
    }
  }
  await slotkeeper.start()
  say(slotkeeper.receiverUrl ?? '')
}

say('loaded')
createInterface({ input: process.stdin }).once('line', () => void open())
