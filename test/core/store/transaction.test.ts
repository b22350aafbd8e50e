import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ZodError } from 'zod'
import { isUnderWay, type Attempt } from '../../../core/domain/attempt'
import type { Lead } from '../../../core/domain/lead'
import { slotKey } from '../../../core/domain/slot'
import type { Task } from '../../../core/domain/task'
import { Transaction, type Reader } from '../../../core/store/transaction'
import { makeAttempt, makeLead, makeSlot, makeTask } from '../../support/fixtures'
import { asAfterCrash, newStore, openStore } from '../../support/stores'

/** Nothing below: what an empty store answers. */
const nothing: Reader = { get: () => undefined, by: () => [], all: () => [] }

test('a transaction that changed nothing has no changes; a put and a removal of one id leave the last', () => {
  const transaction = new Transaction(nothing)
  expect(transaction.changes()).toBeNull()
  transaction.put('leads', makeLead({ notes: 'first' }))
  transaction.put('leads', makeLead({ notes: 'second' }))
  transaction.remove('tasks', 'task-1')
  expect(transaction.changes()).toEqual({
    puts: { leads: [makeLead({ notes: 'second' })] },
    removals: { tasks: ['task-1'] },
  })
  transaction.remove('leads', 'lead-1')
  expect(transaction.get('leads', 'lead-1')).toBeUndefined()
  expect(transaction.changes()).toEqual({ puts: {}, removals: { leads: ['lead-1'], tasks: ['task-1'] } })
})

test('an entity of another shape is refused where it is put', () => {
  const transaction = new Transaction(nothing)
  const offer = { id: 'offer-1', leadId: 'lead-1' }
  expect(() => {
    transaction.put('leads', { ...makeLead(), ...offer })
  }).toThrow(ZodError)
  expect(transaction.get('leads', 'offer-1')).toBeUndefined()
})

interface Model {
  leads: Map<string, Lead>
  tasks: Map<string, Task>
  attempts: Map<string, Attempt>
}

const IDS = ['a', 'b', 'c', 'd'] as const
const EMAILS = ['x@example.com', 'y@example.com', 'z@example.com'] as const
const SLOTS = [makeSlot('2026-11-24T15:00:00.000Z'), makeSlot('2026-11-25T15:00:00.000Z')] as const

const id = fc.constantFrom(...IDS)
type Change = (transaction: Transaction, model: Model) => void

const putLead = fc.record({ id, emails: fc.subarray([...EMAILS]) }).map((known): Change => {
  return (transaction, { leads }) => {
    transaction.put('leads', makeLead(known))
    leads.set(known.id, makeLead(known))
  }
})
const putTask = fc
  .record({ id, leadId: fc.option(id), state: fc.constantFrom('open' as const, 'done' as const) })
  .map((known): Change => {
    return (transaction, { tasks }) => {
      transaction.put('tasks', makeTask(known))
      tasks.set(known.id, makeTask(known))
    }
  })
const putAttempt = fc
  .record({
    id,
    slot: fc.constantFrom(...SLOTS),
    state: fc.constantFrom('calling' as const, 'booked' as const),
  })
  .map((known): Change => {
    return (transaction, { attempts }) => {
      transaction.put('attempts', makeAttempt(known))
      attempts.set(known.id, makeAttempt(known))
    }
  })
const remove = fc
  .record({ id, collection: fc.constantFrom('leads' as const, 'tasks' as const, 'attempts' as const) })
  .map(({ id, collection }): Change => {
    return (transaction, model) => {
      transaction.remove(collection, id)
      model[collection].delete(id)
    }
  })

/** Transactions that are asked for in one turn; some of them fail at their end. */
const batch = fc.array(
  fc.record({
    changes: fc.array(fc.oneof(putLead, putTask, putAttempt, remove), { maxLength: 6 }),
    fails: fc.boolean(),
  }),
  { maxLength: 5 },
)

const sorted = <T extends { id: string }>(entities: Iterable<T>): T[] =>
  [...entities].sort((a, b) => a.id.localeCompare(b.id))

/** Every way of reading gives what plain maps give. */
function expectSame(reader: Reader, { leads, tasks, attempts }: Model): void {
  expect(sorted(reader.all('leads'))).toEqual(sorted(leads.values()))
  expect(sorted(reader.all('tasks'))).toEqual(sorted(tasks.values()))
  expect(sorted(reader.all('attempts'))).toEqual(sorted(attempts.values()))
  for (const id of IDS) {
    expect(reader.get('leads', id)).toEqual(leads.get(id))
    expect(reader.get('tasks', id)).toEqual(tasks.get(id))
    expect(reader.get('attempts', id)).toEqual(attempts.get(id))
    const ofLead = [...tasks.values()].filter(({ leadId }) => leadId === id)
    expect(sorted(reader.by('tasks', 'lead', id))).toEqual(sorted(ofLead))
  }
  for (const email of EMAILS) {
    const withEmail = [...leads.values()].filter(({ emails }) => emails.includes(email))
    expect(sorted(reader.by('leads', 'email', email))).toEqual(sorted(withEmail))
  }
  for (const slot of SLOTS) {
    const holding = [...attempts.values()].filter((attempt) => isUnderWay(attempt) && attempt.slot === slot)
    expect(sorted(reader.by('attempts', 'slotUnderWay', slotKey(slot)))).toEqual(sorted(holding))
  }
  const open = [...tasks.values()].filter(({ state }) => state === 'open')
  expect(sorted(reader.by('tasks', 'open', 'yes'))).toEqual(sorted(open))
}

const copyOf = ({ leads, tasks, attempts }: Model): Model => ({
  leads: new Map(leads),
  tasks: new Map(tasks),
  attempts: new Map(attempts),
})

test('transactions read and write as plain maps do, in a batch, after it and after a restart', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { maxLength: 4 }), async (batches) => {
      const { store, folder } = await newStore()
      let model: Model = { leads: new Map(), tasks: new Map(), attempts: new Map() }
      for (const transactions of batches) {
        const settled = await Promise.allSettled(
          transactions.map(({ changes, fails }) =>
            store.transact('test', (transaction) => {
              const mine = copyOf(model)
              expectSame(transaction, mine)
              for (const change of changes) {
                change(transaction, mine)
                expectSame(transaction, mine)
              }
              if (fails) throw new RangeError('given up')
              model = mine
            }),
          ),
        )
        for (const [index, outcome] of settled.entries()) {
          if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(RangeError)
          expect(outcome.status).toBe(transactions[index]?.fails ? 'rejected' : 'fulfilled')
        }
        expectSame(store, model)
      }
      const reopened = await openStore(await asAfterCrash(folder))
      expectSame(reopened, model)
      for (const collection of ['leads', 'tasks', 'attempts'] as const) {
        expect(reopened.all(collection)).toEqual(store.all(collection))
      }
      await Promise.all([store.close(), reopened.close()])
    }),
    { numRuns: 60 },
  )
}, 60_000)
