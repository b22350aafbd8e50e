import { isDeepStrictEqual } from 'node:util'
import { collectionNames, type CollectionName, type Entity } from './collections'
import type { Snapshot } from './snapshot'
import type { Transaction } from './transaction'

/** Makes everything as a snapshot has it; what is the same already is left alone. */
export function replaceAll(transaction: Transaction, collections: Snapshot['collections']): void {
  for (const name of collectionNames) {
    const wanted = (collections[name] ?? []) as Entity<CollectionName>[]
    const ids = new Set(wanted.map(({ id }) => id))
    for (const { id } of transaction.all(name)) if (!ids.has(id)) transaction.remove(name, id)
    for (const entity of wanted) {
      if (!isDeepStrictEqual(transaction.get(name, entity.id), entity)) transaction.bringBack(name, entity)
    }
  }
}
