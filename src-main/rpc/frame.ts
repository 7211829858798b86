import type { WireError } from './errors.ts'
import { RpcError } from './errors.ts'

/** Asks for one answer: a `value` or an `error` with the same id. */
export interface CallFrame {
  readonly kind: 'call'
  readonly id: number
  readonly service: string
  readonly member: string
  readonly arg: unknown
}

/** Asks for every value of an event, until a `stop` or an `error` with the same id. */
export interface SubscribeFrame {
  readonly kind: 'subscribe'
  readonly id: number
  readonly service: string
  readonly member: string
  readonly arg: unknown
}

/** Cancels the call, or ends the subscription, with this id. */
export interface StopFrame {
  readonly kind: 'stop'
  readonly id: number
}

/** The answer to a call, or one value of an event. */
export interface ValueFrame {
  readonly kind: 'value'
  readonly id: number
  readonly value: unknown
}

/** The end of a call or a subscription that failed. */
export interface ErrorFrame {
  readonly kind: 'error'
  readonly id: number
  readonly error: WireError
}

/** Everything that crosses a transport. `id` is chosen by the asking side and never used twice. */
export type Frame = CallFrame | SubscribeFrame | StopFrame | ValueFrame | ErrorFrame

/** Raises `rpc/bad-frame` unless `value` has the shape of a frame. What `arg` and `value` hold is not looked at. */
export function assertFrame(value: unknown): asserts value is Frame {
  if (!isRecord(value)) throw badFrame('it is not an object')
  if (!Number.isSafeInteger(value.id) || (value.id as number) < 0)
    throw badFrame('its id is not a whole number')
  switch (value.kind) {
    case 'call':
    case 'subscribe':
      if (typeof value.service !== 'string' || typeof value.member !== 'string') {
        throw badFrame('it names no service and member')
      }
      return
    case 'stop':
    case 'value':
      return
    case 'error':
      if (!isWireError(value.error)) throw badFrame('its error has no code and message')
      return
    default:
      throw badFrame('its kind is unknown')
  }
}

function isWireError(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.code === 'string' &&
    typeof value.message === 'string' &&
    Array.isArray(value.diagnostics)
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function badFrame(why: string): RpcError {
  return new RpcError('rpc/bad-frame', `A message that is not part of the protocol came in: ${why}.`)
}
