import { expect, test } from 'vitest'
import { zoneDataIsStale } from '../../../core/domain/zoned-time'
import { startWorld, type World } from '../../support/world'

const isToldOfZoneData = async (world: World) =>
  (await world.call('workspace.get', {})).notices.some((notice) => notice.includes('time zone data'))

test('old time zone data is told of where a lead’s zone is affected', async () => {
  const world = await startWorld()
  await world.addLead()
  expect(await isToldOfZoneData(world)).toBe(false)
  await world.addLead({ emails: ['van@example.com'], phones: [], zone: 'America/Vancouver' })
  expect(await isToldOfZoneData(world)).toBe(zoneDataIsStale())
})

test('old time zone data is told of where the workspace’s zone is affected, by whichever name', async () => {
  const world = await startWorld({ settings: { zone: 'Canada/Pacific' } })
  expect(await isToldOfZoneData(world)).toBe(zoneDataIsStale())
})
