import type { ProviderId } from '../../domain/names'
import type { RecordCheck } from '../../domain/reconciliation'
import type { Failure } from '../../providers/provider'
import { Breaker, Streak } from './breaker'
import type { Finding } from './findings'
import type { Sweep, SweepReason } from './sweep'

/** What is known of the reading of one provider's record while the app runs. */
export interface Track {
  looks: Breaker
  sweeps: Streak
  /** Why a whole reading is to begin; null when nothing calls for one. */
  wanted: SweepReason | null
  sweep: Sweep | null
  ranAt: number | null
  pausedUntil: number
  /** Why it is left alone, and why it could not be read wholly, in plain words; null while it is not so. */
  leftAlone: string | null
  notWhole: string | null
}

export function newTrack(): Track {
  return {
    looks: new Breaker(),
    sweeps: new Streak(),
    wanted: 'start',
    sweep: null,
    ranAt: null,
    pausedUntil: 0,
    leftAlone: null,
    notWhole: null,
  }
}

/** The same of the text messages, which are counted by themselves. */
export interface MessageTrack {
  runs: Streak
  ranAt: number | null
  problem: string | null
}

export function newMessageTrack(): MessageTrack {
  return { runs: new Streak(), ranAt: null, problem: null }
}

/** What one run did at one provider. */
export interface Run {
  provider: ProviderId
  track: Track
  checks: RecordCheck[]
  found: Finding[]
  /** Whether the provider gave any answer that could be used. */
  isAnswered: boolean
  /** The last thing that failed. */
  failure: Failure | null
}

export function newRun(provider: ProviderId, track: Track): Run {
  return { provider, track, checks: [], found: [], isAnswered: false, failure: null }
}
