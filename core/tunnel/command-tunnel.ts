import { FOUND, isWebhookAddress, PORT, type TunnelSettings } from '../domain/tunnel'
import { runGroup, type ChildGroup } from './child-group'
import { impossibleTunnel, type Timers, type Tunnel, type TunnelEvent } from './tunnel'

/** A program that has not told its address by then is ended and tried again. */
const PATIENCE = 60_000

/** Longer lines tell no address. */
const LONGEST_LINE = 2000

/** How many of the last lines say why a program ended. */
const LINES_TOLD = 3

interface CommandOptions {
  argv: readonly [string, ...string[]]
  timers: Timers
  env?: Record<string, string>
  /** The address in a line that the program writes; null while it tells none. */
  addressIn: (line: string) => string | null
  /** The address, where it is known from the start. */
  address?: string
}

/** A tunnel that another program digs: up when its address is known, down when the program ends. */
export function programTunnel({ argv, timers, env = {}, addressIn, address }: CommandOptions): Tunnel {
  let group: ChildGroup | null = null
  let isOver = false
  let giveUp: () => void = () => undefined
  return {
    start(tell) {
      const lastLines: string[] = []
      let isUp = false
      const over = (event: TunnelEvent) => {
        giveUp()
        if (isOver) return
        isOver = true
        tell(event)
      }
      const up = (url: string) => {
        if (isOver || isUp) return
        isUp = true
        giveUp()
        tell({ state: 'up', url })
      }
      tell({ state: 'starting' })
      group = runGroup(argv, {
        env,
        onLine: (line) => {
          lastLines.push(line.trim().slice(0, 300))
          if (lastLines.length > LINES_TOLD) lastLines.shift()
          const found = isUp ? null : addressIn(line.slice(0, LONGEST_LINE))
          if (found === null) return
          if (found !== '' && isWebhookAddress(found)) {
            up(found.replace(/\/+$/, ''))
          } else {
            over({
              state: 'down',
              why: `${argv[0]} names ${found.slice(0, 200)}, which is no https address. Correct the pattern or the address in Settings.`,
            })
            void group?.stop()
          }
        },
        onEnd: (why) => {
          const said = lastLines.filter((line) => line !== '').join(' ')
          over({ state: 'down', why: said ? `${why} It said: ${said}` : why })
        },
      })
      if (address !== undefined) {
        up(address.replace(/\/+$/, ''))
        return
      }
      giveUp = timers.after(PATIENCE, () => {
        over({
          state: 'down',
          why: `${argv[0]} told no public address within a minute. Look at its settings and at the pattern that finds the address.`,
        })
        void group?.stop()
      })
    },
    async stop() {
      isOver = true
      giveUp()
      await group?.stop()
    },
  }
}

/**
 * The operator's own command, such as `ssh -R`. The address is given, or found in what the command writes, or both: then
 * what was found stands in the given one in the place of `{1}`.
 */
export function commandTunnel(
  { command, commandPattern, commandAddress }: TunnelSettings,
  port: number,
  timers: Timers,
): Tunnel {
  const [program, ...words] = command.map((word) => word.replaceAll(PORT, String(port)))
  if (!program) return impossibleTunnel('No command is set. Enter one in Settings.')
  const argv = [program, ...words] as const
  if (commandPattern === '') {
    if (commandAddress === '' || commandAddress.includes(FOUND))
      return impossibleTunnel(
        'Enter the public address of the command, or a pattern that finds it in what the command writes.',
      )
    return programTunnel({
      argv: [program, ...words],
      timers,
      addressIn: () => null,
      address: commandAddress,
    })
  }
  const pattern = new RegExp(commandPattern)
  return programTunnel({
    argv,
    timers,
    addressIn: (line) => {
      const match = pattern.exec(line)
      if (!match) return null
      const found = match[1] ?? match[0]
      return commandAddress === '' ? found : commandAddress.replaceAll(FOUND, found)
    },
  })
}
