import path from 'node:path'

/** Where data lives by the custom of the operating system: XDG, Application Support or AppData. */
export function defaultDataFolder(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
  home: string,
): string {
  if (platform === 'win32') {
    const roaming = environment['APPDATA'] || path.win32.join(home, 'AppData', 'Roaming')
    return path.win32.join(roaming, 'Slotkeeper', 'workspace')
  }
  if (platform === 'darwin') {
    return path.posix.join(home, 'Library', 'Application Support', 'Slotkeeper', 'workspace')
  }
  // The XDG specification: a value that is not absolute is ignored.
  const given = environment['XDG_DATA_HOME'] ?? ''
  const data = path.posix.isAbsolute(given) ? given : path.posix.join(home, '.local', 'share')
  return path.posix.join(data, 'slotkeeper')
}
