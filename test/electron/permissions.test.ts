import type { Session } from 'electron'
import { expect, test } from 'vitest'
import { denyPermissions } from '../../electron/permissions'

type Handlers = {
  request: Parameters<Session['setPermissionRequestHandler']>[0]
  check: Parameters<Session['setPermissionCheckHandler']>[0]
  device: Parameters<Session['setDevicePermissionHandler']>[0]
}

/** @promise security: Permission requests, permission checks and devices are denied unless they are allowed by name. */
test('requests, checks and devices each have a handler, and none of them is left to the default of "yes"', () => {
  const set: Partial<Handlers> = {}
  denyPermissions({
    setPermissionRequestHandler: (handler) => void (set.request = handler),
    setPermissionCheckHandler: (handler) => void (set.check = handler),
    setDevicePermissionHandler: (handler) => void (set.device = handler),
  })
  expect(Object.keys(set).sort()).toEqual(['check', 'device', 'request'])
  const deny = set.check as unknown as () => boolean
  expect(deny()).toBe(false)
  expect((set.device as unknown as () => boolean)()).toBe(false)
  const answers: boolean[] = []
  const request = set.request as unknown as (
    contents: null,
    permission: string,
    answer: (ok: boolean) => void,
  ) => void
  for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'usb', 'a new one']) {
    request(null, permission, (ok) => answers.push(ok))
  }
  expect(new Set(answers)).toEqual(new Set([false]))
  expect(answers).toHaveLength(6)
})
