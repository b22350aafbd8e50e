import { useEffect, useMemo, useRef, useState } from 'react'
import type { MethodName, Request, Response } from '../../core/api/contract'
import { coalesced } from './coalesced'
import { newTickets } from './tickets'
import { useConsole } from './use-console'

interface Known<M extends MethodName> {
  /** The newest that is known; null until something was read. */
  value: Response<M> | null
  /** What it answers; while a newer answer is on its way, that is another request than was given. */
  request: Request<M> | null
  /** Why it could not be read the last time; null when it could. What is known stays. */
  error: string | null
}

export interface Asked<M extends MethodName> extends Known<M> {
  readAgain: () => void
  /** Shows what a command has answered with in place of what was read. */
  show: (value: Response<M>) => void
}

interface When {
  /** What it is about. When that changes, nothing is known, and the new question waits for no other. */
  key?: string
  /** It is asked again whenever this changes. */
  again?: unknown
}

/**
 * Asks the core, and again whenever the request or `again` change: one question is under way at a time and one waits.
 * What was read stays in view until a newer answer is there.
 */
export function useAsked<M extends MethodName>(
  method: M,
  request: Request<M>,
  { key = '', again }: When = {},
): Asked<M> {
  const { client } = useConsole()
  const [known, setKnown] = useState<Known<M> & { key: string }>({ key, ...nothing<M>() })
  const asked = JSON.stringify(request)
  const wanted = useRef({ key, asked })

  const { read, show } = useMemo(() => {
    const tickets = newTickets()
    const now = () => JSON.parse(wanted.current.asked) as Request<M>
    const tell = (ticket: number, change: (before: Known<M>) => Known<M>) => {
      if (wanted.current.key !== key || !tickets.accept(ticket)) return
      setKnown((before) => ({ key, ...change(before.key === key ? before : nothing<M>()) }))
    }
    return {
      read: coalesced(async () => {
        const [ticket, request] = [tickets.take(), now()]
        const answer = await client.call(method, request)
        tell(ticket, ({ value, request: answered }) =>
          answer.ok
            ? { value: answer.value, request, error: null }
            : { value, request: answered, error: answer.error.message },
        )
      }),
      show: (value: Response<M>) => {
        tell(tickets.take(), () => ({ value, request: now(), error: null }))
      },
    }
  }, [client, method, key])

  useEffect(() => {
    wanted.current = { key, asked }
    void read()
  }, [read, key, asked, again])

  const { value, request: answered, error } = known.key === key ? known : nothing<M>()
  return { value, request: answered, error, readAgain: () => void read(), show }
}

function nothing<M extends MethodName>(): Known<M> {
  return { value: null, request: null, error: null }
}
