import { RpcError, cancelledCode, fromWireError } from './errors.ts'
import type { Frame } from './frame.ts'
import type { AnySpec } from './spec.ts'
import type { Transport } from './transport.ts'

/** A remote object that looks like the local one. */
export interface Client<Api> {
  readonly api: Api
  /** Ends every call and subscription. */
  close(): void
}

interface Waiting {
  value(value: unknown): void
  error(error: RpcError): void
}

/** Makes the other side's services callable. `Api` must be what `spec` describes. */
export function createClient<Api>(spec: AnySpec, transport: Transport): Client<Api> {
  const waiting = new Map<number, Waiting>()
  let nextId = 1
  let closed = false

  transport.onFrame(frame => receive(waiting, frame))
  transport.onClose(() => {
    closed = true
    const ended = [...waiting.values()]
    waiting.clear()
    for (const one of ended) one.error(closedError())
  })

  function call(service: string, member: string, arg: unknown, signal?: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (closed) return reject(closedError())
      if (signal?.aborted) return reject(cancelledError())
      const id = nextId++
      const stop = (): void => {
        waiting.delete(id)
        transport.send({ kind: 'stop', id })
        reject(cancelledError())
      }
      const settle = (): void => {
        waiting.delete(id)
        signal?.removeEventListener('abort', stop)
      }
      signal?.addEventListener('abort', stop, { once: true })
      waiting.set(id, {
        value: value => (settle(), resolve(value)),
        error: error => (settle(), reject(error)),
      })
      transport.send({ kind: 'call', id, service, member, arg })
    })
  }

  function subscribe(
    service: string,
    member: string,
    listener: (value: unknown) => void,
    arg: unknown,
  ): () => void {
    if (closed) return () => undefined
    const id = nextId++
    waiting.set(id, { value: listener, error: () => waiting.delete(id) })
    transport.send({ kind: 'subscribe', id, service, member, arg })
    return () => {
      if (waiting.delete(id)) transport.send({ kind: 'stop', id })
    }
  }

  const api: Record<string, Record<string, unknown>> = {}
  for (const [service, members] of Object.entries(spec)) {
    const remote: Record<string, unknown> = {}
    for (const [member, { kind }] of Object.entries(members)) {
      remote[member] =
        kind === 'call'
          ? (arg: unknown, options?: { readonly signal?: AbortSignal }) =>
              call(service, member, arg, options?.signal)
          : (listener: (value: unknown) => void, arg: unknown) => subscribe(service, member, listener, arg)
    }
    api[service] = remote
  }

  return { api: api as Api, close: () => transport.close() }
}

function receive(waiting: ReadonlyMap<number, Waiting>, frame: Frame): void {
  // An answer to something that was stopped meanwhile has nobody waiting: it is dropped.
  if (frame.kind === 'value') waiting.get(frame.id)?.value(frame.value)
  else if (frame.kind === 'error') waiting.get(frame.id)?.error(fromWireError(frame.error))
}

function closedError(): RpcError {
  return new RpcError('rpc/closed', 'The connection to the program was lost. Reload the window.')
}

function cancelledError(): RpcError {
  return new RpcError(cancelledCode, 'Cancelled.')
}
