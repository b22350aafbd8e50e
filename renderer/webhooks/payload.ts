/** A webhook's body for reading: JSON with a line for each value, anything else as it came. */
export function prettyPayload(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
