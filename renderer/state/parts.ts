import type { MethodName, Response } from '../../core/api/contract'
import type { Client } from '../client'
import type { ConsoleState } from './console'

/** What every part of the state works with. */
export interface Parts {
  client: Client
  get: () => ConsoleState
  set: (changes: Partial<ConsoleState>) => void
}

/** The methods whose answer is a `T`. */
export type MethodsAnswering<T> = { [M in MethodName]: Response<M> extends T ? M : never }[MethodName]
