import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageFile } from '../../electron/page-file'

const FOLDER = path.resolve('/opt/slotkeeper/dist/renderer')

test.each([
  ['app://slotkeeper/', 'index.html', 'text/html; charset=utf-8'],
  ['app://slotkeeper/?view=leads', 'index.html', 'text/html; charset=utf-8'],
  ['app://slotkeeper/#leads/../x', 'index.html', 'text/html; charset=utf-8'],
  ['app://slotkeeper/index.html', 'index.html', 'text/html; charset=utf-8'],
  ['app://slotkeeper/assets/index-Dh8V6dr4.js', 'assets/index-Dh8V6dr4.js', 'text/javascript; charset=utf-8'],
  ['app://slotkeeper/assets/index-_a-B.css', 'assets/index-_a-B.css', 'text/css; charset=utf-8'],
  ['app://slotkeeper/icon.svg', 'icon.svg', 'image/svg+xml'],
  ['app://slotkeeper/a/b/c.woff2', 'a/b/c.woff2', 'font/woff2'],
])('%s is %s', (address, file, contentType) => {
  expect(pageFile(address, FOLDER)).toEqual({ file: path.join(FOLDER, file), contentType })
})

test.each([
  'app://slotkeeper/../node/electron.js',
  'app://slotkeeper/assets/../../node/electron.js',
  'app://slotkeeper/%2e%2e/node/electron.js',
  'app://slotkeeper/%2E%2E%2Fnode/electron.js',
  'app://slotkeeper/..%5cnode%5celectron.js',
  'app://slotkeeper/..\\node\\electron.js',
  'app://slotkeeper/%252e%252e/electron.js',
  'app://slotkeeper//etc/passwd.js',
  'app://slotkeeper/C:/windows/a.js',
  'app://slotkeeper/file:///etc/a.js',
  'app://slotkeeper/index.html%00.js',
  'app://slotkeeper/./index.html',
  'app://slotkeeper/.env.json',
  'app://slotkeeper/assets/.hidden.js',
  'app://slotkeeper/assets/',
  'app://slotkeeper/assets',
  'app://slotkeeper/assets\n/a.js',
  'app://slotkeeper/a b.js',
  'app://slotkeeper/program.exe',
  'app://slotkeeper/secrets.json.bak',
  'app://slotkeeper',
  'app://slotkeeper:80/index.html',
  'app://ada@slotkeeper/index.html',
  'app://slotkeeper.example.com/index.html',
  'app://other/index.html',
  'file:///opt/slotkeeper/dist/renderer/index.html',
  'https://slotkeeper/index.html',
  '',
])('%j is nothing', (address) => {
  expect(pageFile(address, FOLDER)).toBeNull()
})

/** @promise security: No address of the app’s protocol leads out of its folder of pages. */
test('no address at all leads out of the folder', () => {
  const pieces = fc.constantFrom(
    '..',
    '.',
    '/',
    '\\',
    '%2e',
    '%2f',
    '%5c',
    '%00',
    'a',
    'index.html',
    '.js',
    ':',
    '~',
    '?',
    '#',
  )
  const tail = fc.oneof(
    fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
    fc.string(),
    fc.webPath(),
  )
  fc.assert(
    fc.property(fc.constantFrom('app://slotkeeper/', 'app://slotkeeper', ''), tail, (start, end) => {
      const page = pageFile(start + end, FOLDER)
      if (page === null) return
      expect(page.file.startsWith(FOLDER + path.sep)).toBe(true)
      expect(path.normalize(page.file)).toBe(page.file)
    }),
    { numRuns: 5000 },
  )
})
