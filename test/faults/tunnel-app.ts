/** An app with a tunnel of a command, for a test that kills it. `node tunnel-app.mjs <program> <word>...` */
import { newTunnelSettings } from '../../core/domain/tunnel'
import { commandTunnel } from '../../core/tunnel/command-tunnel'
import { systemTimers } from '../../core/tunnel/tunnel'

const settings = { ...newTunnelSettings(), command: process.argv.slice(2), commandPattern: 'running as \\d+' }
commandTunnel({ ...settings, commandAddress: 'https://fixed.example.com' }, 4180, systemTimers).start(
  (event) => {
    process.stdout.write(`${event.state}\n`)
  },
)
