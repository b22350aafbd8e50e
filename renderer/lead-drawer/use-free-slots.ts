import { useState } from 'react'
import type { Response } from '../../core/api/contract'
import { useAsked } from '../state/use-asked'

export type FreeSlots = Response<'slots.list'>

interface Free {
  /** Null until they were read. */
  free: FreeSlots | null
  error: string | null
  /** Asks anew; what was free before is not shown meanwhile. */
  readAgain: () => void
}

/** The free times to book for a lead, as the provider says now; asked again when the zone that they are worded in changes. */
export function useFreeSlots(leadId: string, leadZone: string | null): Free {
  const [round, setRound] = useState(0)
  const { value, error } = useAsked('slots.list', { leadId }, { key: `${leadId} ${leadZone} ${round}` })
  return {
    free: value,
    error,
    readAgain: () => {
      setRound((count) => count + 1)
    },
  }
}
