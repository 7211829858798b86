import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { hostSpec, type HostApi } from '../contract/index.ts'
import type { Log } from '../host/log.ts'
import { serveOver } from '../rpc/server.ts'
import { createSocketTransport } from '../rpc/transports/socket.ts'
import { createAdmission, type Admission, type Refusal } from './admission.ts'
import { contentSecurityPolicy, securityHeaders } from './contentSecurity.ts'
import { findStaticFile } from './staticFiles.ts'

/** What the web host serves. */
export interface WebServerOptions {
  readonly api: HostApi
  /** Folder of the built window. */
  readonly rendererDir: string
  /** 0 for any free one. */
  readonly port: number
  readonly log: Log
}

/** A server that is listening. */
export interface WebServer {
  /** Address with the token: whoever has it may use the program. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/** Largest message from a window [bytes]: an imported file of this size is far beyond any reconstruction. */
const largestMessage = 128 * 1024 * 1024

/** More windows than anyone looks at. */
const mostSockets = 32

/** Time between two pings [ms]: a browser that went to sleep without a word is let go of after the second. */
const pingInterval = 30_000

/**
 * Serves the window on 127.0.0.1 alone: the page's files, and the host's services over a WebSocket at `/host`.
 *
 * @throws the system's error where the port is taken
 */
export async function startWebServer({ api, rendererDir, port, log }: WebServerOptions): Promise<WebServer> {
  const server = createServer({ maxHeaderSize: 16_384, requestTimeout: 30_000, headersTimeout: 10_000 })
  await listen(server, port)
  const { port: actual } = server.address() as AddressInfo
  const admission = createAdmission(actual)
  const headers = securityHeaders(
    contentSecurityPolicy([`ws://127.0.0.1:${actual}`, `ws://localhost:${actual}`]),
  )
  server.on('request', (request, response) => answer(request, response, { admission, headers, rendererDir }))

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    perMessageDeflate: false,
  })
  sockets.on('connection', socket => attend(socket, api, log))
  server.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy())
    const refusal = refuseUpgrade(request, admission, sockets)
    if (refusal) return refuseStream(stream, refusal)
    sockets.handleUpgrade(request, stream, head, socket => sockets.emit('connection', socket, request))
  })
  server.on('clientError', (_error, stream) =>
    refuseStream(stream, { status: 400, why: 'This is not HTTP.' }),
  )

  return {
    url: `http://127.0.0.1:${actual}/?token=${admission.token}`,
    port: actual,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

interface Serving {
  readonly admission: Admission
  readonly headers: Readonly<Record<string, string>>
  readonly rendererDir: string
}

function answer(request: IncomingMessage, response: ServerResponse, serving: Serving): void {
  for (const [name, value] of Object.entries(serving.headers)) response.setHeader(name, value)
  response.setHeader('Cache-Control', 'no-store')
  const { method } = request
  const refusal = refuseRequest(request, serving.admission)
  if (refusal) return refuse(response, refusal)
  const file = findStaticFile(serving.rendererDir, pathOf(request))
  if (!file) return refuse(response, { status: 404, why: 'There is no such page.' })
  const cookie = serving.admission.cookieFor(request)
  if (cookie) response.setHeader('Set-Cookie', cookie)
  if (file.lasting) response.setHeader('Cache-Control', 'private, max-age=31536000, immutable')
  response.setHeader('Content-Type', file.type)
  response.setHeader('Content-Length', file.bytes)
  response.writeHead(200)
  if (method === 'HEAD') return void response.end()
  const stream = file.open()
  stream.on('error', () => response.destroy())
  stream.pipe(response)
}

function refuseRequest(request: IncomingMessage, admission: Admission): Refusal | undefined {
  const refusal = admission.refuse(request)
  if (refusal) return refusal
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  return isRead ? undefined : { status: 405, why: 'Pages can only be read.' }
}

function refuseUpgrade(
  request: IncomingMessage,
  admission: Admission,
  sockets: WebSocketServer,
): Refusal | undefined {
  const refusal = admission.refuseSocket(request)
  if (refusal) return refusal
  if (pathOf(request) !== '/host') return { status: 404, why: 'There is no such socket.' }
  return sockets.clients.size < mostSockets ? undefined : { status: 503, why: 'Too many windows are open.' }
}

/** The path as it was sent: `URL` would take `..` away, and with it the reason to refuse. */
function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/'
}

function refuse(response: ServerResponse, { status, why }: Refusal): void {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  if (status === 405) response.setHeader('Allow', 'GET, HEAD')
  // What was not read of the request is not read any more.
  response.setHeader('Connection', 'close')
  response.writeHead(status)
  response.end(`${why}\n`)
}

function refuseStream(stream: Duplex, { status, why }: Refusal): void {
  if (!stream.writable) return void stream.destroy()
  stream.end(
    `HTTP/1.1 ${status} Refused\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n` +
      `Content-Length: ${Buffer.byteLength(why)}\r\n\r\n${why}`,
  )
}

function attend(socket: WebSocket, api: HostApi, log: Log): void {
  let alive = true
  const timer = setInterval(() => {
    if (!alive) return socket.terminate()
    alive = false
    socket.ping()
  }, pingInterval)
  timer.unref()
  socket.on('pong', () => void (alive = true))
  socket.on('message', () => void (alive = true))
  socket.on('close', () => clearInterval(timer))
  serveOver(hostSpec, api, createSocketTransport(socket), {
    onFault: (error, where) => log(`${where} failed`, error),
  })
}
