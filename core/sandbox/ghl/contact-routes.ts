import { asObject, filledText, without, type Answer, type Call, type Route } from '../shared/exchange'
import { failure, wrongLocation } from './answers'
import { addContact, findDuplicate, plainPhone, writeContact } from './contacts'
import { newId, zonelessTime } from './state'
import type { GhlWorld } from './world'
import type { GhlAppointment, GhlContact } from './wire'

/** Contacts (B4). */
export function contactRoutes(world: GhlWorld, listLag: () => number): Route[] {
  const { state } = world
  const withContact = (call: Call, then: (contact: GhlContact) => Answer): Answer => {
    const contact = state.contacts.find(({ id }) => id === call.params['contactId'])
    return contact === undefined ? failure(400, 'Contact not found') : then(contact)
  }

  const upsert = (call: Call): Answer => {
    const body = asObject(call.body)
    const problems = checkUpsert(body)
    if (problems.length > 0) return failure(422, problems)
    if (body['locationId'] !== state.location.id) return wrongLocation()
    const found = findDuplicate(world, filledText(body['email']), filledText(body['phone']))
    if (found !== undefined) writeContact(world, found, body)
    const contact = found ?? addContact(world, body)
    return { status: 200, body: { new: found === undefined, contact, traceId: newId() } }
  }

  const duplicate = (call: Call): Answer => {
    const locationId = call.query.get('locationId')
    if (locationId === null) return failure(422, ['locationId must be a string'])
    if (locationId !== state.location.id) return wrongLocation()
    const email = call.query.get('email') ?? undefined
    const number = call.query.get('number') ?? undefined
    if (email === undefined && number === undefined) {
      return failure(422, ['Either number or email must be passed'])
    }
    return {
      status: 200,
      body: { contact: findDuplicate(world, email, number) ?? null, traceId: newId() },
    }
  }

  const addTags = (call: Call): Answer =>
    withContact(call, (contact) => {
      const tags = asObject(call.body)['tags']
      if (!Array.isArray(tags)) return failure(422, ['tags must be an array'])
      contact.tags = [...new Set([...contact.tags, ...tags.map(String)])]
      return { status: 201, body: { tags: contact.tags } }
    })

  return [
    { method: 'POST', path: '/contacts/upsert', scopes: ['contacts.write'], handle: upsert },
    { method: 'GET', path: '/contacts/search/duplicate', scopes: ['contacts.readonly'], handle: duplicate },
    {
      method: 'GET',
      path: '/contacts/{contactId}',
      scopes: ['contacts.readonly'],
      handle: (call) =>
        withContact(call, (contact) => ({ status: 200, body: { contact, traceId: newId() } })),
    },
    {
      method: 'GET',
      path: '/contacts/{contactId}/appointments',
      scopes: ['contacts.readonly'],
      handle: (call) =>
        withContact(call, ({ id }) => ({
          status: 200,
          body: {
            events: state.appointments
              .filter(({ dateAdded }) => Date.parse(dateAdded) + listLag() <= world.now())
              .filter(({ contactId }) => contactId === id)
              .map(contactAppointment),
            traceId: newId(),
          },
        })),
    },
    { method: 'POST', path: '/contacts/{contactId}/tags', scopes: ['contacts.write'], handle: addTags },
  ]
}

/** Here the times have lost their zone. */
function contactAppointment(appointment: GhlAppointment): object {
  return {
    ...without(appointment, 'source', 'meetingLocationType', 'description'),
    status: 'booked',
    startTime: zonelessTime(appointment.startTime),
    endTime: zonelessTime(appointment.endTime),
    assignedResources: [],
  }
}

function checkUpsert(body: Record<string, unknown>): string[] {
  const problems: string[] = []
  if (filledText(body['locationId']) === undefined) problems.push('locationId must be a string')
  const email = filledText(body['email'])
  if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    problems.push('email must be an email')
  const phone = filledText(body['phone'])
  if (phone !== undefined && plainPhone(phone).length < 8) problems.push('phone must be a valid phone number')
  if (body['tags'] !== undefined && !Array.isArray(body['tags'])) problems.push('tags must be an array')
  return problems
}
