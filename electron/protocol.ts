import { readFile } from 'node:fs/promises'
import { securityHeaders } from '../core/server/security-headers'
import { pageFile } from './page-file'

/**
 * Answers the app's own protocol: the built console's files, and pages that are made here, by their address. Everything
 * carries the security headers; whatever is not there is 404.
 */
export function pageHandler(
  folder: string,
  madePages: ReadonlyMap<string, string>,
): (request: Request) => Promise<Response> {
  return async ({ url, method }) => {
    if (method !== 'GET') return answer(405, 'text/plain', 'Pages can only be read.')
    const made = madePages.get(url)
    if (made !== undefined) return answer(200, 'text/html; charset=utf-8', made)
    const page = pageFile(url, folder)
    const content = page && (await readFile(page.file).catch(() => null))
    if (!page || !content) return answer(404, 'text/plain', 'There is no such page.')
    return answer(200, page.contentType, content)
  }
}

function answer(status: number, contentType: string, body: string | Uint8Array<ArrayBuffer>): Response {
  return new Response(body, { status, headers: { ...securityHeaders, 'Content-Type': contentType } })
}
