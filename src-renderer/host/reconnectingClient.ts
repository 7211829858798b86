import { createClient, type Client } from '../../src-main/rpc/client.ts'
import { isCancelled, RpcError } from '../../src-main/rpc/errors.ts'
import type { AnySpec } from '../../src-main/rpc/spec.ts'
import type { Transport } from '../../src-main/rpc/transport.ts'

/** How the window stands with its host. `lost` tries again by itself. */
export type ConnectionState = 'connecting' | 'connected' | 'lost'

/** One attempt to reach the host: resolves when frames can flow. */
export type OpenTransport = () => Promise<Transport>

/** A remote object that outlives its connections. */
export interface ReconnectingClient<Api> {
  readonly api: Api
  readonly state: () => ConnectionState
  /** Tries at once instead of when the pause is over. */
  retry(): void
  close(): void
}

/** What the client tells, and the clock that it is given. */
export interface ReconnectingOptions {
  readonly onState: (state: ConnectionState) => void
  readonly wait: (milliseconds: number) => Promise<void>
}

interface Subscription {
  readonly service: string
  readonly member: string
  readonly listener: (value: unknown) => void
  readonly arg: unknown
  stop: () => void
}

type Remote = Readonly<Record<string, Readonly<Record<string, (...args: unknown[]) => unknown>>>>

/** Pauses between attempts [ms]: quick at first, then calm. */
const pauses = [250, 500, 1000, 2000, 4000] as const

/**
 * A client whose `api` stays the same while connections come and go: subscriptions are made again on each new
 * connection, calls made while there is none wait for it, and calls that were under way when it broke end with
 * `rpc/closed`, because nobody knows whether they were heard.
 */
export function createReconnectingClient<Api>(
  spec: AnySpec,
  open: OpenTransport,
  { onState, wait }: ReconnectingOptions,
): ReconnectingClient<Api> {
  const subscriptions = new Set<Subscription>()
  let state: ConnectionState = 'connecting'
  let client: Client<Remote> | undefined
  let waiters: (() => void)[] = []
  let wake: () => void = () => undefined
  let closed = false

  function enter(next: ConnectionState): void {
    if (next === state && next !== 'connected') return
    state = next
    onState(next)
  }

  function subscribe(one: Subscription): void {
    const begin = client?.api[one.service]?.[one.member]
    if (begin) one.stop = begin(one.listener, one.arg) as () => void
  }

  /** Resolves when the connection that was opened has ended. */
  function useTransport(transport: Transport): Promise<void> {
    return new Promise(resolve => {
      const watched: Transport = {
        ...transport,
        onClose: listener =>
          transport.onClose(() => {
            // At once, so that a call made in the same moment waits for the next connection.
            client = undefined
            listener()
            resolve()
          }),
      }
      client = createClient<Remote>(spec, watched)
      subscriptions.forEach(subscribe)
      const ready = waiters
      waiters = []
      for (const go of ready) go()
      enter('connected')
    })
  }

  async function keepConnected(): Promise<void> {
    for (let attempt = 0; !closed; attempt++) {
      try {
        const transport = await open()
        attempt = -1
        await useTransport(transport)
      } catch (error) {
        if (closed || isCancelled(error)) return
      }
      client = undefined
      if (closed) return
      enter('lost')
      const pause = pauses[Math.min(Math.max(0, attempt), pauses.length - 1)] ?? 4000
      await Promise.race([wait(pause), new Promise<void>(resolve => (wake = resolve))])
    }
  }

  /** Resolves when there is a connection, or at once if there is one. */
  function connected(signal: AbortSignal | undefined): Promise<void> {
    if (closed) return Promise.reject(new RpcError('rpc/closed', 'The window has been closed.'))
    return new Promise((resolve, reject) => {
      waiters.push(resolve)
      signal?.addEventListener('abort', () => reject(new RpcError('rpc/cancelled', 'Cancelled.')), {
        once: true,
      })
    })
  }

  const api: Record<string, Record<string, unknown>> = {}
  for (const [service, members] of Object.entries(spec)) {
    const remote: Record<string, unknown> = {}
    for (const [member, { kind }] of Object.entries(members)) {
      remote[member] =
        kind === 'call'
          ? async (arg: unknown, options?: { readonly signal?: AbortSignal }) => {
              while (!client) await connected(options?.signal)
              return client.api[service]?.[member]?.(arg, options)
            }
          : (listener: (value: unknown) => void, arg: unknown) => {
              const one: Subscription = { service, member, listener, arg, stop: () => undefined }
              subscriptions.add(one)
              subscribe(one)
              return () => {
                subscriptions.delete(one)
                one.stop()
              }
            }
    }
    api[service] = remote
  }

  void keepConnected()
  return {
    api: api as Api,
    state: () => state,
    retry: () => wake(),
    close: () => {
      closed = true
      wake()
      for (const go of waiters) go()
      client?.close()
    },
  }
}
