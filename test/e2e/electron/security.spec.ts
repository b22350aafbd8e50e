import { expect, test } from '@playwright/test'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { launchDesktop, type Desktop } from '../support/electron'

/** A server that the app has no business with; `asked` lists what reached it. */
interface Foreign {
  url: string
  asked: string[]
  close: () => void
}

let desktop: Desktop
let foreign: Foreign

test.beforeAll(async () => {
  foreign = await startForeign()
  desktop = await launchDesktop()
})
test.afterAll(async () => {
  await desktop.close()
  foreign.close()
})
test.beforeEach(() => {
  foreign.asked.length = 0
})
test.afterEach(() => {
  expect(desktop.window.url()).toBe('app://slotkeeper/')
  expect(desktop.app.windows()).toHaveLength(1)
})

async function startForeign(): Promise<Foreign> {
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/redirect') response.writeHead(302, { location: '/target' }).end()
    else
      response
        .writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' })
        .end('foreign')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, asked, close: () => void server.close() }
}

/** @promise security: Every page runs isolated and in a sandbox. */
test('every page is isolated and sandboxed', async () => {
  const preferences = await desktop.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const page = contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      return page.getLastWebPreferences()
    }),
  )
  expect(preferences).toHaveLength(1)
  for (const page of preferences) {
    expect(page).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    })
  }
})

