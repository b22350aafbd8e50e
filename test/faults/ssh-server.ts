import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder'

const SSHD = '/usr/sbin/sshd'

export const hasSshServer = existsSync(SSHD)

export interface SshServer {
  /** Words of an `ssh` that asks for any free port on the far side and leads it to `{port}` here. */
  command: string[]
  /** Ends every connection, as a far end does that is started again. */
  dropConnections(): Promise<void>
}

/** An OpenSSH server on loopback, with keys and settings of its own in a temporary folder. It ends with the test. */
export async function startSshServer(): Promise<SshServer> {
  const folder = await temporaryFolder()
  const at = (name: string) => path.join(folder, name)
  for (const key of ['host', 'user'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(key)])
  execFileSync('cp', [at('user.pub'), at('authorized')])
  const port = await freePort()
  await writeFile(
    at('config'),
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${at('host')}`,
      `AuthorizedKeysFile ${at('authorized')}`,
      `PidFile ${at('pid')}`,
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PubkeyAuthentication yes',
      'PermitRootLogin prohibit-password',
      'AllowTcpForwarding yes',
      'GatewayPorts no',
      'LogLevel ERROR',
      '',
    ].join('\n'),
  )
  // As root, sshd wants the folder in which its unprivileged part lives.
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true, mode: 0o755 })

  const start = async () => {
    const server = spawn(SSHD, ['-D', '-e', '-f', at('config')], { detached: true, stdio: 'ignore' })
    await expect.poll(() => canConnect(port)).toBe(true)
    return server
  }
  let server = await start()
  const stop = async () => {
    const ended = once(server, 'exit')
    const children = childrenOf(server.pid)
    server.kill('SIGKILL')
    await ended
    for (const pid of children) kill(pid)
  }
  onTestFinished(stop)
  return {
    command: [
      ...['ssh', '-N', '-T', '-F', '/dev/null', '-p', String(port), '-i', at('user')],
      ...['-o', 'StrictHostKeyChecking=no', '-o', `UserKnownHostsFile=${at('known')}`, '-o', 'BatchMode=yes'],
      ...['-o', 'ExitOnForwardFailure=yes', '-o', 'ServerAliveInterval=15'],
      ...['-R', '127.0.0.1:0:127.0.0.1:{port}', `${os.userInfo().username}@127.0.0.1`],
    ],
    async dropConnections() {
      await stop()
      server = await start()
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/** sshd serves each connection in a process of its own, and that in another: all that descend from it. */
function childrenOf(pid: number | undefined): number[] {
  const rows = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number))
  const below = (parent: number | undefined): number[] =>
    rows.flatMap(([child, of]) => (child !== undefined && of === parent ? [child, ...below(child)] : []))
  return below(pid)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}
