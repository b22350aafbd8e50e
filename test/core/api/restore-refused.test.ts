/** @promise reliability: A restore that is refused changes nothing, and says why. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import type { BackupView } from '../../../core/api/views'
import { createSlotkeeper } from '../../../core/slotkeeper'
import { memorySecrets } from '../../../core/store/secret-file'
import { SnapshotFile } from '../../../core/store/snapshot'
import { CANCEL } from '../../support/meetings'
import { diskError, watchFiles } from '../../support/open-files'
import { temporaryFolder } from '../../support/temporary-folder'
import { startWorld, type World } from '../../support/world'

let world: World
let leadId: string
let backup: string

beforeEach(async () => {
  world = await startWorld({ provider: 'calendly' })
  leadId = await world.addLead()
  await world.offer(leadId)
  await world.settle()
  backup = (await world.call('backups.make', {}))[0]?.name ?? ''
  await rename('Liz')
})

const rename = (firstName: string) => world.call('leads.update', { leadId, changes: { firstName } })

async function expectRefused(code: string, says: string): Promise<void> {
  const answer = await world.slotkeeper().api.call('backups.restore', { name: backup })
  expect(answer).toMatchObject({
    ok: false,
    error: { code, message: expect.stringContaining(`Nothing was restored: ${says}`) as string },
  })
  expect((await world.lead(leadId)).lead.firstName).toBe('Liz')
  expect((await world.call('workspace.get', {})).settings.paused).toBe(false)
}

async function expectRestored(): Promise<void> {
  const answer = await world.slotkeeper().api.call('backups.restore', { name: backup })
  expect(answer).toMatchObject({ ok: true })
  expect((await world.lead(leadId)).lead.firstName).toBe('Lee')
}

/** While a call hangs, so does what waits for its answer. */
const SLOW = { kind: 'slow', ms: 400 } as const

test('while a booking is on its way', async () => {
  const [first] = (await world.call('slots.list', { leadId })).slots
  if (!first) throw new Error('there is no free slot')
  world.calendly.failNext({ route: 'POST /invitees', fault: SLOW })
  const booking = world.call('leads.book', { leadId, slot: first.slot })
  await expect.poll(async () => (await world.lead(leadId)).attempts[0]?.state).toBe('calling')
  await expectRefused('backup.busy', 'a booking or a message is on its way')
  expect((await booking).kind).toBe('booked')
  await expectRestored()
})

test('while a meeting is being changed', async () => {
  const slots = (await world.call('slots.list', { leadId })).slots
  const { uri } = world.bookOnPage(slots.at(-1)?.slot)
  await world.settle()
  world.calendly.failNext({ route: CANCEL, fault: SLOW })
  const change = world.call('appointments.cancel', { appointmentId: `calendly:${uri}`, reason: '' })
  await expect.poll(async () => (await world.lead(leadId)).meetingChanges[0]?.state).toBe('calling')
  await expectRefused('backup.busy', 'a booking or a message is on its way')
  expect((await change).kind).toBe('done')
  await expectRestored()
})

test('while a message is being sent', async () => {
  world.ghl.failNext({ route: 'POST /conversations/messages', fault: SLOW })
  const sending = world.call('leads.sendMessage', { leadId, channel: 'sms', text: 'Hello', requestId: 'a' })
  await expect
    .poll(async () => (await world.lead(leadId)).messages.at(-1))
    .toMatchObject({ text: 'Hello', state: 'sending' })
  await expectRefused('backup.busy', 'a booking or a message is on its way')
  await sending
  await expectRestored()
})

test('where the disk has no room to keep the present state first', async () => {
  let isFull = true
  await watchFiles('writeFile', () => {
    if (isFull) throw diskError('ENOSPC')
  })
  await expectRefused('backup.failed', 'the present state could not be kept first. Free some space')
  isFull = false
  await expectRestored()
})

test('where a newer Slotkeeper made the backup', async () => {
  const file = path.join(world.folder, 'backups', backup)
  const whole = await readFile(file, 'utf8')
  const version = Number(/"schemaVersion":(\d+)/.exec(whole)?.[1])
  await writeFile(file, whole.replace(`"schemaVersion":${version}`, `"schemaVersion":${version + 1}`))
  await expectRefused('backup.newer_version', 'a newer Slotkeeper made this backup')
})

test('where the backup is of the sample workspace', async () => {
  const file = new SnapshotFile(path.join(world.folder, 'backups', backup))
  const snapshot = await file.read()
  if (!snapshot) throw new Error('there is no backup')
  const [settings] = snapshot.collections['settings'] ?? []
  const sample = { ...(settings as object), sample: true }
  await file.write({ ...snapshot, collections: { ...snapshot.collections, settings: [sample] } })
  await expectRefused('backup.sample', 'the sample workspace cannot be brought back')
})

test('while the sample workspace is open', async () => {
  const folder = await temporaryFolder()
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const slotkeeper = await createSlotkeeper({ folder, secrets: memorySecrets(), log, webhookPort: 0 })
  onTestFinished(() => slotkeeper.stop())
  await slotkeeper.start()
  const made = await slotkeeper.api.call('backups.make', {})
  const [own] = made.ok ? (made.value as BackupView[]) : []
  expect(await slotkeeper.api.call('sample.open', {})).toMatchObject({ ok: true })
  const answer = await slotkeeper.api.call('backups.restore', { name: own?.name ?? '' })
  expect(answer).toMatchObject({ ok: false, error: { code: 'backup.sample' } })
  expect(await slotkeeper.api.call('workspace.get', {})).toMatchObject({
    value: { settings: { sample: true } },
  })
})
