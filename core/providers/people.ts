import type { Lead } from '../domain/lead'
import type { Outcome } from './provider'

/** What a provider's address book says of one person. */
export type Person = Pick<Lead, 'firstName' | 'lastName' | 'emails' | 'phones' | 'company' | 'zone'>

/** Reads people by GoHighLevel's contact id. */
export interface People {
  /** Null for a contact that there is not, or not any more. */
  read(contactId: string): Promise<Outcome<Person | null>>
}
