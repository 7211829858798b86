import { app, session, type BrowserWindowConstructorOptions, type WebContents } from 'electron'

/** How every window is locked in: its page has no Node, no access to the preload's world, and a sandbox. */
export function lockedPreferences(
  preload: string,
): NonNullable<BrowserWindowConstructorOptions['webPreferences']> {
  return {
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  }
}

/** What a page may do besides showing itself: copy a figure. Everything else is refused without asking. */
const permitted: readonly string[] = ['clipboard-sanitized-write', 'fullscreen']

/**
 * Keeps pages where they are: no navigation, no foreign windows, no embedded guests, no permissions.
 * Our own pages may open windows for plots, which are locked in the same way.
 */
export function enforceSecurity(origin: string, preferences: ReturnType<typeof lockedPreferences>): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permitted.includes(permission)),
  )
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => permitted.includes(permission))
  session.defaultSession.setDevicePermissionHandler(() => false)
  app.on('web-contents-created', (_event, contents) => lockIn(contents, origin, preferences))
}

function lockIn(
  contents: WebContents,
  origin: string,
  preferences: ReturnType<typeof lockedPreferences>,
): void {
  const stay = (event: { preventDefault(): void }): void => event.preventDefault()
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', stay)
  contents.setWindowOpenHandler(({ url }) =>
    isOwnPage(url, origin)
      ? {
          action: 'allow',
          overrideBrowserWindowOptions: {
            title: 'Hillock',
            autoHideMenuBar: true,
            webPreferences: preferences,
          },
        }
      : { action: 'deny' },
  )
}

function isOwnPage(url: string, origin: string): boolean {
  return URL.canParse(url) && url.startsWith(`${origin}/`)
}
