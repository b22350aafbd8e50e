interface Instance {
  requestSingleInstanceLock(): boolean
  on(event: 'second-instance', listener: () => void): unknown
}

/** True for the first app on this data folder, which from then on calls `focus` when another one is started. */
export function isOnlyInstance(app: Instance, focus: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false
  app.on('second-instance', focus)
  return true
}
