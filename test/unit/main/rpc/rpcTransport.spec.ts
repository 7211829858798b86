import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket as NodeWebSocket, WebSocketServer } from 'ws'
import { createClient, type Client } from '../../../../src-main/rpc/client.ts'
import { RpcError } from '../../../../src-main/rpc/errors.ts'
import type { Frame } from '../../../../src-main/rpc/frame.ts'
import { serveOver } from '../../../../src-main/rpc/server.ts'
import type { Transport } from '../../../../src-main/rpc/transport.ts'
import { createMemoryTransports } from '../../../../src-main/rpc/transports/memory.ts'
import { createPortTransport, fromEventPort } from '../../../../src-main/rpc/transports/port.ts'
import { createSocketTransport } from '../../../../src-main/rpc/transports/socket.ts'
import { createEchoHost, echoSpec, type EchoHost, type EchoService } from './testService.ts'

interface Pair {
  readonly client: Transport
  readonly server: Transport
  end(): Promise<void>
}

const makers: Readonly<Record<string, () => Promise<Pair>>> = {
  memory: async () => {
    const [client, server] = createMemoryTransports()
    return { client, server, end: async () => undefined }
  },
  port: async () => {
    const { port1, port2 } = new MessageChannel()
    return {
      client: createPortTransport(fromEventPort(port1)),
      server: createPortTransport(fromEventPort(port2)),
      end: async () => (port1.close(), port2.close()),
    }
  },
  socket: async () => {
    const http = createServer()
    const sockets = new WebSocketServer({ server: http })
    await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
    const { port } = http.address() as AddressInfo
    const accepted = new Promise<Transport>(resolve =>
      sockets.once('connection', socket => resolve(createSocketTransport(socket))),
    )
    const client = createSocketTransport(new NodeWebSocket(`ws://127.0.0.1:${port}`))
    const server = await accepted
    return {
      client,
      server,
      end: async () => {
        sockets.close()
        http.closeAllConnections()
        await new Promise(resolve => http.close(resolve))
      },
    }
  },
}

