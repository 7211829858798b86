import * as v from 'valibot'
import { describe, expect, it, vi } from 'vitest'
import { createMemoryTransports } from '../../../../src-main/rpc/transports/memory.ts'
import { serveOver } from '../../../../src-main/rpc/server.ts'
import type { Transport } from '../../../../src-main/rpc/transport.ts'
import { hostAddress } from '../../../../src-renderer/host/connect.ts'
import {
  createReconnectingClient,
  type ConnectionState,
} from '../../../../src-renderer/host/reconnectingClient.ts'

interface Echo {
  readonly echo: {
    say: (text: string, options?: { readonly signal?: AbortSignal }) => Promise<string>
    never: (arg: void) => Promise<void>
    onWord: (listener: (word: string) => void, arg: void) => () => void
  }
}

const spec = {
  echo: {
    say: { kind: 'call', arg: v.string() },
    never: { kind: 'call', arg: v.void() },
    onWord: { kind: 'event', arg: v.void() },
  },
} as const

/** A server that can be cut off and comes back with the next attempt. */
function createEchoServer() {
  const listeners = new Set<(word: string) => void>()
  const api: Echo = {
    echo: {
      say: async text => `${text}!`,
      never: () => new Promise(() => undefined),
      onWord: listener => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
  }
  let current: Transport | undefined
  let reachable = true
  return {
    open: async (): Promise<Transport> => {
      if (!reachable) throw new Error('not there')
      const [near, far] = createMemoryTransports()
      serveOver(spec, api, far, { onFault: () => undefined })
      current = near
      return near
    },
    cut: () => current?.close(),
    setReachable: (next: boolean) => (reachable = next),
    tell: (word: string) => listeners.forEach(listener => listener(word)),
    listeners,
  }
}

function connect(server: ReturnType<typeof createEchoServer>) {
  const states: ConnectionState[] = []
  const client = createReconnectingClient<Echo>(spec, server.open, {
    onState: state => states.push(state),
    wait: () => new Promise(resolve => setTimeout(resolve, 5)),
  })
  return { client, states }
}

describe('host reconnecting client', () => {
  it('keeps calls that were made before the connection was there', async () => {
    const server = createEchoServer()
    const { client } = connect(server)
    expect(await client.api.echo.say('early')).toBe('early!')
    client.close()
  })

  it('connects again after a loss and takes the subscriptions along', async () => {
    const server = createEchoServer()
    const { client, states } = connect(server)
    const heard: string[] = []
    client.api.echo.onWord(word => heard.push(word))
    await client.api.echo.say('first')
    server.tell('one')
    await vi.waitFor(() => expect(heard).toEqual(['one']))
    server.cut()
    expect(await client.api.echo.say('again')).toBe('again!')
    await vi.waitFor(() => expect(server.listeners.size).toBe(1))
    server.tell('two')
    await vi.waitFor(() => expect(heard).toEqual(['one', 'two']))
    expect(states).toEqual(['connected', 'lost', 'connected'])
    client.close()
  })

  it('ends calls that were under way with rpc/closed', async () => {
    const server = createEchoServer()
    const { client } = connect(server)
    await client.api.echo.say('there')
    const pending = client.api.echo.never()
    server.cut()
    await expect(pending).rejects.toMatchObject({ code: 'rpc/closed' })
    client.close()
  })

  it('lets a waiting call be cancelled', async () => {
    const server = createEchoServer()
    server.setReachable(false)
    const { client } = connect(server)
    const stop = new AbortController()
    const waiting = client.api.echo.say('later', { signal: stop.signal })
    stop.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'rpc/cancelled' })
    client.close()
  })

  it('does not subscribe again what was given up', async () => {
    const server = createEchoServer()
    const { client } = connect(server)
    const stop = client.api.echo.onWord(() => undefined)
    await client.api.echo.say('there')
    stop()
    server.cut()
    await client.api.echo.say('again')
    expect(server.listeners.size).toBe(0)
    client.close()
  })
})

describe('host address', () => {
  it('is the page’s own origin with the token, and none without a token', () => {
    const page = { protocol: 'http:', host: '127.0.0.1:4000', search: '?token=abc', hash: '' }
    expect(hostAddress(page)?.href).toBe('ws://127.0.0.1:4000/host?token=abc')
    expect(hostAddress({ ...page, search: '' })).toBeUndefined()
  })
})
