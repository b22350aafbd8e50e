/** @promise reliability: What was lost is told until a person has read it, and automation waits for a person as long. */
import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { MINUTE } from '../../../core/domain/time'
import { startWorld, type World } from '../../support/world'

const rename = (world: World, leadId: string, firstName: string) =>
  world.call('leads.update', { leadId, changes: { firstName } })

async function told(world: World): Promise<{ sentences: string[]; paused: boolean }> {
  const { openingReports, settings } = await world.call('workspace.get', {})
  return { sentences: openingReports.map(({ sentence }) => sentence), paused: settings.paused }
}

async function dismissAll(world: World): Promise<void> {
  for (const { id } of (await world.call('workspace.get', {})).openingReports)
    await world.call('openingReports.dismiss', { id })
}

async function restart(world: World): Promise<void> {
  await world.stop()
  world.clock.advance(MINUTE)
  await world.start()
}

/** Breaks the snapshot, and with `all` the journal too; what came after the backup is lost then. */
async function damaged(what: 'snapshot' | 'all'): Promise<{ world: World; leadId: string }> {
  const world = await startWorld()
  const leadId = await world.addLead()
  await world.call('backups.make', {})
  world.clock.advance(MINUTE)
  await rename(world, leadId, 'Liz')
  await world.stop()
  await writeFile(path.join(world.folder, 'state.json'), 'broken')
  if (what === 'all') {
    for (const name of await readdir(path.join(world.folder, 'journal')))
      await writeFile(path.join(world.folder, 'journal', name), 'broken\n')
  }
  await world.start()
  return { world, leadId }
}

const LOSS = /state\.json.*The backup of Mon, Nov 23, .* was opened.*Changes after Mon, Nov 23.* are lost/

test('what was lost is shown over every start, and nothing runs by itself, until a person resumes it', async () => {
  const { world, leadId } = await damaged('all')
  expect((await world.lead(leadId)).lead.firstName).toBe('Lee')
  for (let starts = 0; starts < 2; starts += 1) {
    expect(await told(world)).toEqual({ sentences: [expect.stringMatching(LOSS)], paused: true })
    await restart(world)
  }
  await world.call('settings.save', { paused: false })
  expect(await told(world)).toEqual({ sentences: [], paused: false })
  await restart(world)
  expect(await told(world)).toEqual({ sentences: [], paused: false })
})

test('who dismisses the report of a loss has still to resume automation', async () => {
  const { world } = await damaged('all')
  await dismissAll(world)
  await restart(world)
  expect(await told(world)).toEqual({ sentences: [], paused: true })
})

test('a start at which nothing was lost is told of until it is dismissed, and pauses nothing', async () => {
  const { world } = await damaged('snapshot')
  await restart(world)
  const sentences = [expect.stringContaining('Nothing is lost.') as string]
  expect(await told(world)).toEqual({ sentences, paused: false })
  await world.call('settings.save', { paused: true })
  await world.call('settings.save', { paused: false })
  expect(await told(world)).toEqual({ sentences, paused: false })
  await dismissAll(world)
  await restart(world)
  expect(await told(world)).toEqual({ sentences: [], paused: false })
})

test('a restore takes no report away that was not read, and brings none back that was', async () => {
  const { world } = await damaged('snapshot')
  const [backup] = await world.call('backups.make', {})
  await dismissAll(world)
  await world.call('backups.restore', { name: backup?.name ?? '' })
  expect((await told(world)).sentences).toEqual([])
  const before = (await world.call('backups.list', {})).at(-1)
  await world.stop()
  await writeFile(path.join(world.folder, 'state.json'), 'broken')
  world.clock.advance(MINUTE)
  await world.start()
  await world.call('backups.restore', { name: before?.name ?? '' })
  expect((await told(world)).sentences).toHaveLength(1)
})

test('every console is told that a report was read', async () => {
  const { world } = await damaged('snapshot')
  const shown: number[] = []
  world.slotkeeper().api.listen((event, payload) => {
    if (event === 'workspace.changed' && 'openingReports' in payload)
      shown.push(payload.openingReports.length)
  })
  await dismissAll(world)
  await expect.poll(() => shown.at(-1)).toBe(0)
})
