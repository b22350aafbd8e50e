import { expect, test } from '@playwright/test'
import { dataFolder } from '../support/data-folder'
import { expectBookedLeads, playMainJob } from '../shared/main-job'
import { launchDesktop } from '../support/electron'

test('a reply becomes a meeting in the desktop app, and it stands after a restart', async () => {
  const { data, remove } = await dataFolder(undefined)
  const first = await launchDesktop({ data })
  await playMainJob(first.window)
  await first.close()

  const second = await launchDesktop({ data })
  await expectBookedLeads(second.window, 4)
  await expect(second.window.getByText('Lee Moreno')).toBeVisible()
  await second.close()
  await remove()
})
