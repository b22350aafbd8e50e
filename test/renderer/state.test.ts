import { describe, expect, it } from 'vitest'
import type { Answer } from '../../core/api/contract'
import type { LeadDetail, LeadRow, WorkspaceView } from '../../core/api/views'
import type { Client } from '../../renderer/client'
import { createConsole } from '../../renderer/state/console'
import { fakeBridge, ok, type FakeBridge } from './support/fake-bridge'
import { later } from './support/later'
import { aWorkspace } from './support/sample-workspace'

const NOW = Date.parse('2026-11-23T15:00:00.000Z')

/** A client whose connection the test cuts and mends. */
function clientOf(fake: FakeBridge): Client & { connect: (connected: boolean) => void } {
  const listeners = new Set<(connected: boolean) => void>()
  return {
    call: (method, request) => fake.call(method, request),
    on: (event, listener) => fake.on(event, listener),
    onConnection: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    connect: (connected) => {
      for (const listener of listeners) listener(connected)
    },
  }
}

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function named(view: WorkspaceView, workspaceName: string): WorkspaceView {
  return { ...view, settings: { ...view.settings, workspaceName } }
}

describe('a stale answer never overwrites something newer', () => {
  it('of the workspace: what was told while it was asked stands', async () => {
    const slow = later<Answer<WorkspaceView>>()
    const fake = fakeBridge({ now: NOW, handlers: { 'workspace.get': () => slow.promise } })
    const console = createConsole(clientOf(fake))
    const stop = console.start()
    fake.emit('workspace.changed', named(aWorkspace(NOW), 'Newer'))
    slow.answer(ok(named(aWorkspace(NOW), 'Older')))
    await settle()
    expect(console.store.getState().workspace?.settings.workspaceName).toBe('Newer')
    stop()
  })

  it('of a command that was overtaken: the workspace is read again', async () => {
    const slow = later<Answer<WorkspaceView>>()
    const fake = fakeBridge({ now: NOW, handlers: { 'connection.test': () => slow.promise } })
    const console = createConsole(clientOf(fake))
    const stop = console.start()
    await settle()
    const done = console.changeWorkspace('connection.test', { provider: 'calendly' })
    fake.emit('workspace.changed', named(aWorkspace(NOW), 'Told meanwhile'))
    fake.workspace = named(aWorkspace(NOW), 'After the test')
    slow.answer(ok(named(aWorkspace(NOW), 'Of the command')))
    await done
    expect(console.store.getState().workspace?.settings.workspaceName).toBe('After the test')
    stop()
  })

  it('of the lead list: rows that were told while it was read stand', async () => {
    const slow = later<Answer<LeadRow[]>>()
    const fake = fakeBridge({ now: NOW, leads: 3, handlers: { 'leads.list': () => slow.promise } })
    const console = createConsole(clientOf(fake))
    const stop = console.start()
    const old = [...fake.details.values()].map(({ row }) => row)
    const [first, second] = old
    if (!first || !second) throw new Error('no rows')
    fake.emit('leads.changed', { rows: [{ ...first, openTasks: 7 }], removed: [second.id] })
    slow.answer(ok(old))
    await settle()
    const shown = console.store.getState().leads ?? []
    expect(shown.find(({ id }) => id === first.id)?.openTasks).toBe(7)
    expect(shown.map(({ id }) => id)).not.toContain(second.id)
    stop()
  })

  it('of the drawer: another lead’s late answer is not shown', async () => {
    const slow = later<Answer<LeadDetail>>()
    const fake = fakeBridge({ now: NOW })
    const [first, second] = [fake.details.get('lead-0'), fake.details.get('lead-1')]
    if (!first || !second) throw new Error('no leads')
    const client = clientOf(
      fakeBridge({
        now: NOW,
        handlers: { 'leads.get': ({ leadId }) => (leadId === 'lead-0' ? slow.promise : ok(second)) },
      }),
    )
    const console = createConsole(client)
    console.openLead('lead-0')
    console.openLead('lead-1')
    await settle()
    slow.answer(ok(first))
    await settle()
    expect(console.store.getState().drawer?.detail?.lead.id).toBe('lead-1')
  })

  it('of the drawer: another lead’s answer is not shown while the open one is still read', async () => {
    const fake = fakeBridge({ now: NOW })
    const [first, second] = [fake.details.get('lead-0'), fake.details.get('lead-1')]
    if (!first || !second) throw new Error('no leads')
    const slow = { 'lead-0': later<Answer<LeadDetail>>(), 'lead-1': later<Answer<LeadDetail>>() }
    const client = clientOf(
      fakeBridge({
        now: NOW,
        handlers: { 'leads.get': ({ leadId }) => slow[leadId === 'lead-0' ? 'lead-0' : 'lead-1'].promise },
      }),
    )
    const console = createConsole(client)
    console.openLead('lead-0')
    console.openLead('lead-1')
    slow['lead-0'].answer(ok(first))
    await settle()
    expect(console.store.getState().drawer).toMatchObject({ leadId: 'lead-1', detail: null, error: null })
    console.closeLead()
    slow['lead-1'].answer(ok(second))
    await settle()
    expect(console.store.getState().drawer).toBeNull()
  })

  it('of the drawer: an older reading of the same lead is not shown', async () => {
    const slow = later<Answer<LeadDetail>>()
    const fake = fakeBridge({ now: NOW })
    const detail = fake.details.get('lead-0')
    if (!detail) throw new Error('no lead')
    let readings = 0
    const client = clientOf(
      fakeBridge({
        now: NOW,
        handlers: {
          'leads.get': () => (++readings === 1 ? slow.promise : ok({ ...detail, messages: [] })),
        },
      }),
    )
    const console = createConsole(client)
    console.openLead('lead-0')
    await console.readLead()
    slow.answer(ok(detail))
    await settle()
    expect(console.store.getState().drawer?.detail?.messages).toEqual([])
  })
})

describe('what is told is shown', () => {
  it('reads the open lead again when its row changes, and no other', async () => {
    const fake = fakeBridge({ now: NOW })
    const console = createConsole(clientOf(fake))
    const stop = console.start()
    console.openLead('lead-3')
    await settle()
    const readings = () => fake.calls.filter(({ method }) => method === 'leads.get').length
    const before = readings()
    const other = fake.details.get('lead-4')
    const own = fake.details.get('lead-3')
    if (!other || !own) throw new Error('no leads')
    fake.emit('leads.changed', { rows: [other.row], removed: [] })
    await settle()
    expect(readings()).toBe(before)
    fake.emit('leads.changed', { rows: [own.row], removed: [] })
    await settle()
    expect(readings()).toBe(before + 1)
    stop()
  })

  it('reads everything again when the connection is back', async () => {
    const fake = fakeBridge({ now: NOW })
    const client = clientOf(fake)
    const console = createConsole(client)
    const stop = console.start()
    await settle()
    client.connect(false)
    expect(console.store.getState().connected).toBe(false)
    fake.workspace = named(fake.workspace, 'Changed while away')
    client.connect(true)
    await settle()
    expect(console.store.getState().connected).toBe(true)
    expect(console.store.getState().workspace?.settings.workspaceName).toBe('Changed while away')
    stop()
  })

  it('closes the drawer of a lead that is gone', async () => {
    const fake = fakeBridge({ now: NOW })
    const console = createConsole(clientOf(fake))
    const stop = console.start()
    console.openLead('lead-3')
    await settle()
    fake.emit('leads.changed', { rows: [], removed: ['lead-3'] })
    expect(console.store.getState().drawer).toBeNull()
    stop()
  })
})
