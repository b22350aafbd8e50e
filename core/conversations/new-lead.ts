import type { Lead } from '../domain/lead'
import type { Instant } from '../domain/time'

/** A lead of whom nothing is known but what is given. */
export function newLead(known: Pick<Lead, 'id'> & Partial<Lead>, now: Instant): Lead {
  return {
    firstName: '',
    lastName: '',
    emails: [],
    phones: [],
    linkedinId: null,
    company: '',
    zone: null,
    status: 'new',
    tags: [],
    optOuts: [],
    autoBook: true,
    snoozedUntil: null,
    notes: '',
    answers: {},
    ghlContactId: null,
    createdAt: now,
    updatedAt: now,
    ...known,
  }
}
