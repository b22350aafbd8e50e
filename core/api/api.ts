import type { Answer, EventName, EventPayload, MethodName, Parsed, Response } from './contract'

/** The core as its doors see it: one call, one stream of events. Doors check who asks; this checks what is asked. */
export interface Api {
  /** Parses the request by the contract, runs it, and answers; it never throws. An unknown method is an answer too. */
  call(method: string, request: unknown): Promise<Answer<unknown>>
  /** Every event goes to every listener. Returns a function that stops listening. */
  listen(listener: ApiListener): () => void
}

export type ApiListener = <E extends EventName>(event: E, payload: EventPayload<E>) => void

/** The work behind every method of the contract; requests are parsed already. */
export type Handlers = {
  [M in MethodName]: (request: Parsed<M>) => Promise<Response<M>> | Response<M>
}
