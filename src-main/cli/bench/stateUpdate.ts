import type { Catalogue } from '../../../src-engine/index.ts'
import type { NativeMachine } from '../../../src-engine/native/binding.ts'
import { compare, inTurn, type BenchCase } from './case.ts'
import { cable } from './cells.ts'
import { prepareBench } from './prepareBench.ts'

const instances = 1000
const repeats = 5000

/** The state update of hh as a lane program, in turn with a kernel fused by hand out of the same functions. */
export async function benchStateUpdate(
  catalogue: Catalogue,
  machine: NativeMachine,
  rounds: number,
): Promise<readonly BenchCase[]> {
  const { model, run } = prepareBench(cable('hh', instances), 1, catalogue, machine)
  const call = model.groups[0]?.calls.state?.[0]
  if (!call) throw new Error('hh has no state update')
  // The session's INITIAL gives the states values to work on.
  const session = machine.load(model)
  session.initialise({ dtMs: run.dtMs, method: run.method })
  const { ours, peer } = await inTurn(
    Math.max(rounds, 5),
    () => machine.runMany(model, 0, call, repeats),
    () => machine.benchFused('hh', instances, repeats),
  )
  session.close()
  const scale = 1e9 / (instances * repeats)
  return [
    compare('state update of hh, 1000 instances', 'ns per instance', ours * scale, {
      name: 'kernel fused by hand',
      value: peer === undefined ? undefined : peer * scale,
    }),
  ]
}
