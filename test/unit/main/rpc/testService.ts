import * as v from 'valibot'
import type { HostEvent, HostMethod, ServiceSpec } from '../../../../src-main/rpc/spec.ts'
import { RpcError } from '../../../../src-main/rpc/errors.ts'

/** One of each kind of member, to try transports with. */
export interface EchoService {
  echo: HostMethod<{ readonly value: unknown }, unknown>
  double: HostMethod<{ readonly count: number }, number>
  refuse: HostMethod<void, void>
  crash: HostMethod<void, void>
  wait: HostMethod<void, string>
  onTick: HostEvent<number, { readonly from: number }>
}

export const echoSpec = {
  echo: {
    echo: { kind: 'call', arg: v.object({ value: v.unknown() }) },
    double: { kind: 'call', arg: v.object({ count: v.number() }) },
    refuse: { kind: 'call', arg: v.void() },
    crash: { kind: 'call', arg: v.void() },
    wait: { kind: 'call', arg: v.void() },
    onTick: { kind: 'event', arg: v.object({ from: v.number() }) },
  } as const satisfies ServiceSpec<EchoService>,
}

/** The service, with what it has seen. */
export interface EchoHost {
  readonly services: { readonly echo: EchoService }
  /** Signals of the `wait` calls, oldest first. */
  readonly waits: AbortSignal[]
  /** Subscriptions that are open now. */
  ticks(): number
  tick(step: number): void
}

export function createEchoHost(): EchoHost {
  const waits: AbortSignal[] = []
  const listeners = new Set<(step: number) => void>()
  return {
    waits,
    ticks: () => listeners.size,
    tick: step => {
      for (const listener of listeners) listener(step)
    },
    services: {
      echo: {
        echo: async ({ value }) => value,
        double: async ({ count }) => 2 * count,
        refuse: async () => {
          throw new RpcError('test/refused', 'This cannot be done.', [
            { code: 'test/why', severity: 'error', message: 'Because of "x".' },
          ])
        },
        crash: async () => {
          throw new TypeError('undefined is not a function')
        },
        wait: (_arg, options) =>
          new Promise((_resolve, reject) => {
            const signal = options?.signal
            if (!signal) return
            waits.push(signal)
            signal.addEventListener('abort', () => reject(new Error('stopped')))
          }),
        onTick: (listener, { from }) => {
          const hear = (step: number): void => listener(from + step)
          listeners.add(hear)
          return () => void listeners.delete(hear)
        },
      },
    },
  }
}
