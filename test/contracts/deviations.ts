import type { OpenApiDocument, Operation, Schema } from '../support/openapi'

/**
 * Where the live service is known to differ from GoHighLevel's own OpenAPI files (2026-06-19). Each is applied to the
 * files before anything is checked against them, and throws when the file no longer says what it is there for, so
 * that this list cannot outlive its reason. Calendly has none: its subset was written from live facts.
 */
export interface Deviation {
  /** The file that is wrong, by its name. */
  file: 'ghl-calendars.json' | 'ghl-contacts.json' | 'ghl-conversations.json'
  /** What the service really does. */
  fact: string
  apply: (document: OpenApiDocument) => void
}

const VERSIONS = ['v3', '2023-02-21', '2021-07-28', '2021-04-15']
const FILES: Deviation['file'][] = ['ghl-calendars.json', 'ghl-contacts.json', 'ghl-conversations.json']

export const GHL_DEVIATIONS: Deviation[] = [
  ...FILES.map((file) => ({
    file,
    fact: 'Every released Version is accepted everywhere; each file lists one (B1).',
    apply: (document: OpenApiDocument) => {
      for (const operation of operationsOf(document)) {
        const version = operation.parameters?.find(({ name }) => name === 'Version')
        if (version?.schema) version.schema['enum'] = VERSIONS
      }
    },
  })),
  ...FILES.map((file) => ({
    file,
    fact: 'Bad input is answered with 422 and a list of messages by operations that do not list a 422 (B2).',
    apply: (document: OpenApiDocument) => {
      const $ref = '../common/common-schemas.json#/components/schemas/UnprocessableDTO'
      for (const operation of operationsOf(document)) {
        operation.responses['422'] ??= { content: { 'application/json': { schema: { $ref } } } }
      }
    },
  })),
  {
    file: 'ghl-calendars.json',
    fact: 'A created appointment is answered with 201; the file says 200 (B3).',
    apply: (document) =>
      alsoAnswers(operationAt(document, 'post', '/calendars/events/appointments'), '200', '201'),
  },
  {
    file: 'ghl-calendars.json',
    fact: 'free-slots has a traceId beside its days; the schema takes every key for a day (B3).',
    apply: (document) => {
      const { responses } = operationAt(document, 'get', '/calendars/{calendarId}/free-slots')
      const schema = need(responses['200']?.content?.['application/json']?.schema)
      if (schema['properties'] !== undefined) throw new Error('free-slots has named properties now')
      schema['properties'] = { traceId: { type: 'string' } }
    },
  },
  {
    file: 'ghl-calendars.json',
    fact: 'The times of an event are strings; the file calls them objects (B3).',
    apply: (document) => {
      const properties = need(document.components?.schemas?.['CalendarEventDTO'])['properties'] as Schema
      for (const name of ['startTime', 'endTime', 'dateAdded', 'dateUpdated']) {
        const property = properties[name] as Schema
        if (property['type'] !== 'object') throw new Error(`${name} is no object any more`)
        property['type'] = 'string'
      }
    },
  },
  {
    file: 'ghl-conversations.json',
    fact: 'Clients send messages without subType and status, which the file requires (B5).',
    apply: (document) => noLongerRequires(document, 'SendMessageBodyDto', ['subType', 'status']),
  },
  {
    file: 'ghl-conversations.json',
    fact: 'The answer to a sent message has no status, which the file requires (B5).',
    apply: (document) => noLongerRequires(document, 'SendMessageResponseDto', ['status']),
  },
  {
    file: 'ghl-conversations.json',
    fact: 'A queued message is answered with 201; the file says 200 (B5).',
    apply: (document) => alsoAnswers(operationAt(document, 'post', '/conversations/messages'), '200', '201'),
  },
  {
    file: 'ghl-conversations.json',
    fact: 'An e-mail is read with the same errors as any message; the file lists none.',
    apply: (document) => {
      const email = operationAt(document, 'get', '/conversations/messages/email/{id}')
      const message = operationAt(document, 'get', '/conversations/messages/{id}')
      for (const status of ['400', '401']) {
        if (email.responses[status] !== undefined) throw new Error(`${status} is listed now`)
        email.responses[status] = need(message.responses[status])
      }
    },
  },
]

function operationsOf(document: OpenApiDocument): Operation[] {
  return Object.values(document.paths).flatMap((path) => Object.values(path))
}

function operationAt(document: OpenApiDocument, method: string, path: string): Operation {
  return need(document.paths[path]?.[method])
}

function alsoAnswers(operation: Operation, listed: string, seen: string): void {
  if (operation.responses[seen] !== undefined) throw new Error(`${seen} is listed now`)
  operation.responses[seen] = need(operation.responses[listed])
}

function noLongerRequires(document: OpenApiDocument, schemaName: string, properties: string[]): void {
  const schema = need(document.components?.schemas?.[schemaName])
  const required = schema['required'] as string[]
  for (const property of properties) {
    if (!required.includes(property)) throw new Error(`${schemaName} does not require ${property} any more`)
  }
  schema['required'] = required.filter((property) => !properties.includes(property))
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The file has lost what this deviation is about')
  return value
}