describe.each(Object.entries(makers))('rpc over %s', (_name, make) => {
  let pair: Pair
  let host: EchoHost
  let client: Client<{ readonly echo: EchoService }>
  const faults: string[] = []

  beforeEach(async () => {
    faults.length = 0
    pair = await make()
    host = createEchoHost()
    serveOver(echoSpec, host.services, pair.server, { onFault: (_error, where) => faults.push(where) })
    client = createClient(echoSpec, pair.client)
  })
  afterEach(async () => {
    client.close()
    await pair.end()
  })

  it('answers a call', async () => {
    expect(await client.api.echo.double({ count: 21 })).toBe(42)
  })

  it('keeps typed arrays, undefined, NaN and infinities as they are', async () => {
    const value = {
      doubles: Float64Array.of(0.1, NaN, -Infinity),
      singles: new Float32Array(3),
      bytes: Uint8Array.of(1, 2, 3),
      whole: Int32Array.of(-7),
      nothing: undefined,
      list: [undefined, null, NaN, Infinity, -Infinity, -0, 'ü€𝄞', true],
      nested: { deep: [{ $: 'not a tag' }] },
    }
    expect(await client.api.echo.echo({ value })).toStrictEqual(value)
  })

  it('answers calls in the order in which they were made, each with its own', async () => {
    const counts = Array.from({ length: 100 }, (_, count) => count)
    const answers = await Promise.all(counts.map(count => client.api.echo.double({ count })))
    expect(answers).toEqual(counts.map(count => 2 * count))
  })

  it('refuses an argument that is not as agreed, and says where', async () => {
    const wrong = client.api.echo.double({ count: 'three' as unknown as number })
    await expect(wrong).rejects.toMatchObject({ code: 'rpc/bad-argument', message: /"count"/ })
  })

  it('carries an RpcError with its code, message and diagnostics', async () => {
    const error = await client.api.echo.refuse().catch((one: unknown) => one)
    expect(error).toBeInstanceOf(RpcError)
    expect(error).toMatchObject({
      code: 'test/refused',
      message: 'This cannot be done.',
      diagnostics: [{ code: 'test/why' }],
    })
    expect(faults).toEqual([])
  })

  it('calls an unexpected error a fault in the program, and tells the host', async () => {
    await expect(client.api.echo.crash()).rejects.toMatchObject({
      code: 'rpc/internal',
      message: /fault in the program/,
    })
    expect(faults).toEqual(['echo.crash'])
  })

  it.each(['toString', 'constructor', '__proto__', 'onTick', 'nothing'])(
    'does not know the call "%s"',
    async member => {
      const frames: Frame[] = []
      const other = await make()
      serveOver(echoSpec, host.services, other.server)
      other.client.onFrame(frame => frames.push(frame))
      other.client.send({ kind: 'call', id: 1, service: 'echo', member, arg: undefined })
      await vi.waitFor(() => expect(frames).toHaveLength(1))
      expect(frames[0]).toMatchObject({ kind: 'error', id: 1, error: { code: 'rpc/unknown-member' } })
      other.client.close()
      await other.end()
    },
  )

  it('cancels a call at both ends', async () => {
    const abort = new AbortController()
    const call = client.api.echo.wait(undefined, { signal: abort.signal })
    await vi.waitFor(() => expect(host.waits).toHaveLength(1))
    abort.abort()
    await expect(call).rejects.toMatchObject({ code: 'rpc/cancelled' })
    await vi.waitFor(() => expect(host.waits[0]?.aborted).toBe(true))
  })

  it('delivers an event to each listener until it is stopped', async () => {
    const first: number[] = []
    const second: number[] = []
    const stopFirst = client.api.echo.onTick(step => first.push(step), { from: 100 })
    client.api.echo.onTick(step => second.push(step), { from: 0 })
    await vi.waitFor(() => expect(host.ticks()).toBe(2))
    host.tick(1)
    await vi.waitFor(() => expect([first, second]).toEqual([[101], [1]]))
    stopFirst()
    await vi.waitFor(() => expect(host.ticks()).toBe(1))
    host.tick(2)
    await vi.waitFor(() => expect(second).toEqual([1, 2]))
    expect(first).toEqual([101])
  })

  it('ends what is under way at both ends when the connection closes', async () => {
    client.api.echo.onTick(() => undefined, { from: 0 })
    const call = client.api.echo.wait()
    await vi.waitFor(() => expect([host.ticks(), host.waits.length]).toEqual([1, 1]))
    client.close()
    await expect(call).rejects.toMatchObject({ code: 'rpc/closed' })
    await vi.waitFor(() => expect([host.ticks(), host.waits[0]?.aborted]).toEqual([0, true]))
    await expect(client.api.echo.double({ count: 1 })).rejects.toMatchObject({ code: 'rpc/closed' })
  })

  it('tells the client when the host goes away', async () => {
    const call = client.api.echo.wait()
    await vi.waitFor(() => expect(host.waits).toHaveLength(1))
    pair.server.close()
    await expect(call).rejects.toMatchObject({ code: 'rpc/closed' })
  })
})

describe('rpc server', () => {
  it('refuses an id that is in use', async () => {
    const [client, server] = createMemoryTransports()
    const frames: Frame[] = []
    client.onFrame(frame => frames.push(frame))
    serveOver(echoSpec, createEchoHost().services, server)
    client.send({ kind: 'call', id: 1, service: 'echo', member: 'wait', arg: undefined })
    client.send({ kind: 'call', id: 1, service: 'echo', member: 'wait', arg: undefined })
    await vi.waitFor(() => expect(frames).toHaveLength(1))
    expect(frames[0]).toMatchObject({ kind: 'error', error: { code: 'rpc/bad-frame' } })
  })

  it('refuses more than a few thousand requests at once', async () => {
    const [client, server] = createMemoryTransports()
    const codes: string[] = []
    client.onFrame(frame => frame.kind === 'error' && codes.push(frame.error.code))
    serveOver(echoSpec, createEchoHost().services, server)
    for (let id = 1; id <= 4100; id++) {
      client.send({ kind: 'call', id, service: 'echo', member: 'wait', arg: undefined })
    }
    await vi.waitFor(() => expect(codes).toHaveLength(4))
    expect(new Set(codes)).toEqual(new Set(['rpc/too-many']))
  })
})
