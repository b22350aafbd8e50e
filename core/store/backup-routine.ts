import { epoch, MINUTE, toInstant, type Clock, type Instant } from '../domain/time'
import type { Backup, BackupReason, Backups } from './backups'
import type { Snapshot } from './snapshot'

/** While changes come, a backup is made this often. */
export const BACKUP_EVERY = 15 * MINUTE

interface RoutineState {
  position: () => number
  /** The last change that is worth a backup. */
  worthwhile: () => number
  snapshot: () => Snapshot
}

/** Makes backups of a running store, one at a time, and knows when one is due. */
export class BackupRoutine {
  readonly #backups: Backups
  readonly #clock: Clock
  readonly #state: RoutineState
  #underWay: Promise<unknown> = Promise.resolve()
  #last: { at: Instant; position: number }
  #problem: string | null = null

  constructor(backups: Backups, clock: Clock, state: RoutineState) {
    this.#backups = backups
    this.#clock = clock
    this.#state = state
    this.#last = { at: toInstant(clock.now()), position: state.position() }
  }

  /** The newest first. */
  list(): Promise<Backup[]> {
    return this.#backups.list()
  }

  /** Why the last backup could not be made; null when it could. */
  get problem(): string | null {
    return this.#problem
  }

  /**
   * Keeps the state as it is now in a file of its own. Resolves when that is durable, with null where nothing was ever
   * committed; rejects with what the file system says.
   */
  make(reason: BackupReason): Promise<Backup | null> {
    const made = this.#underWay.then(() => this.#make(reason))
    this.#underWay = made.catch(() => undefined)
    return made
  }

  /** Before anything is changed in this run: keeps what was opened, unless the newest backup holds just that. */
  async makeAtStart(): Promise<void> {
    const [newest] = await this.list()
    if (newest?.position !== this.#last.position) await this.make('start')
  }

  /** Makes a backup where something changed since the last one and that is a quarter of an hour ago. */
  async makeWhenDue(): Promise<void> {
    const { at, position } = this.#last
    if (this.#clock.now() - epoch(at) < BACKUP_EVERY || this.#state.worthwhile() <= position) return
    await this.make('scheduled')
  }

  /** Resolves when none is under way. */
  async settled(): Promise<void> {
    await this.#underWay
  }

  async #make(reason: BackupReason): Promise<Backup | null> {
    const snapshot = this.#state.snapshot()
    if (snapshot.position === 0) return null
    // Also where it fails: a full disk is not asked again at once.
    this.#last = { at: snapshot.savedAt, position: this.#last.position }
    try {
      const backup = await this.#backups.write(snapshot, reason)
      this.#last = backup
      this.#problem = null
      return backup
    } catch (error) {
      this.#problem = error instanceof Error ? error.message : String(error)
      throw error
    }
  }
}
