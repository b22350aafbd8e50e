import { slotKey, type Slot } from '../domain/slot'
import type { Reader } from '../store/transaction'

/** A booking of this time, or a move to it, whose outcome is open holds it: nobody else is booked or moved there (B3). */
export function isClaimed(store: Reader, slot: Slot): boolean {
  const key = slotKey(slot)
  return (
    store.by('attempts', 'slotUnderWay', key).length > 0 ||
    store.by('meetingChanges', 'slotUnderWay', key).length > 0
  )
}
