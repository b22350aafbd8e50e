/** @promise reliability: Backups are made by themselves, and restoring one can be undone. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { EventPayload } from '../../../core/api/contract'
import { MINUTE } from '../../../core/domain/time'
import { startWorld, type World } from '../../support/world'

const reasonsOf = async (world: World) => (await world.call('backups.list', {})).map(({ reason }) => reason)

const rename = async (world: World, leadId: string, firstName: string) =>
  world.call('leads.update', { leadId, changes: { firstName } })

test('one is made at the start, and every quarter of an hour in which something changed', async () => {
  const world = await startWorld()
  const leadId = await world.addLead()
  await world.slotkeeper().runDue()
  expect(await reasonsOf(world)).toEqual([])
  world.clock.advance(15 * MINUTE)
  await world.slotkeeper().runDue()
  expect(await reasonsOf(world)).toEqual(['scheduled'])
  await rename(world, leadId, 'Liz')
  await world.slotkeeper().runDue()
  expect(await reasonsOf(world)).toEqual(['scheduled'])

  await world.stop()
  await world.start()
  expect((await reasonsOf(world))[0]).toBe('start')
})

test('a restore brings back what was kept, tells every console, pauses, and can be undone', async () => {
  const world = await startWorld()
  const leadId = await world.addLead()
  const [backup] = await world.call('backups.make', {})
  const later = await world.call('leads.create', {
    firstName: 'Kim',
    lastName: 'Doe',
    company: '',
    emails: ['kim@example.com'],
    phones: [],
    zone: null,
  })
  await rename(world, leadId, 'Liz')
  world.clock.advance(MINUTE)

  const told: EventPayload<'leads.changed'>[] = []
  const workspaces: EventPayload<'workspace.changed'>[] = []
  world.slotkeeper().api.listen((event, payload) => {
    if (event === 'leads.changed') told.push(payload as EventPayload<'leads.changed'>)
    if (event === 'workspace.changed') workspaces.push(payload as EventPayload<'workspace.changed'>)
  })
  const { sentence } = await world.call('backups.restore', { name: backup?.name ?? '' })
  expect(sentence).toMatch(/^Leads and settings are as they were on .*Automation is paused/)
  expect((await world.call('leads.list', {})).map(({ name }) => name)).toEqual(['Lee Moreno'])
  await expect.poll(() => told.flatMap(({ removed }) => removed)).toContain(later.lead.id)
  expect(told.flatMap(({ rows }) => rows).map(({ name }) => name)).toContain('Lee Moreno')
  await expect.poll(() => workspaces.at(-1)?.settings.paused).toBe(true)

  const undo = (await world.call('backups.list', {})).find(({ reason }) => reason === 'before-restore')
  await world.call('backups.restore', { name: undo?.name ?? '' })
  const names = (await world.call('leads.list', {})).map(({ name }) => name).sort()
  expect(names).toEqual(['Kim Doe', 'Liz Moreno'])

  await world.stop()
  await world.start()
  const kept = (await world.call('leads.list', {})).map(({ name }) => name).sort()
  expect(kept).toEqual(names)
  expect((await world.call('workspace.get', {})).openingReports).toEqual([])
})

test('a backup that is gone or broken is not restored, and nothing changes', async () => {
  const world = await startWorld()
  const leadId = await world.addLead()
  const [backup] = await world.call('backups.make', {})
  await rename(world, leadId, 'Liz')
  const name = backup?.name ?? ''
  const restore = (what: string) => world.slotkeeper().api.call('backups.restore', { name: what })
  for (const other of ['../state.json', 'nothing.json', name.replace('manual', 'start')]) {
    expect(await restore(other)).toMatchObject({ ok: false, error: { code: 'not_found' } })
  }
  const file = path.join(world.folder, 'backups', name)
  await writeFile(file, (await readFile(file, 'utf8')).replace('Lee', 'Eel'))
  expect(await restore(name)).toMatchObject({ ok: false, error: { code: 'backup.unreadable' } })
  expect((await world.lead(leadId)).lead.firstName).toBe('Liz')
  expect(await reasonsOf(world)).toEqual(['manual'])
})
