import path from 'node:path'
import { APP_HOST, APP_SCHEME } from './page'

export interface PageFile {
  /** Absolute path, always inside the folder that was given. */
  file: string
  contentType: string
}

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/**
 * The file behind an address of the app's own protocol, or null when there is none. Only plain names pass: nothing
 * encoded, no `..`, no backslash, no hidden file, no type that is not served.
 */
export function pageFile(address: string, folder: string): PageFile | null {
  // The raw text is checked as well, because parsing would quietly resolve `..` and `%2e%2e`.
  const raw = /^app:\/\/slotkeeper\/([^?#]*)(?:[?#].*)?$/s.exec(address)?.[1]
  if (raw === undefined || !URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST) return null
  const names = raw === '' ? ['index.html'] : raw.split('/')
  if (!names.every((name) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(name))) return null
  const file = path.join(folder, ...names)
  const contentType = CONTENT_TYPES[path.extname(file)]
  return contentType === undefined ? null : { file, contentType }
}
