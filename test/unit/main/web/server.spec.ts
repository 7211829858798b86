import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { hostSpec, type HostApi } from '../../../../src-main/contract/index.ts'
import { createClient } from '../../../../src-main/rpc/client.ts'
import { createSocketTransport } from '../../../../src-main/rpc/transports/socket.ts'
import { createApplicationService } from '../../../../src-main/services/application.ts'
import { startWebServer, type WebServer } from '../../../../src-main/web/server.ts'

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

let folder: string
let server: WebServer
let token: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hillock-web-'))
  const pages = join(folder, 'pages')
  mkdirSync(join(pages, 'assets'), { recursive: true })
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Hillock</title>')
  writeFileSync(join(pages, 'assets', 'index-1a2b.js'), 'export {}')
  writeFileSync(join(pages, '.secret.js'), 'hidden')
  writeFileSync(join(pages, 'notes.txt'), 'not of the window')
  writeFileSync(join(folder, 'outside.js'), 'outside')
  symlinkSync(join(folder, 'outside.js'), join(pages, 'link.js'))
  const application = createApplicationService({ shell: 'web', engine: undefined, engineProblem: undefined })
  const api = { application } as HostApi
  server = await startWebServer({ api, rendererDir: pages, port: 0, log: () => undefined })
  token = new URL(server.url).searchParams.get('token') ?? ''
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: server.port, path, method, headers }, response => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (body += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

const page = (): Promise<Answer> => get(`/?token=${token}`)
const cookie = async (): Promise<Record<string, string>> => {
  const [set = ''] = (await page()).headers['set-cookie'] ?? []
  return { cookie: set.split(';')[0] ?? '' }
}

/** Opens a socket and says how that ended: 101 and open, or the status of the refusal. */
function openSocket(
  path: string,
  headers: Record<string, string> = {},
  origin?: string,
): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const options = { headers, ...(origin === undefined ? {} : { origin }) }
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, options)
    socket.once('open', () => resolve(socket))
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.once('error', reject)
  })
}
const own = (): string => `http://127.0.0.1:${server.port}`

