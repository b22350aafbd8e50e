import type { ApiError } from '../../core/api/contract'

/** What is wrong with each field, by its path such as `workingHours.end`. */
export type FieldErrors = Readonly<Record<string, string>>

/** The core's findings about a request, field by field; empty when it found nothing that belongs to a field. */
export function fieldErrors(error: ApiError): FieldErrors {
  const errors: Record<string, string> = {}
  for (const issue of issuesOf(error.details)) {
    const path = issue.path.join('.')
    errors[path] ??= inWords(issue)
  }
  return errors
}

/** The first error at a field or below it: the error of `emails` may stand at `emails.0`. */
export function errorAt(errors: FieldErrors, path: string): string | undefined {
  const hit = Object.keys(errors).find((key) => key === path || key.startsWith(`${path}.`))
  return hit === undefined ? undefined : errors[hit]
}

interface Issue {
  path: (string | number)[]
  message: string
}

function issuesOf(details: unknown): Issue[] {
  if (!Array.isArray(details)) return []
  return details.flatMap((entry: unknown): Issue[] => {
    if (typeof entry !== 'object' || entry === null || !('path' in entry) || !('message' in entry)) return []
    if (!Array.isArray(entry.path) || typeof entry.message !== 'string') return []
    const path = entry.path.filter((key) => typeof key === 'string' || typeof key === 'number')
    return [{ path, message: entry.message }]
  })
}

/** What stands at a text that is longer than the core takes. */
export function tooLong(limit: number): string {
  return `Too long: ${limit} characters at most.`
}

/** The schema's own sentences are for programmers; an operator reads what to enter instead. */
function inWords({ message }: Issue): string {
  const limit = /^Too (?<side>small|big): expected (?<what>\w+) to (?:be|have) [<>]=?(?<limit>\d+)/.exec(
    message,
  )?.groups
  if (limit?.['what'] === 'string') {
    return limit['side'] === 'small' ? 'Fill this in.' : tooLong(Number(limit['limit']))
  }
  if (limit?.['what'] === 'array')
    return limit['side'] === 'small' ? 'Choose at least one.' : `Too many: ${limit['limit']} at most.`
  if (limit) return `${limit['limit']} at ${limit['side'] === 'small' ? 'least' : 'most'}.`
  if (message.includes('phone number')) {
    return 'Enter it with the country code, such as +1 212 555 0134.'
  }
  if (message.includes('IANA time zone')) return 'No such time zone. Try a large city nearby.'
  if (message.startsWith('Invalid input: expected')) return 'Fill this in.'
  if (message.startsWith('Invalid')) return 'This is not valid.'
  if (message.startsWith('must ')) return `It ${message}.`
  return /^[a-z]/.test(message) ? `This ${message}.` : message
}
