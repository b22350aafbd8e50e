import type { Session } from 'electron'

type Permissions = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
>

/** Copying a phone number or a join link. Reading the clipboard is another permission, and refused. */
const COPY = 'clipboard-sanitized-write'

/** The console needs no camera, no place, no notification: whatever a page asks for but to copy is refused. */
export function denyPermissions(session: Permissions): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === COPY))
  session.setPermissionCheckHandler((_contents, permission) => permission === COPY)
  session.setDevicePermissionHandler(() => false)
}
