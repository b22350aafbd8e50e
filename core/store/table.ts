import { collections, type CollectionName, type Entity, type IndexName } from './collections'

type KeysOf = (entity: unknown) => readonly string[]

/** The entities of one collection in memory, with their indexes. */
export class Table<C extends CollectionName> {
  readonly #entities = new Map<string, Entity<C>>()
  readonly #places = new Map<string, number>()
  #nextPlace = 0
  readonly #indexes = new Map<string, { keysOf: KeysOf; ids: Map<string, Set<string>> }>()

  constructor(collection: C) {
    for (const [name, keysOf] of Object.entries(collections[collection].indexes)) {
      this.#indexes.set(name, { keysOf: keysOf as KeysOf, ids: new Map() })
    }
  }

  get size(): number {
    return this.#entities.size
  }

  get(id: string): Entity<C> | undefined {
    return this.#entities.get(id)
  }

  all(): IterableIterator<Entity<C>> {
    return this.#entities.values()
  }

  /** In the order in which they were first put, so that a restart does not change it. */
  by(index: IndexName<C>, key: string): Entity<C>[] {
    const ids = this.#indexes.get(index)?.ids.get(key)
    if (!ids) return []
    const found: Entity<C>[] = []
    for (const id of ids) {
      const entity = this.#entities.get(id)
      if (entity) found.push(entity)
    }
    return found.sort((a, b) => this.#placeOf(a) - this.#placeOf(b))
  }

  #placeOf({ id }: Entity<C>): number {
    return this.#places.get(id) ?? 0
  }

  put(entity: Entity<C>): void {
    const before = this.#entities.get(entity.id)
    if (!before) this.#places.set(entity.id, this.#nextPlace++)
    Object.freeze(entity)
    this.#entities.set(entity.id, entity)
    for (const { keysOf, ids } of this.#indexes.values()) {
      const keys = new Set(keysOf(entity))
      for (const key of before ? keysOf(before) : []) {
        if (!keys.has(key)) take(ids, key, entity.id)
      }
      for (const key of keys) {
        const members = ids.get(key)
        if (members) members.add(entity.id)
        else ids.set(key, new Set([entity.id]))
      }
    }
  }

  remove(id: string): void {
    const before = this.#entities.get(id)
    if (!before) return
    this.#entities.delete(id)
    this.#places.delete(id)
    for (const { keysOf, ids } of this.#indexes.values()) {
      for (const key of keysOf(before)) take(ids, key, id)
    }
  }
}

function take(ids: Map<string, Set<string>>, key: string, id: string): void {
  const members = ids.get(key)
  members?.delete(id)
  if (members?.size === 0) ids.delete(key)
}
