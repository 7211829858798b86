import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, dialog, Menu } from 'electron'
import { loadMachine } from '../../src-engine/native/binding.ts'
import { createHost, type Host } from '../host/createHost.ts'
import { logToStderr } from '../host/log.ts'
import { homeFolder, rendererFolder, resourcesFolder } from '../host/paths.ts'
import { createDialogs } from './dialogs.ts'
import { createMenu } from './menu.ts'
import { projectArgument } from './projectArgument.ts'
import { announceScheme, pageOrigin, serveScheme } from './scheme.ts'
import { enforceSecurity, lockedPreferences } from './security.ts'
import { openWindow } from './window.ts'

/** Where the page comes from: the built window, or in development the server that electron-vite names. */
const developmentServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
const origin = developmentServer ? new URL(developmentServer).origin : pageOrigin
const address = developmentServer ?? `${pageOrigin}/`
const preferences = lockedPreferences(fileURLToPath(new URL('../preload/preload.cjs', import.meta.url)))

let asked = projectArgument(process.argv, process.cwd())
let host: Host | undefined

const show = (error: unknown): void =>
  dialog.showErrorBox('Hillock', error instanceof Error ? error.message : String(error))

const showWindow = async (): Promise<void> => {
  if (!host) return
  const [window] = BrowserWindow.getAllWindows()
  if (!window) await openWindow({ api: host.api, address, preferences, log: logToStderr })
  else {
    if (window.isMinimized()) window.restore()
    window.focus()
  }
}

const openProject = async (path: string | undefined): Promise<void> => {
  if (!host || path === undefined) return void (asked = path ?? asked)
  await host.openProject(path)
  await showWindow()
}

const start = async (): Promise<void> => {
  const { machine, problem } = loadMachine()
  host = await createHost({
    shell: 'electron',
    projectPath: asked,
    resourcesDir: resourcesFolder(),
    homeDir: homeFolder(),
    machine,
    engineProblem: problem,
    dialogs: createDialogs(),
  })
  serveScheme(rendererFolder())
  enforceSecurity(origin, preferences)
  Menu.setApplicationMenu(createMenu(host.api))
  await showWindow()
}

if (!app.requestSingleInstanceLock()) app.quit()
else {
  announceScheme()
  app.on('second-instance', (_event, parameters, folder) => {
    openProject(projectArgument(parameters, folder)).then(showWindow).catch(show)
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openProject(path).catch(show)
  })
  app.on('activate', () => void showWindow().catch(show))
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', event => {
    if (!host) return
    event.preventDefault()
    const closing = host
    host = undefined
    closing
      .close()
      .catch(show)
      .finally(() => app.quit())
  })
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      show(error)
      app.exit(1)
    })
}
