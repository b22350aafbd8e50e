import { expect, test } from 'vitest'
import { externalAddress, openOutside } from '../../electron/safe-shell'

/** @promise security: Only https addresses of known sites are opened in the browser. */
test.each([
  'https://calendly.com/integrations/api_webhooks',
  'https://help.calendly.com/hc/en-us?a=b&c=%20d#part',
  'https://app.gohighlevel.com/v2/location/x/settings/private-integrations',
  'https://marketplace.gohighlevel.com/docs/',
  'https://app.leadconnectorhq.com/',
  'https://us02web.zoom.us/j/123',
  'https://meet.google.com/abc-defg-hij',
  'https://CALENDLY.com/ada',
  'https://calendly.com:443/ada',
])('%s is opened', (address) => {
  expect(externalAddress(address)).toBe(new URL(address).href)
})

test.each([
  ['another scheme', 'http://calendly.com/'],
  ['a file', 'file:///etc/passwd'],
  ['a share', 'smb://calendly.com/share'],
  ['a script', 'javascript:alert(1)'],
  ['a script in capitals', 'JavaScript:alert("https://calendly.com/")'],
  ['a data address', 'data:text/html,<script>1</script>'],
  ['a diagnostics tool', 'ms-msdt:/id PCWDiagnostic'],
  ['an office document', 'ms-word:ofe|u|https://calendly.com/a.docm'],
  ['our own protocol', 'app://slotkeeper/'],
  ['a page made here', 'blob:https://calendly.com/6d7b'],
  ['a name before the host', 'https://calendly.com@example.com/'],
  ['a name and a password', 'https://ada:secret@calendly.com/'],
  ['an empty name', 'https://@calendly.com/'],
  ['another port', 'https://calendly.com:8443/'],
  ['a host that ends alike', 'https://notcalendly.com/'],
  ['a host that starts alike', 'https://calendly.com.example.com/'],
  ['a host with another ending', 'https://calendly.co/'],
  ['a trailing dot', 'https://calendly.com./'],
  ['our host in the query', 'https://example.com/?next=https://calendly.com'],
  ['our host in the fragment', 'https://example.com/#calendly.com'],
  ['our host in the path', 'https://example.com/calendly.com'],
  ['punycode', 'https://xn--clendly-2fg.com/'],
  ['a letter that looks alike', 'https://cаlendly.com/'],
  ['wide letters', 'https://ｃalendly.com/'],
  ['a soft hyphen', 'https://calend\u00adly.com/'],
  ['a line break', 'https://calendly.com/\r\nHost: example.com'],
  ['a line break before', '\nhttps://calendly.com/'],
  ['a tab in the scheme', 'ht\ttps://calendly.com/'],
  ['a space', 'https://calendly.com/a b'],
  ['a null', 'https://calendly.com/\u0000'],
  ['a backslash', 'https://calendly.com\\@example.com/'],
  ['one slash', 'https:/calendly.com/'],
  ['no scheme', '//calendly.com/'],
  ['no host', 'https://'],
  ['nothing', ''],
  ['an address without end', `https://calendly.com/${'a'.repeat(3000)}`],
  ['a flag', '--version'],
])('%s is not opened: %s', (_name, address) => {
  expect(externalAddress(address)).toBeNull()
})

test('the shell gets what passed, in the form that was checked; a refusal is logged without the address', async () => {
  const opened: string[] = []
  const logged: string[] = []
  const shell = { openExternal: (url: string) => Promise.resolve(void opened.push(url)) }
  const note = (event: string, facts?: unknown): void => void logged.push(`${event} ${JSON.stringify(facts)}`)
  const log = { info: note, warn: note, error: note }
  await openOutside('https://CALENDLY.com/a/../ada', shell, log)
  await openOutside('file:///home/ada/private', shell, log)
  await openOutside('no address', shell, log)
  expect(opened).toEqual(['https://calendly.com/ada'])
  expect(logged).toEqual(['shell.refused {"protocol":"file:"}', 'shell.refused {"protocol":"none"}'])
})

test('a shell that fails is logged, not thrown', async () => {
  const logged: string[] = []
  const note = (event: string): void => void logged.push(event)
  const shell = { openExternal: () => Promise.reject(new Error('no browser')) }
  await openOutside('https://calendly.com/', shell, { info: note, warn: note, error: note })
  expect(logged).toEqual(['shell.failed'])
})
