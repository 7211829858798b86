import { BrowserWindow } from 'electron'
import type { HostApi } from '../contract/index.ts'
import type { Log } from '../host/log.ts'
import { connectPort } from './connectPort.ts'
import type { lockedPreferences } from './security.ts'

/** What a window shows and how it is locked in. */
export interface WindowOptions {
  readonly api: HostApi
  readonly address: string
  readonly preferences: ReturnType<typeof lockedPreferences>
  readonly log: Log
}

/** Opens the workbench; it is shown when its first picture is ready, so that nothing flashes. */
export async function openWindow({ api, address, preferences, log }: WindowOptions): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    title: 'Hillock',
    width: 1440,
    height: 900,
    minWidth: 800,
    minHeight: 500,
    show: false,
    backgroundColor: '#16181d',
    webPreferences: preferences,
  })
  connectPort(window.webContents, api, log)
  window.once('ready-to-show', () => window.show())
  await window.loadURL(address)
  return window
}
