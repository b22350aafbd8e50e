import { useEffect, useState } from 'react'

/** Epoch milliseconds, renewed every half minute, for texts such as "5 min" and "in an hour". */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now())
    }, 30_000)
    return () => {
      clearInterval(timer)
    }
  }, [])
  return now
}
