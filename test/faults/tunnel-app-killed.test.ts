import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { bundleForNode } from '../support/bundle'
import { startChild } from '../support/child'
import { isRunning } from '../support/processes'
import { temporaryFolder } from '../support/temporary-folder'

/** @promise security: No tunnel outlives the app, not even when the app is killed. */
test('an app that is killed leaves no tunnel behind', async () => {
  const bundle = await bundleForNode(path.join(import.meta.dirname, 'tunnel-app.ts'))
  onTestFinished(bundle.remove)
  const folder = await temporaryFolder()
  const [dig, pidFile] = [path.join(folder, 'dig.cjs'), path.join(folder, 'pid')]
  await writeFile(
    dig,
    `process.on('SIGTERM', () => {})
     require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid))
     console.log('running as ' + process.pid)
     setInterval(() => {}, 1000)`,
  )
  const app = startChild(process.execPath, [bundle.file, process.execPath, dig])
  expect(await app.line(2)).toBe('up')
  const pid = Number(await readFile(pidFile, 'utf8'))
  expect(isRunning(pid)).toBe(true)
  app.kill()
  await app.ended
  await expect.poll(() => isRunning(pid)).toBe(false)
}, 60_000)
