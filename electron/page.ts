/** Where the console's page comes from; whoever calls from elsewhere is not the console. */
export interface PageAddress {
  url: string
  origin: string
}

export const APP_SCHEME = 'app'
export const APP_HOST = 'slotkeeper'

/** The page that the app serves itself. */
export const ownPage: PageAddress = {
  url: `${APP_SCHEME}://${APP_HOST}/`,
  origin: `${APP_SCHEME}://${APP_HOST}`,
}

/** Vite's server on this machine while developing, else the app's own page. A packaged app takes its own only. */
export function pageAddress(devServer: string | undefined, isPackaged: boolean): PageAddress {
  if (isPackaged || devServer === undefined || !URL.canParse(devServer)) return ownPage
  const { protocol, hostname, href, origin } = new URL(devServer)
  const local = protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return local ? { url: href, origin } : ownPage
}
