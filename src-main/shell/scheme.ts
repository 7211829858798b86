import { Readable } from 'node:stream'
import { protocol } from 'electron'
import { contentSecurityPolicy, securityHeaders } from '../web/contentSecurity.ts'
import { findStaticFile } from '../web/staticFiles.ts'

/** Origin of the window's pages: a scheme of our own, because `file:` pages have no origin and no headers. */
export const pageOrigin = 'app://hillock'

/** Must be called before the application is ready. */
export function announceScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
}

/** Serves the built window, and nothing else, under `app://hillock/`. */
export function serveScheme(rendererDir: string): void {
  const headers = securityHeaders(contentSecurityPolicy())
  protocol.handle('app', request => {
    const { host, pathname } = new URL(request.url)
    const file =
      host === 'hillock' && request.method === 'GET' ? findStaticFile(rendererDir, pathname) : undefined
    if (!file) return new Response('There is no such page.', { status: 404, headers })
    return new Response(Readable.toWeb(file.open()) as ReadableStream, {
      headers: { ...headers, 'Content-Type': file.type, 'Content-Length': String(file.bytes) },
    })
  })
}
