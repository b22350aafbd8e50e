import type { Lead } from '../domain/lead'
import type { Reader } from '../store/transaction'

/** What is known of a person from outside. */
export interface Identity {
  ghlContactId: string | null
  email: string | null
  phone: string | null
}

/** The lead that an identity belongs to, by contact, e-mail address, then phone number; null when it is nobody's. */
export function findLead(store: Reader, identity: Identity): Lead | null {
  const { ghlContactId, email, phone } = identity
  return (
    (ghlContactId ? store.by('leads', 'ghlContact', ghlContactId)[0] : undefined) ??
    (email ? store.by('leads', 'email', email.toLowerCase())[0] : undefined) ??
    (phone ? store.by('leads', 'phone', phone)[0] : undefined) ??
    null
  )
}
