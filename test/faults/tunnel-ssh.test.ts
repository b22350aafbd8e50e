import { describe, expect, test } from 'vitest'
import { newTunnelSettings } from '../../core/domain/tunnel'
import { startWorld, type World } from '../support/world'
import { hasSshServer, startSshServer } from './ssh-server'

/** What the workspace says of the way to the receiver. */
const way = async (world: World) => (await world.call('workspace.get', {})).tunnel

const callbacks = (world: World) =>
  world.calendly.snapshot().subscriptions.map(({ resource }) => new URL(resource.callback_url).origin)

/** A lead books on the public page; Calendly's signed webhook is delivered and applied. */
async function bookAndSettle(world: World, who: { name: string; email: string; phone: string }) {
  const leadId = await world.addLead({ firstName: who.name, emails: [who.email], phones: [who.phone] })
  const { slots } = await world.call('slots.list', { leadId })
  world.bookOnPage(slots[0]?.slot, who)
  await world.settle()
  return world.lead(leadId)
}

async function isUpElsewhereThan(world: World, old: string | null): Promise<string> {
  await expect
    .poll(async () => {
      const { state, url } = await way(world)
      return state === 'up' && url !== old
    })
    .toBe(true)
  const url = (await way(world)).url ?? ''
  await expect.poll(() => callbacks(world)).toEqual([url])
  return url
}

describe.skipIf(!hasSshServer && !process.env['CI'])('through a tunnel of `ssh -R`', () => {
  /**
   * @promise reliability: When a tunnel dies it is opened again, and exactly one Calendly subscription follows it to its new address.
   */
  test('a signed webhook books the lead; the tunnel dies, comes back elsewhere, and the next one arrives', async () => {
    const world = await startWorld({ settings: { publicWebhookUrl: '' } })
    const ssh = await startSshServer()
    await world.call('settings.save', {
      tunnel: {
        ...newTunnelSettings(),
        kind: 'command',
        command: ssh.command,
        commandPattern: 'Allocated port (\\d+) for remote forward',
        commandAddress: 'http://127.0.0.1:{1}',
      },
    })
    const first = await isUpElsewhereThan(world, null)
    expect(first).not.toBe(world.slotkeeper().receiverUrl)
    await expect.poll(async () => (await way(world)).probe).toMatchObject({ url: first, outcome: 'reached' })

    const lee = await bookAndSettle(world, {
      name: 'Lee',
      email: 'lee.first@example.com',
      phone: '+15555550111',
    })
    expect(lee.row.booked).not.toBeNull()
    expect(lee.appointments).toMatchObject([{ source: 'webhook' }])

    await ssh.dropConnections()
    const second = await isUpElsewhereThan(world, first)
    const { probe } = await world.call('webhooks.probe', {}).then(({ tunnel }) => tunnel)
    expect(probe).toMatchObject({ url: second, outcome: 'reached' })

    const ana = await bookAndSettle(world, {
      name: 'Ana',
      email: 'ana.second@example.com',
      phone: '+15555550112',
    })
    expect(ana.appointments).toMatchObject([{ source: 'webhook' }])

    await world.stop()
    await expect(fetch(second)).rejects.toThrow('fetch failed')
  }, 120_000)
})
