import * as v from 'valibot'
import { RpcError, toWireError } from './errors.ts'
import type { CallFrame, Frame, SubscribeFrame } from './frame.ts'
import type { AnySpec } from './spec.ts'
import type { Transport } from './transport.ts'

/** What one connection may have under way at a time; far above what a window needs. */
const mostOpen = 4096

/** How a server tells of faults in the program; users' errors are not among them. */
export interface ServerOptions {
  readonly onFault?: (error: unknown, where: string) => void
}

/**
 * Answers the calls and subscriptions that come over one transport out of `services`. Every argument is checked
 * against the spec before a service sees it. A closed transport stops all that is under way.
 *
 * @returns the function that stops everything and closes the transport
 */
export function serveOver<Api extends object>(
  spec: AnySpec,
  services: Api,
  transport: Transport,
  options: ServerOptions = {},
): () => void {
  const open = new Map<number, () => void>()

  const stopAll = (): void => {
    const stops = [...open.values()]
    open.clear()
    for (const stop of stops) stop()
  }

  const fail = (frame: CallFrame | SubscribeFrame, error: unknown): void => {
    const wire = toWireError(error)
    if (wire.code === 'rpc/internal') options.onFault?.(error, `${frame.service}.${frame.member}`)
    transport.send({ kind: 'error', id: frame.id, error: wire })
  }

  const answer = async (frame: CallFrame): Promise<void> => {
    const abort = new AbortController()
    open.set(frame.id, () => abort.abort())
    try {
      const method = find(spec, services, frame) as (arg: unknown, options: unknown) => Promise<unknown>
      const value = await method(checkedArg(spec, frame), { signal: abort.signal })
      if (open.has(frame.id)) transport.send({ kind: 'value', id: frame.id, value })
    } catch (error) {
      if (open.has(frame.id)) fail(frame, error)
    } finally {
      open.delete(frame.id)
    }
  }

  const subscribe = (frame: SubscribeFrame): void => {
    try {
      const event = find(spec, services, frame) as (
        listener: (value: unknown) => void,
        arg: unknown,
      ) => () => void
      const arg = checkedArg(spec, frame)
      const state = { ended: false, end: (): void => undefined }
      open.set(frame.id, () => {
        state.ended = true
        state.end()
      })
      state.end = event(value => {
        if (!state.ended) transport.send({ kind: 'value', id: frame.id, value })
      }, arg)
      // Ended already, by a listener that was called while it was being added.
      if (state.ended) state.end()
    } catch (error) {
      open.delete(frame.id)
      fail(frame, error)
    }
  }

  transport.onFrame(frame => {
    if (frame.kind === 'stop') {
      const stop = open.get(frame.id)
      open.delete(frame.id)
      stop?.()
    } else if (frame.kind === 'call' || frame.kind === 'subscribe') {
      const refusal = refuse(frame, open)
      if (refusal) fail(frame, refusal)
      else if (frame.kind === 'call') void answer(frame)
      else subscribe(frame)
    }
  })
  transport.onClose(stopAll)

  return () => {
    stopAll()
    transport.close()
  }
}

function refuse(frame: Frame, open: ReadonlyMap<number, unknown>): RpcError | undefined {
  if (open.has(frame.id)) return new RpcError('rpc/bad-frame', `The id ${frame.id} is already in use.`)
  if (open.size >= mostOpen) return new RpcError('rpc/too-many', 'Too many requests are under way at once.')
  return undefined
}

function find(spec: AnySpec, services: object, frame: CallFrame | SubscribeFrame): unknown {
  const described = member(member(spec, frame.service), frame.member) as
    { readonly kind?: string } | undefined
  const kind = frame.kind === 'call' ? 'call' : 'event'
  const service = member(services, frame.service) as Record<string, unknown> | undefined
  const found = service?.[frame.member]
  if (described?.kind !== kind || typeof found !== 'function') {
    throw new RpcError('rpc/unknown-member', `The program has no ${kind} "${frame.service}.${frame.member}".`)
  }
  return found.bind(service)
}

/** Own members only: `constructor` and its kin are no services. */
function member(of: unknown, name: string): unknown {
  if (typeof of !== 'object' || of === null || !Object.hasOwn(of, name)) return undefined
  return (of as Record<string, unknown>)[name]
}

function checkedArg(spec: AnySpec, frame: CallFrame | SubscribeFrame): unknown {
  const schema = spec[frame.service]?.[frame.member]?.arg
  if (!schema)
    throw new RpcError('rpc/unknown-member', `"${frame.service}.${frame.member}" has no argument schema.`)
  const result = v.safeParse(schema, frame.arg)
  if (result.success) return result.output
  const issue = result.issues[0]
  const path = v.getDotPath(issue)
  throw new RpcError(
    'rpc/bad-argument',
    `The argument of "${frame.service}.${frame.member}" is not as agreed${path ? ` at "${path}"` : ''}: ${issue.message}.`,
  )
}
