import type { HostEvent } from '../../../src-main/rpc/spec.ts'

/** An event of the fake host: `on` for the contract, `tell` for the fake. */
export interface FakeEvent<Value> {
  readonly on: HostEvent<Value>
  readonly tell: (value: Value) => void
  readonly listeners: () => number
}

/** Makes an event without a sender. */
export function createFakeEvent<Value>(): FakeEvent<Value> {
  const listeners = new Set<(value: Value) => void>()
  return {
    on: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: value => listeners.forEach(listener => listener(value)),
    listeners: () => listeners.size,
  }
}
