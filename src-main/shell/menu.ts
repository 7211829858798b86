import { dialog, Menu, type MenuItemConstructorOptions } from 'electron'
import type { HostApi } from '../contract/index.ts'
import { RpcError } from '../rpc/errors.ts'

/** The system's menu: projects, the usual editing and window roles. All else is in the window's command palette. */
export function createMenu(api: HostApi): Menu {
  const isMac = process.platform === 'darwin'
  const project = (
    label: string,
    accelerator: string,
    act: () => Promise<unknown>,
  ): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => void act().catch(showError),
  })
  return Menu.buildFromTemplate([
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: '&File',
      submenu: [
        project('New Project…', 'CmdOrCtrl+Shift+N', () => api.project.create({})),
        project('Open Project…', 'CmdOrCtrl+O', () => api.project.open({})),
        { type: 'separator' },
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'reload' },
        { role: 'toggleDevTools' },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ])
}

function showError(error: unknown): void {
  const message = error instanceof RpcError || error instanceof Error ? error.message : String(error)
  dialog.showErrorBox('Hillock', message)
}
