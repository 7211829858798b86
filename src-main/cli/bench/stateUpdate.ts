import type { Catalogue } from '../../../src-engine/index.ts'
import {
  fusedMechanisms,
  type FusedMechanism,
  type NativeMachine,
} from '../../../src-engine/native/binding.ts'
import type { CellModel } from '../../../src-engine/simulation/cellModel.ts'
import { compare, type BenchCase } from './case.ts'
import { cable, sharedSettings } from './cells.ts'
import { prepareBench } from './prepareBench.ts'

const instances = 1000
/** Steps of one slice, about a millisecond, and slices of a round. */
const repeats = 100
const slices = 100

/** A thousand instances: of a channel in every compartment of a cable, of a receptor all at one place. */
function population(mechanism: FusedMechanism, catalogue: Catalogue): readonly CellModel[] {
  if (catalogue.get(mechanism)?.kind === 'density') return cable(mechanism, instances)
  return cable('pas', 1).map(cell => ({
    ...cell,
    description: {
      ...cell.description,
      pointProcesses: Array.from({ length: instances }, (_, index) => ({
        id: `synapse${index}`,
        mechanism,
        at: { section: 'soma[0]', x: 0.5 },
        parameters: {},
      })),
    },
  }))
}

/**
 * The state updates of four mechanisms as lane programs, each in turn with a kernel fused by hand of the same functions.
 * Of both the fastest slice counts: slices are so short that other work on the machine spoils some of them, not all.
 */
export function benchStateUpdate(
  catalogue: Catalogue,
  machine: NativeMachine,
  rounds: number,
): readonly BenchCase[] {
  const cases: BenchCase[] = []
  for (const mechanism of fusedMechanisms) {
    const { model, run } = prepareBench(
      population(mechanism, catalogue),
      sharedSettings(1),
      catalogue,
      machine,
    )
    const group = model.groups.findIndex(({ calls }) => calls.state?.some(call => call.count === instances))
    const call = model.groups[group]?.calls.state?.find(one => one.count === instances)
    if (!call) throw new Error(`${mechanism} has no state update`)
    // The session's INITIAL gives the states values to work on.
    const session = machine.load(model)
    const method = run.method === 'adaptive' ? 'backward-euler' : run.method
    session.initialise({ dtMs: run.dtMs, method })
    let ours = Infinity
    let peer = Infinity
    for (let slice = 0; slice < rounds * slices; slice++) {
      ours = Math.min(ours, machine.runMany(model, group, call, repeats))
      peer = Math.min(peer, machine.benchFused(mechanism, instances, repeats))
    }
    session.close()
    const scale = 1e9 / (instances * repeats)
    cases.push(
      compare(`state update of ${mechanism}, 1000 instances`, 'ns per instance', ours * scale, {
        name: 'kernel fused by hand',
        value: peer * scale,
      }),
    )
  }
  return cases
}
