import { useCallback, useEffect, useState } from 'react'
import type { MethodName, Request, Response } from '../../core/api/contract'
import { newTickets } from '../state/tickets'
import { useConsole, useShown } from '../state/use-console'

export interface Asked<T> {
  /** Null until it was read. */
  value: T | null
  /** Why it could not be read; null when it was. */
  error: string | null
  readAgain: () => void
}

/**
 * Asks the core something about webhooks, and again whenever they or the request change. What was read stays in view
 * until the newer answer is there, unless `key` changes: then it was about something else.
 */
export function useAsked<M extends MethodName>(
  method: M,
  request: Request<M>,
  key: string,
): Asked<Response<M>> {
  const console = useConsole()
  const version = useShown((state) => state.deliveriesVersion)
  const [answer, setAnswer] = useState<{ key: string; value: Response<M> | null; error: string | null }>({
    key,
    value: null,
    error: null,
  })
  const [tickets] = useState(newTickets)
  const [tries, setTries] = useState(0)
  const asked = JSON.stringify(request)

  useEffect(() => {
    const ticket = tickets.take()
    void console.client.call(method, JSON.parse(asked) as Request<M>).then((given) => {
      if (!tickets.accept(ticket)) return
      if (given.ok) setAnswer({ key, value: given.value, error: null })
      else setAnswer({ key, value: null, error: given.error.message })
    })
  }, [console, tickets, method, asked, key, version, tries])

  const readAgain = useCallback(() => {
    setTries((count) => count + 1)
  }, [])
  const isOld = answer.key !== key
  return { value: isOld ? null : answer.value, error: isOld ? null : answer.error, readAgain }
}
