import { collections, type ChangeSet, type CollectionName, type Entity, type IndexName } from './collections'

/** How stored entities are read. What comes back is never changed in place: a change is a put of a new object. */
export interface Reader {
  get<C extends CollectionName>(collection: C, id: string): Entity<C> | undefined
  by<C extends CollectionName>(collection: C, index: IndexName<C>, key: string): Entity<C>[]
  all<C extends CollectionName>(collection: C): Entity<C>[]
}

type Changed = Map<string, { id: string } | null>

/**
 * Reads through to what is below it and holds its own changes on top, so that a transaction sees what it wrote and
 * the transactions before it in the same batch.
 */
export class Transaction implements Reader {
  readonly #below: Reader
  readonly #changed = new Map<CollectionName, Changed>()

  constructor(below: Reader) {
    this.#below = below
  }

  get<C extends CollectionName>(collection: C, id: string): Entity<C> | undefined {
    const changed = this.#changed.get(collection)?.get(id)
    if (changed === undefined) return this.#below.get(collection, id)
    return (changed ?? undefined) as Entity<C> | undefined
  }

  by<C extends CollectionName>(collection: C, index: IndexName<C>, key: string): Entity<C>[] {
    const keysOf = (collections[collection].indexes as Record<string, unknown>)[index] as (
      entity: Entity<C>,
    ) => readonly string[]
    return this.#merge(collection, this.#below.by(collection, index, key), (entity) =>
      keysOf(entity).includes(key),
    )
  }

  all<C extends CollectionName>(collection: C): Entity<C>[] {
    return this.#merge(collection, this.#below.all(collection), () => true)
  }

  #merge<C extends CollectionName>(
    collection: C,
    below: Entity<C>[],
    belongs: (entity: Entity<C>) => boolean,
  ): Entity<C>[] {
    const changed = this.#changed.get(collection)
    if (!changed) return below
    const kept = below.filter((entity) => !changed.has(entity.id))
    for (const entity of changed.values()) {
      if (entity && belongs(entity as Entity<C>)) kept.push(entity as Entity<C>)
    }
    return kept
  }

  /** Throws a ZodError when the entity is not of its collection's shape; the whole transaction then fails. */
  put<C extends CollectionName>(collection: C, entity: Entity<C>): void {
    this.#changes(collection).set(entity.id, collections[collection].schema.parse(entity))
  }

  /** Puts what a snapshot of ours holds, as it is: it was parsed when it was first put, perhaps by another version. */
  bringBack(collection: CollectionName, entity: { id: string }): void {
    this.#changes(collection).set(entity.id, entity)
  }

  remove(collection: CollectionName, id: string): void {
    this.#changes(collection).set(id, null)
  }

  /** Null when nothing was changed. */
  changes(): Pick<ChangeSet, 'puts' | 'removals'> | null {
    if (this.#changed.size === 0) return null
    const puts: Record<string, unknown[]> = {}
    const removals: Partial<Record<CollectionName, string[]>> = {}
    for (const [collection, changed] of this.#changed) {
      for (const [id, entity] of changed) {
        if (entity) (puts[collection] ??= []).push(entity)
        else (removals[collection] ??= []).push(id)
      }
    }
    return { puts: puts, removals }
  }

  /** Takes over the changes of a finished transaction that was built on this one. */
  absorb(finished: Transaction): void {
    for (const [collection, changed] of finished.#changed) {
      for (const [id, entity] of changed) this.#changes(collection).set(id, entity)
    }
  }

  #changes(collection: CollectionName): Changed {
    const known = this.#changed.get(collection)
    if (known) return known
    const made: Changed = new Map()
    this.#changed.set(collection, made)
    return made
  }
}
