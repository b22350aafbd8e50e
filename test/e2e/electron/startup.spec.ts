import { expect, test } from '@playwright/test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { launchDesktop, type Desktop } from '../support/electron'

const TOKEN = 'token-of-dorothy-vaughan-at-example.com'

let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'slotkeeper-startup-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))

async function setSecret(desktop: Desktop): Promise<unknown> {
  return desktop.window.evaluate((value) => {
    const slotkeeper = Reflect.get(window, 'slotkeeper') as {
      call: (method: string, request: unknown) => Promise<unknown>
    }
    return slotkeeper.call('secret.set', { name: 'ghl.token', value })
  }, TOKEN)
}

test('a folder that cannot be used is named on a page that says what to do', async () => {
  await writeFile(path.join(folder, 'file'), '')
  const data = path.join(folder, 'file', 'data')
  const desktop = await launchDesktop({ data, args: [`--user-data-dir=${path.join(folder, 'desktop')}`] })
  try {
    await expect(desktop.window.getByRole('heading', { name: 'Slotkeeper cannot start' })).toBeVisible()
    await expect(desktop.window.getByRole('alert')).toContainText(data)
    await expect(desktop.window.locator('body')).toContainText('--data=')
  } finally {
    await desktop.close()
  }
})

test('a folder that another process works on is not touched, and the page says so', async () => {
  const data = path.join(folder, 'data')
  await mkdir(data)
  await writeFile(path.join(data, 'lock'), String(process.pid))
  const desktop = await launchDesktop({ data })
  try {
    await expect(desktop.window.getByRole('alert')).toContainText(
      'Another Slotkeeper is using the data folder',
    )
  } finally {
    await desktop.close()
  }
  expect((await readdir(data)).sort()).toEqual(['desktop', 'lock'])
  expect(await readFile(path.join(data, 'lock'), 'utf8')).toBe(String(process.pid))
})

test('a second start tells the first one and ends', async () => {
  const data = path.join(folder, 'data')
  const desktop = await launchDesktop({ data })
  try {
    await desktop.app.evaluate(({ app }) => {
      app.once('second-instance', () => Reflect.set(globalThis, 'secondStart', true))
    })
    const program = desktop.app.process().spawnfile
    const args = desktop.app
      .process()
      .spawnargs.slice(1)
      .filter((arg) => !/^--(?:inspect|remote-debugging-port)/.test(arg))
    const second = spawn(program, args, { stdio: 'ignore' })
    expect(await once(second, 'exit')).toEqual([0, null])
    await expect
      .poll(() => desktop.app.evaluate(() => Reflect.get(globalThis, 'secondStart') as unknown))
      .toBe(true)
    expect(desktop.app.windows()).toHaveLength(1)
  } finally {
    await desktop.close()
  }
})

test('quitting waits for the core, and no file holds a secret in clear', async () => {
  const data = path.join(folder, 'data')
  const desktop = await launchDesktop({
    data,
    env: { SLOTKEEPER_SECRET_KEY: 'correct horse battery staple' },
  })
  try {
    expect(await setSecret(desktop)).toMatchObject({ ok: true, value: { secrets: { 'ghl.token': true } } })
    expect(await desktop.app.evaluate(() => process.env['SLOTKEEPER_SECRET_KEY'])).toBeUndefined()
  } finally {
    await desktop.close()
  }
  await expect(access(path.join(data, 'lock'))).rejects.toMatchObject({ code: 'ENOENT' })
  const entries = await readdir(data, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
  expect(files.map((file) => path.basename(file))).toContain('secrets.json')
  for (const file of files) {
    const content = await readFile(file)
    expect([file, content.includes(TOKEN), content.includes('correct horse')]).toEqual([file, false, false])
  }
})
