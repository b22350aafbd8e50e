import type { Context } from '../context'
import type { Person } from '../providers/people'

/** A contact as GoHighLevel knows it. Throws when it cannot be asked, so that what needs it is tried again. */
export async function readPerson(context: Context, contactId: string): Promise<Person> {
  const person = await context.people.read(contactId)
  if (person.kind === 'failed') throw new Error(person.message)
  return person.value
}
