import {
  emptyModel,
  type ModelDocument,
  planSweep,
  type Catalogue,
  type SweepUse,
} from '../../../src-engine/index.ts'
import type { Machine } from '../../../src-engine/kernel/machine.ts'
import { compare, inTurn, type BenchCase } from './case.ts'
import { cylinder, sharedSettings } from './cells.ts'
import type { NeuronPeer } from './neuronPeer.ts'

const variants = 10_000
const tStopMs = 100

/** One hh compartment under a current; sodium conductance and current vary, v and spikes are looked at. */
function sweepModel(): { document: ModelDocument; sweep: SweepUse } {
  const at = { section: 'soma[0]', x: 0.5 }
  const document: ModelDocument = {
    ...emptyModel(''),
    mechanisms: [{ id: 'membrane', mechanism: 'hh', region: 'all', parameters: {} }],
    pointProcesses: [{ id: 'clamp', mechanism: 'IClamp', at, parameters: { del: 5, dur: 1e9, amp: 0.1 } }],
    probes: [{ id: 'v', at, variable: 'v' }],
    spikes: [{ id: 'spikes', at, thresholdMv: 0 }],
    run: sharedSettings(tStopMs).run,
  }
  const sodium = { kind: 'mechanism', mechanism: 'hh', region: 'all', parameter: 'gnabar' } as const
  const current = { kind: 'process', process: 'clamp', parameter: 'amp' } as const
  const parameters = [
    { id: 'gnabar', target: sodium, from: 0.06, to: 0.18 },
    { id: 'amp', target: current, from: 0, to: 0.3 },
  ]
  return { document, sweep: { design: 'sobol', count: variants, parameters } }
}

/** CPU seconds of a whole sweep on one thread, with all that belongs to it: checks, models, arenas, summaries. */
async function secondsOfSweep(catalogue: Catalogue, machine: Machine): Promise<number> {
  const { document, sweep } = sweepModel()
  const morphology = cylinder(20, 20)
  const started = process.cpuUsage()
  const { value, diagnostics } = planSweep(document, sweep, { morphology, catalogue }, machine)
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  for await (const results of value.run({ machine, threads: 1 }))
    for (const { failure } of results) if (failure !== undefined) throw new Error(failure)
  return process.cpuUsage(started).user / 1e6
}

/** What one of 10,000 variants of a single compartment costs, beside a loop over 100 of them in NEURON. */
export async function benchSweep(
  catalogue: Catalogue,
  machine: Machine,
  neuron: NeuronPeer | undefined,
  rounds: number,
): Promise<readonly BenchCase[]> {
  const { ours, peer } = await inTurn(
    rounds,
    () => secondsOfSweep(catalogue, machine),
    neuron && (() => neuron.secondsPerStep('sweep-hh', tStopMs)),
  )
  const value = peer === undefined ? undefined : peer * 1e3
  const name = 'one of 10,000 variants of a compartment, 100 ms'
  return [compare(name, 'ms', (ours * 1e3) / variants, { name: neuron?.name ?? '', value })]
}