/** @promise security: A page finds nothing of Node or Electron. */
test('the page finds nothing of Node or Electron', async () => {
  const names = ['process', 'require', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname']
  const found = await desktop.window.evaluate((all) => all.filter((name) => name in globalThis), names)
  expect(found).toEqual([])
})

/** @promise security: The bridge to the core offers the contract and nothing else. */
test('the bridge is the contract and nothing else', async () => {
  const bridge = await desktop.window.evaluate(async () => {
    const slotkeeper = Reflect.get(window, 'slotkeeper') as {
      call: (method: string, request: unknown) => Promise<unknown>
      on: (event: string, listener: () => void) => () => void
    }
    const refused = ['no.such', '__proto__', 'toString', 'slotkeeper:leads.list'].map((name) =>
      slotkeeper.call(name, {}),
    )
    let unknownEvent = ''
    try {
      slotkeeper.on('no.such', () => undefined)
    } catch (error) {
      unknownEvent = String(error)
    }
    return {
      keys: Object.getOwnPropertyNames(slotkeeper).sort(),
      frozen: Object.isFrozen(slotkeeper),
      refused: await Promise.all(refused),
      unknownEvent,
      answer: await slotkeeper.call('workspace.get', {}),
    }
  })
  expect(bridge.keys).toEqual(['call', 'on'])
  expect(bridge.frozen).toBe(true)
  for (const answer of bridge.refused)
    expect(answer).toMatchObject({ ok: false, error: { code: 'unknown_method' } })
  expect(bridge.unknownEvent).toContain('There is no such event')
  expect(bridge.answer).toMatchObject({ ok: true })
})

test('an event brings its payload to the page, and no sender with it', async () => {
  const heard = await desktop.window.evaluate(async () => {
    const slotkeeper = Reflect.get(window, 'slotkeeper') as {
      call: (method: string, request: unknown) => Promise<unknown>
      on: (event: string, listener: (...args: unknown[]) => void) => () => void
    }
    const told = new Promise<unknown[]>((resolve) => {
      const stop = slotkeeper.on('workspace.changed', (...args) => {
        stop()
        resolve(args)
      })
    })
    await slotkeeper.call('settings.save', { workspaceName: 'Told' })
    return (await told).map((arg) => Object.keys(arg as object))
  })
  expect(heard).toHaveLength(1)
  expect(heard[0]).toContain('settings')
  expect(heard[0]).not.toContain('sender')
})

test('another window, even with our page and our preload, is refused', async () => {
  const answer = await desktop.app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/dist/preload/preload.cjs`
    const other = new BrowserWindow({ show: false, webPreferences: { preload } })
    await other.loadURL('app://slotkeeper/')
    const answered: unknown = await other.webContents.executeJavaScript(
      "slotkeeper.call('workspace.get', {})",
    )
    const closed = new Promise((resolve) => other.once('closed', () => resolve(null)))
    other.destroy()
    await closed
    return answered
  })
  expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  await expect.poll(() => desktop.app.windows().length).toBe(1)
})

/** @promise security: Inline scripts, eval and handlers in attributes do not run. */
test('inline scripts, eval and handlers in attributes do not run', async () => {
  const ran = await desktop.window.evaluate(async () => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
    const script = document.createElement('script')
    script.textContent = "window.ran = 'inline'"
    document.body.append(script)
    const button = document.createElement('button')
    button.setAttribute('onclick', "window.ran = 'attribute'")
    document.body.append(button)
    button.click()
    script.remove()
    button.remove()
    // In a timer, because code that a debugger evaluates may use eval whatever the policy says.
    const evaluate = Reflect.get(window, 'eval') as (code: string) => string
    const evaluated = await new Promise<string>((resolve) => {
      setTimeout(() => {
        try {
          resolve(evaluate("'eval ran'"))
        } catch (error) {
          resolve((error as Error).name)
        }
      })
    })
    return { ran: Reflect.get(window, 'ran') as unknown, evaluated, violations }
  })
  expect(ran.ran).toBeUndefined()
  expect(ran.evaluated).toBe('EvalError')
  expect(ran.violations).toEqual(expect.arrayContaining(['script-src-elem', 'script-src-attr']))
})

/** @promise security: A page reaches no other server, by whatever means. */
test('the page reaches no other server: not by fetch, picture, script, style, frame or socket', async () => {
  const blocked = await desktop.window.evaluate(async (url) => {
    const violated = new Set<string>()
    document.addEventListener('securitypolicyviolation', (event) => violated.add(event.effectiveDirective))
    const fetched = await fetch(url).then(
      () => 'fetched',
      () => 'blocked',
    )
    new WebSocket(url.replace('http', 'ws')).addEventListener('error', () => undefined)
    const elements = [
      Object.assign(document.createElement('img'), { src: url }),
      Object.assign(document.createElement('script'), { src: url }),
      Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url }),
      Object.assign(document.createElement('iframe'), { src: url }),
      Object.assign(document.createElement('object'), { data: url }),
    ]
    document.body.append(...elements)
    const wanted = ['connect-src', 'img-src', 'script-src-elem', 'style-src-elem', 'frame-src', 'object-src']
    await new Promise<void>((resolve) => {
      const look = (): void =>
        wanted.every((name) => violated.has(name)) ? resolve() : void setTimeout(look, 20)
      look()
    })
    for (const element of elements) element.remove()
    return fetched
  }, foreign.url)
  expect(blocked).toBe('blocked')
  expect(foreign.asked).toEqual([])
})

test('the protocol serves the built console only', async () => {
  const statuses = await desktop.window.evaluate(async () => {
    const paths = [
      'index.html',
      '../node/electron.js',
      '..%2fnode%2felectron.js',
      '%2e%2e/node/electron.js',
      '.env',
      'no.js',
    ]
    const answers = await Promise.all(paths.map((name) => fetch(`app://slotkeeper/${name}`)))
    const file = await fetch('file:///etc/passwd').then(
      () => 'read',
      () => 'blocked',
    )
    return {
      statuses: answers.map((answer) => answer.status),
      policy: answers[0]?.headers.get('content-security-policy'),
      file,
    }
  })
  expect(statuses.statuses).toEqual([200, 404, 404, 404, 404, 404])
  expect(statuses.policy).toContain("default-src 'none'")
  expect(statuses.file).toBe('blocked')
})

