import { asObject, filledText, isObject, type JsonObject } from '../shared/exchange'
import { newId, utcTime } from './state'
import type { GhlWorld } from './world'
import { DND_CHANNELS, type DndSetting, type GhlContact } from './wire'

const PLAIN_FIELDS = ['firstName', 'lastName', 'companyName', 'timezone', 'source', 'assignedTo'] as const

/** Finds by e-mail first, then by phone, as the location's unique key does (B4). */
export function findDuplicate(
  world: GhlWorld,
  email: string | undefined,
  phone: string | undefined,
): GhlContact | undefined {
  const { contacts } = world.state
  const byEmail = email && contacts.find((contact) => contact.email?.toLowerCase() === email.toLowerCase())
  if (byEmail) return byEmail
  return phone === undefined ? undefined : contacts.find((contact) => contact.phone === plainPhone(phone))
}

export function addContact(world: GhlWorld, body: JsonObject): GhlContact {
  const at = utcTime(world.now())
  const contact: GhlContact = {
    id: newId(),
    locationId: world.state.location.id,
    name: '',
    type: 'lead',
    dnd: false,
    dndSettings: {},
    tags: [],
    customFields: [],
    dateAdded: at,
    dateUpdated: at,
  }
  world.state.contacts.push(contact)
  writeContact(world, contact, body)
  return contact
}

/** Writes the given fields over the contact. `tags`, when given, replaces all of them (B4). */
export function writeContact(world: GhlWorld, contact: GhlContact, body: JsonObject): void {
  for (const field of PLAIN_FIELDS) {
    const value = body[field]
    if (typeof value === 'string') contact[field] = value
    if (value === null) Reflect.deleteProperty(contact, field)
  }
  const email = filledText(body['email'])
  if (email !== undefined) contact.email = email
  const phone = filledText(body['phone'])
  if (phone !== undefined) contact.phone = plainPhone(phone)
  writeName(contact, body)
  if (Array.isArray(body['tags'])) contact.tags = body['tags'].map(String)
  if (typeof body['dnd'] === 'boolean') contact.dnd = body['dnd']
  const settings = asObject(body['dndSettings'])
  for (const channel of DND_CHANNELS) {
    const setting = settings[channel]
    if (isDndSetting(setting)) contact.dndSettings[channel] = setting
  }
  if (Array.isArray(body['customFields'])) {
    for (const field of body['customFields'].map(asObject)) writeCustomField(contact, field)
  }
  contact.dateUpdated = utcTime(world.now())
}

/** A phone number as it is kept: digits with a plus in front. */
export function plainPhone(text: string): string {
  return `+${text.replace(/\D/g, '')}`
}

function writeName(contact: GhlContact, body: JsonObject): void {
  const whole = filledText(body['name'])
  if (whole !== undefined && body['firstName'] === undefined && body['lastName'] === undefined) {
    const [firstName = whole, ...rest] = whole.trim().split(/\s+/)
    contact.firstName = firstName
    if (rest.length > 0) contact.lastName = rest.join(' ')
  }
  const parts = [contact.firstName, contact.lastName].filter((part) => part !== undefined && part !== '')
  contact.name = whole ?? parts.join(' ')
}

function writeCustomField(contact: GhlContact, field: JsonObject): void {
  const id = filledText(field['id']) ?? filledText(field['key'])
  if (id === undefined) return
  const value = field['field_value'] ?? field['fieldValue'] ?? ''
  contact.customFields = [...contact.customFields.filter((other) => other.id !== id), { id, value }]
}

function isDndSetting(value: unknown): value is DndSetting {
  return isObject(value) && ['active', 'inactive', 'permanent'].includes(String(value['status']))
}
