import type { Context } from '../context'
import type { Person } from '../providers/people'
import type { Failure } from '../providers/provider'

/** Somebody cannot be looked up at present; what needs it is tried again. */
export class PersonUnreadable extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

/** A contact as GoHighLevel knows it, null for one that was deleted. Throws PersonUnreadable. */
export async function readPerson(context: Context, contactId: string): Promise<Person | null> {
  const person = await context.people.read(contactId)
  if (person.kind === 'failed') throw new PersonUnreadable(person)
  return person.value
}
