import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { contentSecurityPolicy } from '../../core/server/security-headers'
import { CANNOT_START_URL, cannotStartPage } from '../../electron/cannot-start-page'
import { pageHandler } from '../../electron/protocol'
import { temporaryFolder } from '../support/temporary-folder'

async function ask(address: string, method = 'GET'): Promise<Response> {
  const folder = path.join(await temporaryFolder(), 'renderer')
  await mkdir(path.join(folder, 'folder.js'), { recursive: true })
  await writeFile(path.join(folder, 'index.html'), '<!doctype html>')
  await writeFile(path.join(folder, '..', 'secrets.json'), 'SECRET')
  const made = new Map([[CANNOT_START_URL, cannotStartPage('Port 1 is "taken" <b>', '/data/<a>&')]])
  return pageHandler(folder, made)(new Request(address, { method }))
}

test('a page comes with its type, the policy and nosniff', async () => {
  const page = await ask('app://slotkeeper/')
  expect(page.status).toBe(200)
  expect(await page.text()).toBe('<!doctype html>')
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(page.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
})

test.each(['app://slotkeeper/missing.js', 'app://slotkeeper/../secrets.json', 'app://slotkeeper/folder.js'])(
  '%s is 404, with the policy all the same',
  async (address) => {
    const page = await ask(address)
    expect(page.status).toBe(404)
    expect(await page.text()).toBe('There is no such page.')
    expect(page.headers.get('content-security-policy')).toBe(contentSecurityPolicy)
  },
)

test('pages can only be read', async () => {
  expect((await ask('app://slotkeeper/', 'POST')).status).toBe(405)
})

test('the page that says why the app cannot start names the folder, with every character as text', async () => {
  const page = await ask(CANNOT_START_URL)
  const text = await page.text()
  expect(text).toContain('Port 1 is &quot;taken&quot; &lt;b&gt;')
  expect(text).toContain('<code>/data/&lt;a&gt;&amp;</code>')
  expect(text).toContain('--data=')
  expect(text).not.toContain('<script')
})
