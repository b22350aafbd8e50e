// A process with a store of its own: node store-process commit|live|overfill|listen|hold FOLDER
// What it has to say goes to stdout, a line each, written before it goes on.
import fs from 'node:fs'
import { makeLead } from '../../support/fixtures'
import { Store } from '../../../core/store/store'

const [mode, folder = ''] = process.argv.slice(2)

const say = (line: string) => fs.writeSync(1, `${line}\n`)
const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'none')
const openStore = () => Store.open(folder, { now: () => Date.now() })

/** Commits without end, eight at a time, and acknowledges each by its number once the store has. */
async function commit(): Promise<void> {
  const store = await openStore()
  const one = async () => {
    const count = await store.transact('test.count', (transaction) => {
      const next = Number(transaction.get('leads', 'counter')?.notes ?? '0') + 1
      transaction.put('leads', makeLead({ id: 'counter', notes: String(next) }))
      transaction.put('leads', makeLead({ id: `lead-${next % 64}`, notes: `${next} ${'x'.repeat(8000)}` }))
      transaction.remove('leads', `lead-${(next + 1) % 64}`)
      return next
    })
    say(String(count))
  }
  while (true) await Promise.all(Array.from({ length: 8 }, one))
}

/**
 * Lives a whole life over and over: opens, commits four at a time, makes backups, closes. It says what it found on
 * opening, `opened COUNT LOSS`, and acknowledges each commit by its number.
 */
async function live(): Promise<void> {
  while (true) {
    const store = await openStore()
    const found = store.all('sandboxes').map(({ id }) => Number(id))
    const isWhole = found.every((number, index) => number === index + 1)
    say(`opened ${isWhole ? found.length : 'in part'} ${store.openingReport ? 'with a loss' : 'whole'}`)
    const one = async () => {
      const count = await store.transact('test.count', (transaction) => {
        const next = transaction.all('sandboxes').length + 1
        transaction.put('sandboxes', { id: String(next), state: null })
        return next
      })
      say(`committed ${count}`)
    }
    for (let round = 0; round < 3; round += 1) {
      await Promise.all([one(), one(), one(), one()])
      if (round === 1) await store.backups.make('manual')
    }
    say('closing')
    await store.close()
  }
}

/** Commits more than the process may write to one file, then something small. */
async function overfill(): Promise<void> {
  const store = await openStore()
  const put = (id: string, notes: string) =>
    store
      .transact('test.put', (transaction) => {
        transaction.put('leads', makeLead({ id, notes }))
      })
      .then(
        () => 'done',
        (error: unknown) => codeOf(error),
      )
  say(`first ${await put('first', '')}`)
  say(`huge ${await put('huge', 'x'.repeat(1_000_000))}`)
  say(`visible ${store.get('leads', 'huge') ? 'yes' : 'no'}`)
  say(`last ${await put('last', '')}`)
  process.exit()
}

/** Commits past a listener that throws. */
async function listen(): Promise<void> {
  const store = await openStore()
  process.on('uncaughtException', ({ message }) => say(`uncaught ${message}`))
  store.subscribe(() => {
    throw new Error('a listener’s mistake')
  })
  store.subscribe(({ position }) => say(`told ${position}`))
  for (const id of ['a', 'b']) {
    await store.transact('test.put', (transaction) => {
      transaction.put('leads', makeLead({ id }))
    })
    say(`committed ${id}`)
  }
  await store.close()
  say('closed')
}

/** Takes the folder and keeps it until its stdin ends. */
async function hold(): Promise<void> {
  try {
    const store = await openStore()
    say('held')
    process.stdin.resume().once('end', () => void store.close())
  } catch (error) {
    say(codeOf(error))
  }
}

const modes = { commit, live, overfill, listen, hold }
await modes[mode as keyof typeof modes]()
