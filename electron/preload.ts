import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import { eventNames, methodNames, type Answer, type SlotkeeperBridge } from '../core/api/contract'
import { eventChannel, methodChannel } from './channels'

const unknownMethod: Answer<never> = {
  ok: false,
  error: { code: 'unknown_method', message: 'This version of Slotkeeper has no such call.' },
}

/** All that the page can reach: the contract's methods and events, and nothing of Electron. */
const bridge = {
  call: (method, request) =>
    methodNames.includes(method)
      ? (ipcRenderer.invoke(methodChannel(method), request) as Promise<Answer<never>>)
      : Promise.resolve(unknownMethod),
  on: (event, listener) => {
    if (!eventNames.includes(event)) throw new TypeError('There is no such event.')
    // The page hears the payload; the raw event would hand it the sender.
    const hear = (_event: IpcRendererEvent, payload: Parameters<typeof listener>[0]): void =>
      listener(payload)
    const channel = eventChannel(event)
    ipcRenderer.on(channel, hear)
    return () => {
      ipcRenderer.off(channel, hear)
    }
  },
} satisfies SlotkeeperBridge

contextBridge.exposeInMainWorld('slotkeeper', bridge)
