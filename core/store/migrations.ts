import type { ChangeSet } from './collections'
import { StoreError } from './store-error'
import { toVersion2 } from './version-2'

/** What is put and what is removed, by collection, in the shape of one schema version. */
export interface Changes {
  puts: Record<string, unknown[]>
  removals: Record<string, string[]>
}

/**
 * Brings changes of one schema version into the shape of the next. Pure. A snapshot is migrated as the change that puts
 * everything, so one function serves both; it may therefore look at nothing but the entity in its hand.
 */
export type Migration = (changes: Changes) => Changes

/** The first leads from version 1 to 2, and so on. Never changed once shipped: old folders are opened with them. */
export const migrations: readonly Migration[] = [toVersion2]

/** The version that steps lead to. */
export function versionAfter(steps: readonly Migration[]): number {
  return steps.length + 1
}

/** Takes the steps that are still to be taken from `version` on. */
export function migrate(changes: Changes, version: number, steps: readonly Migration[]): Changes {
  return steps.slice(version - 1).reduce((migrated, step) => step(migrated), changes)
}

/** The same for a change set; its place, time and cause stay. */
export function migrateChangeSet(
  changeSet: ChangeSet,
  version: number,
  steps: readonly Migration[],
): ChangeSet {
  if (version === versionAfter(steps)) return changeSet
  const { puts, removals } = changeSet
  return {
    ...changeSet,
    ...(migrate({ puts, removals }, version, steps) as Pick<ChangeSet, 'puts' | 'removals'>),
  }
}

/** Throws `store.newer_version` for what this Slotkeeper cannot know how to read. */
export function refuseNewer(file: string, version: number, steps: readonly Migration[]): void {
  if (version <= versionAfter(steps)) return
  throw new StoreError(
    'store.newer_version',
    `${file} was written by a newer Slotkeeper. Start that version; nothing was changed.`,
  )
}
