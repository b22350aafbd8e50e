import type { Lead } from '../domain/lead'

/** What a lead of the sample workspace has done by the time the operator looks. */
export type SampleStory = 'new' | 'offered' | 'accepted' | 'asked' | 'booked'

export interface SampleLead {
  known: Pick<Lead, 'id' | 'firstName' | 'lastName' | 'emails' | 'phones' | 'company'> & {
    zone: string | null
  }
  story: SampleStory
}

const lead = (
  number: number,
  story: SampleStory,
  firstName: string,
  lastName: string,
  company: string,
  zone: string | null,
): SampleLead => ({
  known: {
    id: `sample-lead-${String(number)}`,
    firstName,
    lastName,
    emails: [`${firstName}.${lastName}@example.com`.toLowerCase()],
    phones: [`+1555555010${String(number)}`],
    company,
    zone,
  },
  story,
})

/** Invented people, each at another point of the way from first contact to meeting. */
export const SAMPLE_LEADS: readonly SampleLead[] = [
  lead(1, 'accepted', 'Lee', 'Moreno', 'Northwind Solar', 'America/New_York'),
  lead(2, 'offered', 'Priya', 'Nair', 'Blue Harbor Dental', 'America/Chicago'),
  lead(3, 'asked', 'Tom', 'Becker', 'Becker Roofing', 'America/Denver'),
  lead(4, 'booked', 'Ines', 'Duarte', 'Atlantic Freight', 'Europe/Lisbon'),
  lead(5, 'offered', 'Sofia', 'Lindqvist', 'Fjord Analytics', 'Europe/Stockholm'),
  lead(6, 'new', 'Marcus', 'Hill', 'Hillside Fitness', null),
]
