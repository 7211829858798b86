import {
  type AdvanceRequest,
  isCrankNicolson,
  type MachineSession,
  stateRefusals,
} from '../kernel/machine.ts'
import type { NativeModel } from '../kernel/abi.ts'
import type { Addon, RawRequest, SessionHandle } from './addonTypes.ts'
import { modelIdentity } from './modelIdentity.ts'
import { apartBecause, faultOf, printedOf, resultOf, samplesOf } from './rawOutcomes.ts'
import { openState, sealState } from './sessionState.ts'

/** Halves of initialising, as session.h numbers them. */
const partNumbers = { whole: 0, 'until-states': 1, 'from-states': 2 } as const

/** A session of a model that has been loaded. */
export function createSession(addon: Addon, handle: SessionHandle, model: NativeModel): MachineSession {
  let identity: Uint8Array | undefined
  const identityOfModel = () => (identity ??= modelIdentity(model))
  const raw = ({ steps, dtMs, method, threads, traces, control, agreement }: AdvanceRequest): RawRequest => [
    handle,
    steps,
    dtMs,
    isCrankNicolson(method),
    threads,
    new Int32Array(control),
    traces && new Float64Array(traces.buffer),
    traces?.capacity ?? 0,
    traces?.first ?? 0,
    traces?.every ?? 1,
    agreement,
  ]
  return {
    initialise: ({ dtMs, method, startMs = 0, part }) =>
      faultOf(addon.initialise(handle, dtMs, isCrankNicolson(method), startMs, partNumbers[part ?? 'whole'])),
    advance: async request => resultOf(await addon.advance(...raw(request))),
    advanceNow: request => resultOf(addon.advanceNow(...raw(request))),
    touch: () => addon.touch(handle),
    sample: into => addon.sample(handle, into),
    printed: () => printedOf(addon.printed(handle)),
    sampled: untilMs => samplesOf(addon.sampled(handle, untilMs)),
    save() {
      const saved = addon.save(handle)
      if (typeof saved === 'number') throw apartBecause(saved)
      return sealState(identityOfModel(), saved)
    },
    restore: state => {
      const opened = openState(identityOfModel(), state)
      if (opened.refusal) return opened.refusal
      return stateRefusals[addon.restore(handle, opened.bytes)]
    },
    destruct: () => faultOf(addon.destruct(handle)),
    close: () => addon.close(handle),
  }
}
