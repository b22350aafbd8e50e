import type { SlotkeeperBridge } from '../core/api/contract'
import { bridgeClient, type Client } from './client'
import { httpClient } from './http-client'

declare global {
  interface Window {
    /** Put there by the desktop app's preload; absent in a browser. */
    slotkeeper?: SlotkeeperBridge
  }
}

/** The desktop bridge where there is one, else the HTTP door that served this page. */
export function findClient(): Client {
  return window.slotkeeper ? bridgeClient(window.slotkeeper) : httpClient()
}
