import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { SandboxExchange } from '../../core/sandbox/shared/exchange'
import { GHL_DEVIATIONS } from '../contracts/deviations'

export type Schema = Record<string, unknown>

interface Content {
  content?: Record<string, { schema?: Schema }>
}

export interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[]
  requestBody?: Content & { required?: boolean }
  responses: Record<string, Content>
}

export interface OpenApiDocument {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Schema> }
}

export interface ContractChecker {
  /** What is wrong with the request and with the answer, by the provider's OpenAPI. Empty: nothing. */
  check(exchange: SandboxExchange): string[]
  checkRequest(exchange: SandboxExchange): string[]
  checkResponse(exchange: SandboxExchange): string[]
}

const CONTRACTS = path.resolve(import.meta.dirname, '../contracts')
const CALENDLY_FILE = path.join(CONTRACTS, 'calendly-subset-2026-11.openapi.json')
const GHL_SUBSET_FILE = path.join(CONTRACTS, 'ghl-subset.openapi.json')
const GHL_VENDOR_FILES = ['ghl-calendars.json', 'ghl-contacts.json', 'ghl-conversations.json']

/**
 * Checks calls against a provider's OpenAPI with ajv: JSON Schema 2020-12 for Calendly's 3.1, draft 7 with `nullable`
 * for GoHighLevel's 3.0. `SLOTKEEPER_GHL_OPENAPI` names a folder with the vendor's own files; without it the subset
 * in test/contracts is the measure.
 */
export function contractChecker(provider: 'calendly' | 'ghl'): ContractChecker {
  if (provider === 'calendly') return checkerOf([readDocument(CALENDLY_FILE)])
  const folder = process.env['SLOTKEEPER_GHL_OPENAPI']
  return checkerOf(folder === undefined ? [readDocument(GHL_SUBSET_FILE)] : readVendorFiles(folder))
}

/** The vendor's files, put right where the live service is known to differ (test/contracts/deviations.ts). */
export function readVendorFiles(folder: string): OpenApiDocument[] {
  return GHL_VENDOR_FILES.map((file) => {
    const document = readDocument(path.join(folder, file))
    for (const deviation of GHL_DEVIATIONS) if (deviation.file === file) deviation.apply(document)
    return document
  })
}

function readDocument(file: string): OpenApiDocument {
  return JSON.parse(readFileSync(file, 'utf8'), withoutAny) as OpenApiDocument
}

/** The vendor writes `type: any`, which is no type of JSON Schema: it stands for none. */
function withoutAny(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'any') return value
  const { type: _type, ...rest } = value
  return rest
}

interface KnownOperation {
  /** `GET /event_types/{uuid}` */
  title: string
  method: string
  template: string
  pattern: RegExp
  operation: Operation
  /** Compiles the schema at this place in the operation. */
  validator: (pointer: string[], coerce?: 'coerce') => ValidateFunction
}

function checkerOf(documents: OpenApiDocument[]): ContractChecker {
  const operations = documents
    .flatMap((document, index) => operationsOf(document, `https://contract.example/apps/${index}.json`))
    // Fixed paths before those with a place in them.
    .sort((one, other) => one.template.split('{').length - other.template.split('{').length)

  const find = (exchange: SandboxExchange): KnownOperation | undefined => {
    const { pathname } = new URL(exchange.url, 'http://sandbox')
    return operations.find(({ method, pattern }) => method === exchange.method && pattern.test(pathname))
  }
  const checkRequest = (exchange: SandboxExchange): string[] => {
    const known = find(exchange)
    if (known === undefined) return [`${exchange.method} ${exchange.url} is not in the contract`]
    const problems = [...parameterProblems(known, exchange), ...requestBodyProblems(known, exchange)]
    return problems.map((problem) => `${known.title}: request ${problem}`)
  }
  const checkResponse = (exchange: SandboxExchange): string[] => {
    const known = find(exchange)
    if (known === undefined) return [`${exchange.method} ${exchange.url} is not in the contract`]
    return responseProblems(known, exchange).map((problem) => `${known.title}: response ${problem}`)
  }
  return {
    checkRequest,
    checkResponse,
    check: (exchange) => [...new Set([...checkRequest(exchange), ...checkResponse(exchange)])],
  }
}