describe('web server pages', () => {
  it('gives the window to whoever brings the token, with a cookie for its files', async () => {
    const { status, headers, body } = await page()
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(body).toContain('Hillock')
    expect(headers['set-cookie']?.[0]).toMatch(/^hillock-\d+=[\w-]{30,}; Path=\/; HttpOnly; SameSite=Strict$/)
    const { status: second } = await get('/assets/index-1a2b.js', await cookie())
    expect(second).toBe(200)
  })

  it('does not put the token into the cookie', async () => {
    expect((await cookie())['cookie']).not.toContain(token)
  })

  it.each(['/', '/index.html', '/assets/index-1a2b.js', '/?token=', '/?token=wrong', '/nothing'])(
    'refuses %s without the token',
    async path => {
      expect((await get(path)).status).toBe(401)
    },
  )

  it('refuses a cookie of another server on this machine', async () => {
    const { cookie: ours = '' } = await cookie()
    const [, value = ''] = ours.split('=')
    expect((await get('/', { cookie: `hillock-1=${value}` })).status).toBe(401)
  })

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', '[::1]:80', 'LOCALHOST'])(
    'refuses the Host "%s"',
    async host => {
      expect((await get(`/?token=${token}`, { host })).status).toBe(421)
    },
  )

  it('refuses pages of another origin', async () => {
    const origins = [
      'http://evil.example',
      'null',
      `http://127.0.0.1:${server.port + 1}`,
      `https://127.0.0.1`,
    ]
    for (const origin of origins) expect((await get(`/?token=${token}`, { origin })).status).toBe(403)
    expect((await get(`/?token=${token}`, { origin: own() })).status).toBe(200)
  })

  it('refuses to be loaded into another page, and can be linked to', async () => {
    const embedded = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'no-cors',
      'sec-fetch-dest': 'script',
    }
    expect((await get(`/?token=${token}`, embedded)).status).toBe(403)
    const framed = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'iframe',
    }
    expect((await get(`/?token=${token}`, framed)).status).toBe(403)
    const linked = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    }
    expect((await get(`/?token=${token}`, linked)).status).toBe(200)
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])('refuses %s', async method => {
    expect((await get(`/?token=${token}`, {}, method)).status).toBe(405)
  })

  it.each([
    '/../outside.js',
    '/assets/../../outside.js',
    '/%2e%2e/outside.js',
    '/..%2foutside.js',
    '/..%5coutside.js',
    '/assets/..%2f..%2foutside.js',
    '/link.js',
    '/.secret.js',
    '/notes.txt',
    '/assets',
    '/assets/',
    '//index.html',
    '//',
    '///',
    'http://evil.example/index.html',
    '/index.html%00.js',
    '/%',
    '/C:/outside.js',
    '/package.json',
  ])('does not find %s', async path => {
    expect((await get(path, await cookie())).status).toBe(404)
  })

  it('sends a strict policy and the isolating headers with every answer', async () => {
    for (const { headers } of [await page(), await get('/'), await get('/none', await cookie())]) {
      expect(headers).toMatchObject({
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      })
      const policy = headers['content-security-policy'] ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe-eval')
    }
    expect((await page()).headers['cache-control']).toBe('no-store')
  })

  it('answers bytes that are no HTTP with a refusal, and goes on', async () => {
    const reply = await new Promise<string>(resolve => {
      let heard = ''
      const raw = connect(server.port, '127.0.0.1', () => raw.write('\x16\x03\x01 hello\r\n\r\n'))
      raw.on('data', data => (heard += data.toString()))
      raw.on('close', () => resolve(heard))
    })
    expect(reply).toMatch(/^HTTP\/1\.1 400/)
    expect((await page()).status).toBe(200)
  })

  it('listens on this machine alone', async () => {
    const { networkInterfaces } = await import('node:os')
    const outer = Object.values(networkInterfaces())
      .flatMap(list => list ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4')
    if (!outer) return expect(server.url).toContain('127.0.0.1')
    const failure = await new Promise<string>(resolve => {
      const raw = connect(server.port, outer.address, () => resolve('connected'))
      raw.on('error', error => resolve((error as NodeJS.ErrnoException).code ?? ''))
    })
    expect(failure).toBe('ECONNREFUSED')
  })
})

describe('web server socket', () => {
  it('serves the contract to our own page, by cookie or by token', async () => {
    const ways: [string, Record<string, string>][] = [
      ['/host', await cookie()],
      [`/host?token=${token}`, {}],
    ]
    for (const [path, headers] of ways) {
      const socket = await openSocket(path, headers, own())
      if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
      const { api, close } = createClient<HostApi>(hostSpec, createSocketTransport(socket))
      expect(await api.application.info()).toMatchObject({ shell: 'web', contractVersion: 1 })
      close()
    }
  })

  it('refuses a socket without the key, from elsewhere, without an origin, or at another path', async () => {
    const key = await cookie()
    const refusals = [
      await openSocket('/host', {}, own()),
      await openSocket('/host?token=wrong', {}, own()),
      await openSocket('/host', key, 'http://evil.example'),
      await openSocket('/host', key, `http://127.0.0.1:${server.port + 1}`),
      await openSocket('/host', key, 'null'),
      await openSocket('/host', key),
      await openSocket('/host', { ...key, host: 'evil.example' }, own()),
      await openSocket('/other', key, own()),
    ]
    expect(refusals).toEqual([401, 401, 403, 403, 403, 403, 421, 404])
  })

  it.each<readonly [string, string | Uint8Array, number]>([
    ['text', '{"kind":"call"}', 1007],
    ['bytes that are no frame', new Uint8Array(100), 1007],
    ['more than it takes', new Uint8Array(129 * 1024 * 1024), 1009],
  ])('closes a socket that sends %s', async (_what, message, code) => {
    const socket = await openSocket('/host', await cookie(), own())
    if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
    const closed = new Promise<number>(resolve => socket.once('close', resolve))
    socket.on('error', () => undefined)
    socket.send(message)
    expect(await closed).toBe(code)
    expect((await page()).status).toBe(200)
  })
})