/** Counts the navigations that the page tried and that were prevented, from now on. */
async function countPrevented(): Promise<() => Promise<number>> {
  await desktop.app.evaluate(({ webContents }) => {
    Reflect.set(globalThis, 'prevented', 0)
    for (const contents of webContents.getAllWebContents()) {
      contents.once('will-frame-navigate', (event) => {
        if (event.defaultPrevented) Reflect.set(globalThis, 'prevented', 1)
      })
    }
  })
  return () => desktop.app.evaluate(() => Reflect.get(globalThis, 'prevented') as number)
}

for (const [way, go] of Object.entries({
  'setting its location': (url: string) => {
    location.href = url
  },
  'replacing its location': (url: string) => {
    location.replace(url)
  },
  'a clicked link': (url: string) => {
    const link = Object.assign(document.createElement('a'), { href: url })
    document.body.append(link)
    link.click()
    link.remove()
  },
})) {
  test(`the page does not leave by ${way}`, async () => {
    for (const url of [
      foreign.url,
      'https://example.com/?next=app://slotkeeper/',
      'app://slotkeeper.example.com/',
    ]) {
      const prevented = await countPrevented()
      await desktop.window.evaluate(go, url)
      await expect.poll(prevented).toBe(1)
    }
    expect(foreign.asked).toEqual([])
  })
}

test('a redirect is not followed', async () => {
  const outcome = await desktop.app.evaluate(
    ({ BrowserWindow }, url) =>
      BrowserWindow.getAllWindows()[0]
        ?.loadURL(url)
        .then(
          () => 'loaded',
          () => 'stopped',
        ),
    `${foreign.url}redirect`,
  )
  expect(outcome).toBe('stopped')
  expect(foreign.asked).toEqual(['/redirect'])
})

test('no window opens; known sites go to the browser of the operator, others nowhere', async () => {
  await desktop.app.evaluate(({ shell }) => {
    Reflect.set(globalThis, 'opened', [])
    shell.openExternal = (url) => {
      ;(Reflect.get(globalThis, 'opened') as string[]).push(url)
      return Promise.resolve()
    }
  })
  const returned = await desktop.window.evaluate((url) => {
    const others = [
      url,
      'file:///etc/passwd',
      'https://calendly.com@example.com/',
      'javascript:1',
      'app://slotkeeper/',
    ]
    const link = Object.assign(document.createElement('a'), { href: url, target: '_blank' })
    document.body.append(link)
    link.click()
    link.remove()
    return [...others, 'https://calendly.com/integrations'].map((address) => window.open(address) === null)
  }, foreign.url)
  expect(new Set(returned)).toEqual(new Set([true]))
  await expect
    .poll(() => desktop.app.evaluate(() => Reflect.get(globalThis, 'opened') as string[]))
    .toEqual(['https://calendly.com/integrations'])
  expect(foreign.asked).toEqual([])
})

test('whatever the page asks permission for is denied', async () => {
  const answers = await desktop.window.evaluate(async () => {
    const name = (error: unknown): string => (error as Error).name
    const ask = (work: Promise<unknown>): Promise<string> => work.then(() => 'granted', name)
    const states = ['notifications', 'geolocation', 'camera', 'microphone'].map(async (permission) => {
      const status = await navigator.permissions.query({ name: permission as PermissionName })
      return status.state
    })
    return {
      states: await Promise.all(states),
      notification: await Notification.requestPermission(),
      place: await new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          ({ code }) => resolve(code),
        )
      }),
      camera: await ask(navigator.mediaDevices.getUserMedia({ video: true })),
      screen: await ask(navigator.mediaDevices.getDisplayMedia({ video: true })),
      clipboard: await ask(navigator.clipboard.readText()),
    }
  })
  expect(new Set(answers.states)).toEqual(new Set(['denied']))
  expect(answers.notification).toBe('denied')
  expect(answers.place).toBe(1)
  for (const answer of [answers.camera, answers.screen, answers.clipboard]) {
    expect(['NotAllowedError', 'NotFoundError', 'NotSupportedError', 'InvalidStateError']).toContain(answer)
  }
})