function operationsOf(document: OpenApiDocument, key: string): KnownOperation[] {
  const plain = createCompiler(document, key, false)
  const coercing = createCompiler(document, key, true)
  return Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const compiled = new Map<string, ValidateFunction>()
      return {
        title: `${method.toUpperCase()} ${template}`,
        method: method.toUpperCase(),
        template,
        pattern: new RegExp(`^${template.replace(/\/$/, '').replace(/\{[^}]+\}/g, '[^/]+')}/?$`),
        operation,
        validator: (pointer: string[], coerce?: 'coerce') => {
          const $ref = `${key}#/${['paths', template, method, ...pointer].map(pointerPart).join('/')}`
          const name = `${coerce ?? ''}${$ref}`
          const ready = compiled.get(name)
          if (ready !== undefined) return ready
          const schema = coerce ? { type: 'object', properties: { value: { $ref } } } : { $ref }
          const made = (coerce ? coercing : plain)(schema)
          compiled.set(name, made)
          return made
        },
      }
    }),
  )
}

type Compiler = (schema: Schema) => ValidateFunction

/** Everything is compiled by reference into the whole document, so that `$ref`s within it resolve. */
function createCompiler(document: OpenApiDocument, key: string, coerce: boolean): Compiler {
  const options = {
    strict: false,
    allErrors: true,
    validateSchema: false,
    coerceTypes: coerce ? ('array' as const) : false,
  }
  const ajv = document.openapi.startsWith('3.1') ? new Ajv2020(options) : new Ajv(options)
  addFormats(ajv)
  ajv.addSchema(document, key)
  // The vendor's files point to a file of error bodies that is not published with them; ours has the same names.
  ajv.addSchema(readDocument(GHL_SUBSET_FILE), 'https://contract.example/common/common-schemas.json')
  return (schema) => ajv.compile(schema)
}

function pointerPart(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))
}

function parameterProblems(known: KnownOperation, exchange: SandboxExchange): string[] {
  const { searchParams } = new URL(exchange.url, 'http://sandbox')
  const parameters = known.operation.parameters ?? []
  const problems: string[] = []
  for (const [index, parameter] of parameters.entries()) {
    if (parameter.in !== 'query' && parameter.in !== 'header') continue
    const given =
      parameter.in === 'query' ? searchParams.getAll(parameter.name) : headerOf(exchange, parameter.name)
    if (given.length === 0) {
      if (parameter.required === true) problems.push(`${parameter.in} ${parameter.name} is missing`)
      continue
    }
    if (parameter.schema === undefined) continue
    const validate = known.validator(['parameters', String(index), 'schema'], 'coerce')
    const value = given.length === 1 ? given[0] : given
    if (!validate({ value })) problems.push(...explain(`${parameter.in} ${parameter.name}`, validate.errors))
  }
  const names = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name)
  for (const name of new Set(searchParams.keys())) {
    if (!names.includes(name)) problems.push(`query ${name} is not in the contract`)
  }
  return problems
}

function headerOf(exchange: SandboxExchange, name: string): string[] {
  const value = exchange.requestHeaders[name.toLowerCase()]
  return value === undefined ? [] : [value].flat()
}

function requestBodyProblems(known: KnownOperation, exchange: SandboxExchange): string[] {
  const { requestBody } = known.operation
  if (exchange.requestBody === undefined) return requestBody?.required === true ? ['body is missing'] : []
  if (requestBody === undefined) return ['body is not in the contract']
  const validate = known.validator(['requestBody', 'content', 'application/json', 'schema'])
  return validate(exchange.requestBody) ? [] : explain('body', validate.errors)
}

function responseProblems(known: KnownOperation, exchange: SandboxExchange): string[] {
  const { status, responseBody } = exchange
  // Nothing was answered; or a gateway spoke, whose bodies no contract describes.
  if (status === 0 || status === 429 || status >= 500) return []
  const response = known.operation.responses[String(status)]
  if (response === undefined) return [`status ${status} is not in the contract`]
  if (response.content?.['application/json']?.schema === undefined) {
    return status === 204 && responseBody !== null ? ['204 has a body'] : []
  }
  const validate = known.validator(['responses', String(status), 'content', 'application/json', 'schema'])
  return validate(responseBody) ? [] : explain(`${status} body`, validate.errors)
}

function explain(where: string, errors: ErrorObject[] | null | undefined): string[] {
  return (errors ?? []).map((error) => `${where}${error.instancePath} ${error.message ?? error.keyword}`)
}
