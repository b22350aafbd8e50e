import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Store } from '../../../core/store/store'
import { makeLead } from '../../support/fixtures'

export const SYSTEM_CLOCK = { now: () => Date.now() }

/** Leads of about a kilobyte, as they are after a while. */
export const NOTES = 'Asked about prices for two sites; wants to hear again after the fair. '.repeat(5)

const LEADS_A_TRANSACTION = 1000

export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'slotkeeper-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Fills a folder with so many leads and closes it. */
export async function fillFolder(folder: string, leads: number): Promise<void> {
  const store = await Store.open(folder, SYSTEM_CLOCK)
  for (let first = 0; first < leads; first += LEADS_A_TRANSACTION) {
    await store.transact('bench.fill', (transaction) => {
      for (let index = first; index < Math.min(first + LEADS_A_TRANSACTION, leads); index += 1) {
        transaction.put('leads', leadNumber(index, ''))
      }
    })
  }
  await store.close()
}

export function leadNumber(index: number, company: string) {
  const number = String(index)
  return makeLead({
    id: `lead-${number}`,
    emails: [`lead-${number}@example.com`],
    phones: [],
    ghlContactId: null,
    company,
    notes: NOTES,
  })
}
