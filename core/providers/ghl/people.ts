import { emailSchema, phoneSchema } from '../../domain/lead'
import { isZone } from '../../domain/time'
import type { People, Person } from '../people'
import type { GhlClient } from './client'
import { getContact } from './contacts'
import type { GhlContact } from './wire'

/** GoHighLevel's contacts as people; what is not a valid address, number or zone is left out. */
export function createGhlPeople(client: GhlClient): People {
  return {
    async read(contactId) {
      const contact = await getContact(client, contactId)
      if (contact.kind === 'failed') return contact
      return { kind: 'ok', value: contact.value && toPerson(contact.value) }
    },
  }
}

function toPerson(contact: GhlContact): Person {
  const email = emailSchema.safeParse(contact.email)
  const phone = phoneSchema.safeParse(contact.phone?.replace(/[^+\d]/g, ''))
  const [first = '', ...rest] = (contact.name ?? '').split(' ')
  return {
    firstName: contact.firstName ?? first,
    lastName: contact.lastName ?? rest.join(' '),
    emails: email.success ? [email.data] : [],
    phones: phone.success ? [phone.data] : [],
    company: contact.companyName ?? '',
    zone:
      contact.timezone && isZone(contact.timezone) ? { name: contact.timezone, source: 'provider' } : null,
  }
}
