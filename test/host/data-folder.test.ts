import { expect, test } from 'vitest'
import { defaultDataFolder } from '../../host/data-folder'

test.each<[NodeJS.Platform, NodeJS.ProcessEnv, string, string]>([
  ['linux', {}, '/home/ada', '/home/ada/.local/share/slotkeeper'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/home/ada', '/data/slotkeeper'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ada', '/home/ada/.local/share/slotkeeper'],
  ['darwin', {}, '/Users/ada', '/Users/ada/Library/Application Support/Slotkeeper/workspace'],
  ['win32', { APPDATA: 'D:\\Roaming' }, 'C:\\Users\\ada', 'D:\\Roaming\\Slotkeeper\\workspace'],
  ['win32', {}, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Roaming\\Slotkeeper\\workspace'],
])('on %s with %j data is kept where that system keeps it', (platform, environment, home, folder) => {
  expect(defaultDataFolder(platform, environment, home)).toBe(folder)
})
