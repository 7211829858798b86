import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRun, type Catalogue } from '../../../src-engine/index.ts'
import type { Machine } from '../../../src-engine/kernel/machine.ts'
import { benchMechanismsFolder, loadBenchMechanisms } from './benchMechanisms.ts'
import { compare, inTurn, type BenchCase } from './case.ts'
import { modelOfListed, settingsOfListed, type ListedCell } from './listedCell.ts'
import type { AdaptiveCost, NeuronCell, NeuronPeer } from './neuronPeer.ts'
import { prepareBench } from './prepareBench.ts'
import { pyramidalCell } from './pyramidalCell.ts'
import { firingCable, fluctuatingCell } from './smallCells.ts'
import { fastestStretch } from './stepping.ts'

/** What the cases of this file have in common. */
interface Bench {
  readonly catalogue: Catalogue
  readonly machine: Machine
  readonly neuron: NeuronPeer | undefined
  readonly rounds: number
  /** The cell as NEURON takes it; undefined where there is no NEURON. */
  readonly inNeuron: (cell: ListedCell) => NeuronCell | undefined
}

/** A cell in steps of one length, with the simulated seconds that its cost is told for. */
async function fixedStep(
  { catalogue, machine, neuron, rounds, inNeuron }: Bench,
  name: string,
  cell: ListedCell,
  { tStopMs, toldSeconds }: { readonly tStopMs: number; readonly toldSeconds: number },
): Promise<BenchCase> {
  const there = inNeuron(cell)
  const settings = settingsOfListed(cell, tStopMs)
  const prepared = prepareBench([modelOfListed(cell)], settings, catalogue, machine)
  const { ours, peer } = await inTurn(
    rounds,
    () => fastestStretch(prepared, machine),
    neuron && there && (() => neuron.secondsPerStepOf(there, tStopMs)),
  )
  const scale = (toldSeconds * 1000) / settings.run.dtMs
  const value = peer === undefined ? undefined : peer * scale
  return compare(name, 's of CPU', ours * scale, { name: neuron?.name ?? '', value })
}

/** A run of ours in steps of adaptive length: CPU seconds, steps, spikes. */
async function adaptiveRun(
  { catalogue, machine }: Bench,
  cell: ListedCell,
  tStopMs: number,
  tolerance: number,
): Promise<AdaptiveCost> {
  const settings = settingsOfListed(cell, tStopMs, tolerance)
  const run = startRun(prepareBench([modelOfListed(cell)], settings, catalogue, machine), machine)
  const started = process.cpuUsage()
  const { spikes, integration, diagnostics } = await run.advance(1e8)
  const seconds = process.cpuUsage(started).user / 1e6
  run.close()
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return { seconds, steps: integration?.steps ?? Number.NaN, spikesMs: [...(spikes[0] ?? [])] }
}

/** The largest difference of spike times from those of an exact run, as a text. */
function error({ spikesMs }: AdaptiveCost, exact: AdaptiveCost | undefined): string {
  if (!exact || exact.spikesMs.length !== spikesMs.length) return 'other spikes'
  const most = spikesMs.reduce(
    (worst, time, index) => Math.max(worst, Math.abs(time - exact.spikesMs[index]!)),
    0,
  )
  return `${most.toPrecision(2)} ms`
}

/** A cell in steps of adaptive length at some tolerances; the error of spike times is that from a run at 1e-9. */
async function adaptive(
  bench: Bench,
  name: string,
  cell: ListedCell,
  { tStopMs, tolerances }: { readonly tStopMs: number; readonly tolerances: readonly number[] },
): Promise<readonly BenchCase[]> {
  const { neuron, rounds, inNeuron } = bench
  const there = inNeuron(cell)
  const exact = await adaptiveRun(bench, cell, tStopMs, 1e-9)
  const exactThere = there && neuron?.adaptive(there, tStopMs, 1e-9, 1)
  const cases: BenchCase[] = []
  for (const tolerance of tolerances) {
    let own: AdaptiveCost | undefined, other: AdaptiveCost | undefined
    const { ours, peer } = await inTurn(
      rounds,
      async () => (own = await adaptiveRun(bench, cell, tStopMs, tolerance)).seconds,
      neuron && there && (() => (other = neuron.adaptive(there, tStopMs, tolerance, 2))?.seconds),
    )
    const errors = [own && error(own, exact), other && `${error(other, exactThere)} in NEURON`]
    const told = errors.filter(text => text !== undefined).join(', ')
    cases.push(
      compare(`${name}, adaptive at ${tolerance}; spikes are off by ${told}`, 's of CPU', ours, {
        name: neuron?.name ?? '',
        value: peer,
      }),
    )
  }
  return cases
}

/**
 * The detailed pyramidal cell and the cell with fluctuating conductances, and steps of adaptive length; each in turn
 * with NEURON. None of them where the mechanisms are not at hand.
 */
export async function benchListedCells(
  machine: Machine,
  neuron: NeuronPeer | undefined,
  rounds: number,
): Promise<readonly BenchCase[]> {
  const catalogue = loadBenchMechanisms()
  const folder = benchMechanismsFolder()
  if (!catalogue || folder === undefined) return []
  const library = neuron?.library(folder)
  const place = mkdtempSync(join(tmpdir(), 'hillock-bench-'))
  let files = 0
  const inNeuron = (cell: ListedCell) => {
    if (library === undefined) return undefined
    const file = join(place, `${files++}.json`)
    writeFileSync(file, JSON.stringify(cell))
    return { file, library }
  }
  const bench: Bench = { catalogue, machine, neuron, rounds, inNeuron }
  try {
    const pyramidal = pyramidalCell()
    const detailed = 'pyramidal cell of 642 compartments'
    return [
      await fixedStep(bench, `B6 ${detailed}, 1 s`, pyramidal, { tStopMs: 400, toldSeconds: 1 }),
      await fixedStep(bench, 'B7 conductance noise and hh, 100 s', fluctuatingCell(), {
        tStopMs: 5000,
        toldSeconds: 100,
      }),
      ...(await adaptive(bench, 'B8 cable of 200 compartments, 200 ms', firingCable(200), {
        tStopMs: 200,
        tolerances: [1e-3, 1e-6],
      })),
      ...(await adaptive(bench, `B8 ${detailed}, 1 s`, pyramidal, { tStopMs: 1000, tolerances: [1e-6] })),
    ]
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}
