/** @promise reliability: What an earlier build left undone is done by this one: its suggestions are booked with one click. */
import { cp } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Response } from '../../../core/api/contract'
import { createSlotkeeper } from '../../../core/slotkeeper'
import { memorySecrets } from '../../../core/store/secret-file'
import { TestClock } from '../../support/clock'
import { temporaryFolder } from '../../support/temporary-folder'

/** Real folders of earlier builds. The keys and tokens in them are of sandboxes on loopback that are long gone. */
const FIXTURES = path.join(import.meta.dirname, '../store/fixtures')
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

test.each(['build-2026-11-23', 'build-2026-11-24'])(
  'in a sample workspace of %s the suggested meeting can be booked',
  async (name) => {
    const folder = await temporaryFolder()
    await cp(path.join(FIXTURES, name), folder, { recursive: true })
    const slotkeeper = await createSlotkeeper({
      folder,
      secrets: memorySecrets(),
      log: silent,
      webhookPort: 0,
      clock: new TestClock('2026-11-27T13:55:00.000Z'),
    })
    onTestFinished(() => slotkeeper.stop())
    await slotkeeper.start()
    const answer = await slotkeeper.api.call('leads.get', { leadId: 'sample-lead-1' })
    const [task] = answer.ok ? (answer.value as Response<'leads.get'>).tasks : []
    if (task?.suggestion?.kind !== 'book') throw new Error('nothing is suggested')
    const { slot } = task.suggestion
    const booked = await slotkeeper.api.call('tasks.approve', { taskId: task.id, slot })
    expect(booked).toMatchObject({ ok: true, value: { kind: 'booked' } })
  },
)
