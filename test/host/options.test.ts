import path from 'node:path'
import { expect, test } from 'vitest'
import { readOptions } from '../../host/options'

const nothing = {
  data: null,
  port: 4600,
  webhookPort: 4601,
  token: null,
  calendlyUrl: null,
  ghlUrl: null,
  ghlWebhookKeyFile: null,
}

test('no argument leaves the defaults', () => {
  expect(readOptions([], { others: 'refused' })).toEqual({ ok: true, options: nothing })
})

test('every option is read, as --name=value and as --name value, and the last one counts', () => {
  const args =
    '--data=first --data here --port 0 --webhook-port=65535 --token T --ghl-webhook-key-file key.pem'
  const urls = ['--calendly-url', 'http://127.0.0.1:5001/', '--ghl-url=https://ghl.example.com']
  expect(readOptions([...args.split(' '), ...urls], { others: 'refused' })).toEqual({
    ok: true,
    options: {
      data: path.resolve('here'),
      port: 0,
      webhookPort: 65_535,
      token: 'T',
      calendlyUrl: 'http://127.0.0.1:5001',
      ghlUrl: 'https://ghl.example.com',
      ghlWebhookKeyFile: path.resolve('key.pem'),
    },
  })
})

test.each([
  [['--port=80a'], '--port must be a number'],
  [['--port', ''], '--port must be a number'],
  [['--webhook-port=65536'], '--webhook-port must be a number'],
  [['--data='], '--data must name a folder'],
  [['--token='], '--token must not be empty'],
  [['--calendly-url=calendly'], '--calendly-url must be an https address'],
  [['--calendly-url=file:///etc/passwd'], '--calendly-url must be an https address'],
  [['--ghl-url=https://user:secret@ghl.example.com'], '--ghl-url must be an https address'],
])('%j is refused with a sentence that names the option', (args, sentence) => {
  const read = readOptions(args, { others: 'refused' })
  expect(read).toEqual({ ok: false, message: expect.stringContaining(sentence) as string })
})

test('a token never goes over plain http to another machine', () => {
  expect(readOptions(['--ghl-url=http://ghl.example.com'], { others: 'refused' }).ok).toBe(false)
  expect(readOptions(['--ghl-url=http://127.0.0.1.example.com'], { others: 'refused' }).ok).toBe(false)
  expect(readOptions(['--ghl-url=http://localhost:1'], { others: 'refused' }).ok).toBe(true)
})

test.each([['--prot=80'], ['--data'], ['folder'], ['-x']])('the headless host refuses %s', (arg) => {
  expect(readOptions([arg], { others: 'refused' }).ok).toBe(false)
})

test('the desktop app leaves alone what belongs to Chromium and Electron', () => {
  const args = [
    '--no-sandbox',
    '--inspect=0',
    '/opt/slotkeeper',
    '--remote-debugging-port=0',
    '--data',
    '/d',
    '-r',
    'x',
  ]
  expect(readOptions(args, { others: 'allowed' })).toEqual({
    ok: true,
    options: { ...nothing, data: path.resolve('/d') },
  })
})

test('an option without its value is refused by the desktop app too', () => {
  expect(readOptions(['--data'], { others: 'allowed' }).ok).toBe(false)
})
