import os from 'node:os'
import path from 'node:path'
import type { SecretStore } from '../core/context'
import { startConsole } from '../core/server/console'
import { defaultDataFolder } from '../host/data-folder'
import { lineLog } from '../host/log'
import { readOptions, USAGE, type HostOptions } from '../host/options'
import { openSecrets, SECRET_KEY_VARIABLE, takeSecretKey } from '../host/secrets'
import { startCore } from '../host/start-core'
import { explainStartFailure } from '../host/start-failure'

const STATIC_FOLDER = path.resolve(import.meta.dirname, '../renderer')

const args = process.argv.slice(2)
if (args.includes('--help')) {
  console.log(`Slotkeeper without a window, with its console in a browser.\n\n${USAGE}`)
} else {
  const read = readOptions(args, { others: 'refused' })
  if (read.ok) await run(read.options)
  else fail(`${read.message}\n\n${USAGE}`)
}

/** Runs the core with the console's HTTP door until it is told to stop. */
async function run(options: HostOptions): Promise<void> {
  const folder = options.data ?? defaultDataFolder(process.platform, process.env, os.homedir())
  const log = lineLog((line) => process.stderr.write(line))
  try {
    const secrets = await openSecrets(folder, takeSecretKey(process.env), log)
    const slotkeeper = await startCore(options, { folder, secrets, log })
    const { port, token } = options
    const { api } = slotkeeper
    const door = await startConsole({
      api,
      port,
      staticFolder: STATIC_FOLDER,
      log,
      ...(token && { token }),
    }).catch(async (error: unknown) => {
      await slotkeeper.stop()
      throw error
    })
    stopOnSignal(async () => {
      await door.close()
      await slotkeeper.stop()
    })
    console.log(`Data: ${folder}`)
    console.log(`Secrets: ${howKept(secrets)}`)
    console.log(`Webhooks: ${slotkeeper.receiverUrl ?? 'not listening'}`)
    console.log(`Console: ${door.url}`)
  } catch (error) {
    // What the machine refuses has a code and its own sentence; anything else is a bug, and its stack is wanted.
    if (!(error instanceof Error && 'code' in error)) log.error('start.failed', { error })
    fail(explainStartFailure(error, folder))
  }
}

/** Stops once, in order; a second signal ends the process at once, as signals do. */
function stopOnSignal(stop: () => Promise<void>): void {
  const stopped = (signal: NodeJS.Signals): void => {
    process.off('SIGINT', stopped).off('SIGTERM', stopped)
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`Slotkeeper did not stop cleanly on ${signal}: ${String(error)}`)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stopped).on('SIGTERM', stopped)
}

function howKept(secrets: SecretStore): string {
  const lost = secrets.unreadable().length
  if (lost > 0) {
    return `${String(lost)} of them cannot be read with this ${SECRET_KEY_VARIABLE}; start with the right one, or enter them again in Settings`
  }
  return secrets.protection === 'memory'
    ? `in memory only, forgotten when Slotkeeper stops; set ${SECRET_KEY_VARIABLE} to keep them encrypted in the data folder`
    : `in the data folder, encrypted with ${SECRET_KEY_VARIABLE}`
}

function fail(message: string): never {
  console.error(`Slotkeeper cannot start: ${message}`)
  process.exit(1)
}
