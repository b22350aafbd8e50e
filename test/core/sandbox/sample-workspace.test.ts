import { expect, test } from 'vitest'
import type { MethodName, Request, Response } from '../../../core/api/contract'
import type { Task } from '../../../core/domain/task'
import { createSlotkeeper, type Slotkeeper } from '../../../core/slotkeeper'
import { memorySecrets } from '../../../core/store/secret-file'
import { temporaryFolder } from '../../support/temporary-folder'

async function openFolder(folder: string): Promise<Slotkeeper> {
  const silent = () => undefined
  const slotkeeper = await createSlotkeeper({
    folder,
    // As on a machine without a keychain: a restart forgets the tokens.
    secrets: memorySecrets(),
    log: { info: silent, warn: silent, error: silent },
    webhookPort: 0,
  })
  await slotkeeper.start()
  return slotkeeper
}

async function call<M extends MethodName>(
  slotkeeper: Slotkeeper,
  method: M,
  request: Request<M>,
): Promise<Response<M>> {
  const answer = await slotkeeper.api.call(method, request)
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value as Response<M>
}

/** The click on a task's suggestion. */
function suggested(task: Task | undefined): Request<'tasks.approve'> {
  if (task?.suggestion?.kind !== 'book') throw new Error('nothing is suggested')
  return { taskId: task.id, slot: task.suggestion.slot }
}

test('the sample workspace opens without any account, books, survives a restart, and can be left', async () => {
  const folder = await temporaryFolder()
  let slotkeeper = await openFolder(folder)
  expect((await call(slotkeeper, 'workspace.get', {})).isNew).toBe(true)

  const view = await call(slotkeeper, 'sample.open', {})
  expect(view.settings).toMatchObject({ sample: true, autoBookMode: 'suggest' })
  expect(view.connections.calendly.health).toBe('ok')
  expect(view.connections.ghl.health).toBe('ok')
  const rows = await call(slotkeeper, 'leads.list', {})
  expect(rows.filter(({ booked }) => booked)).toHaveLength(1)
  const approval = view.tasks.find(({ kind }) => kind === 'approve_booking')
  expect(approval).toBeDefined()
  expect(view.tasks.some(({ kind }) => kind === 'manual_follow_up')).toBe(true)

  const approved = await call(slotkeeper, 'tasks.approve', suggested(approval))
  expect(approved.kind).toBe('booked')

  await slotkeeper.stop()
  slotkeeper = await openFolder(folder)
  const again = await call(slotkeeper, 'workspace.get', {})
  expect(again.connections.calendly.health).toBe('ok')
  const leadId = rows.find(({ name }) => name === 'Priya Nair')?.id ?? ''
  await call(slotkeeper, 'sample.replyAsLead', { leadId, text: 'the second one' })
  const priya = await call(slotkeeper, 'leads.get', { leadId })
  const task = priya.tasks.find(({ kind }) => kind === 'approve_booking')
  expect((await call(slotkeeper, 'tasks.approve', suggested(task))).kind).toBe('booked')
  expect((await call(slotkeeper, 'leads.list', {})).filter(({ booked }) => booked)).toHaveLength(3)

  const left = await call(slotkeeper, 'sample.leave', {})
  expect(left).toMatchObject({ isNew: true, tasks: [] })
  expect(await call(slotkeeper, 'leads.list', {})).toEqual([])
  await slotkeeper.stop()
})
