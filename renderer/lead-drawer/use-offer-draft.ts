import { useEffect, useRef, useState } from 'react'
import type { ReadyOffer } from '../../core/api/views'
import type { Channel } from '../../core/domain/names'
import type { Slot } from '../../core/domain/slot'
import { useConsole } from '../state/use-console'

/** `waiting` is only the first wait: what is shown stays while it is asked about again. */
export type OfferDraftState =
  | { kind: 'waiting' }
  | { kind: 'failed'; reason: string }
  | { kind: 'impossible'; reason: string }
  | { kind: 'ready'; draft: ReadyOffer }

export interface OfferDraft {
  state: OfferDraftState
  /** The starts of the times that are chosen, at once; the message in `state` follows. */
  chosen: ReadonlySet<string>
  /** The starts of what Slotkeeper proposed first: they stay in view, chosen or not. */
  proposed: ReadonlySet<string>
  /** The message is being worded, or the times are being asked for. */
  busy: boolean
  /** Times that were chosen and are not free any more. */
  gone: readonly string[]
  choose: (start: string, isChosen: boolean) => void
  /** Reads the times anew, from the provider where that is wanted. */
  reload: (fresh: boolean) => void
}

/** The times that could be offered to a lead, those that are chosen, and the message that the core makes of them. */
export function useOfferDraft(leadId: string, channel: Channel | null, leadZone: string | null): OfferDraft {
  const console = useConsole()
  const [state, setState] = useState<OfferDraftState>({ kind: 'waiting' })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [proposed, setProposed] = useState<ReadonlySet<string>>(new Set())
  const [gone, setGone] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const asked = useRef(0)
  const known = state.kind === 'ready' ? state.draft : null

  /** Null asks for what Slotkeeper proposes. */
  const load = async (starts: ReadonlySet<string> | null, fresh: boolean) => {
    if (!channel) return
    const question = ++asked.current
    setBusy(true)
    const slots = starts && slotsAt(known, starts)
    const answer = await console.client.call('offers.draft', {
      leadId,
      channel,
      ...(slots && { slots }),
      fresh,
    })
    if (question !== asked.current) return
    setBusy(false)
    if (!answer.ok) {
      setState({ kind: 'failed', reason: answer.error.message })
      return
    }
    const draft = answer.value
    if (draft.kind === 'impossible') {
      setState(draft)
      return
    }
    const named = draft.slots.filter((slot) => slot.named).map(({ slot }) => slot.start)
    setState({ kind: 'ready', draft })
    setChosen(new Set(named))
    if (slots === null) setProposed(new Set(named))
    const missing = (slots ?? []).filter(({ start }) => !named.includes(start))
    setGone(missing.map(({ start }) => start))
  }

  // Once per panel, and again when the channel or the lead's zone changes: the message follows from them.
  useEffect(() => {
    void load(known ? chosen : null, false)
    return () => {
      asked.current++
    }
  }, [leadId, channel, leadZone])

  return {
    state,
    chosen,
    proposed,
    busy,
    gone,
    choose(start, isChosen) {
      const next = new Set(chosen)
      if (isChosen) next.add(start)
      else next.delete(start)
      setChosen(next)
      void load(next, false)
    },
    reload(fresh) {
      void load(known ? chosen : null, fresh)
    },
  }
}

/** The chosen slots, as the core named them. */
export function slotsAt(draft: ReadyOffer | null, starts: ReadonlySet<string>): Slot[] {
  return (draft?.slots ?? []).map(({ slot }) => slot).filter(({ start }) => starts.has(start))
}
