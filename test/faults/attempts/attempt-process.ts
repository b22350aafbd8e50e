// A process that hosts the core and books one meeting: node attempt-process.mjs MODE ORDER
// In the mode `die-before-call` it kills itself between the claim and the booking call; in the mode `book` somebody else does.
import { createSlotkeeper } from '../../../core/slotkeeper'
import { memorySecrets } from '../../../core/store/secret-file'
import type { SecretKey } from '../../../core/context'
import type { Slot } from '../../../core/domain/slot'

export interface ProcessOrder {
  folder: string
  urls: { calendly: string; ghl: string }
  secrets: Partial<Record<SecretKey, string>>
  /** Epoch ms at which its clock stands. */
  now: number
  /** The path of the booking call. */
  bookingPath: string
  leadId: string
  slot: Slot
}

const [mode, text = ''] = process.argv.slice(2)
const order = JSON.parse(text) as ProcessOrder

if (mode === 'die-before-call') {
  const { fetch } = globalThis
  globalThis.fetch = (input, init) => {
    const isBooking = typeof input === 'string' && new URL(input).pathname === order.bookingPath
    if (isBooking && init?.method === 'POST') {
      process.kill(process.pid, 'SIGKILL')
      return new Promise(() => undefined)
    }
    return fetch(input, init)
  }
}

const secrets = memorySecrets()
for (const [key, value] of Object.entries(order.secrets)) await secrets.set(key, value)
const silent = () => undefined
const slotkeeper = await createSlotkeeper({
  folder: order.folder,
  secrets,
  log: { info: silent, warn: silent, error: silent },
  clock: { now: () => order.now },
  webhookPort: 0,
  providerUrls: order.urls,
})
await slotkeeper.start()
await slotkeeper.api.call('leads.book', { leadId: order.leadId, slot: order.slot })
