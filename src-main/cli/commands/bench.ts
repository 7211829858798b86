import { cpus } from 'node:os'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { loadMachine } from '../../../src-engine/native/binding.ts'
import type { BenchCase } from '../bench/case.ts'
import { benchEvents } from '../bench/events.ts'
import { benchListedCells } from '../bench/listedCells.ts'
import { benchMemory } from '../bench/memory.ts'
import { benchMorphologies } from '../bench/morphologies.ts'
import { findNeuron } from '../bench/neuronPeer.ts'
import { benchCompile, benchImport, largestReconstruction } from '../bench/reading.ts'
import { benchStateUpdate } from '../bench/stateUpdate.ts'
import { benchStepping } from '../bench/stepping.ts'
import { benchThreads } from '../bench/threads.ts'
import { benchSweep } from '../bench/sweep.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { loadMechanisms } from '../loadMechanisms.ts'
import { printJson, printTable } from '../output.ts'
import { parseCount } from '../simulateOptions.ts'

interface BenchOptions {
  readonly json?: boolean
  readonly rounds: number
  readonly importFile?: string
}

/** `hillock bench`: how fast this machine runs, beside NEURON where it is installed. */
export function benchCommand(): Command {
  return new Command('bench')
    .description('Measures speed and memory on this machine, in turn with NEURON where it is installed.')
    .option('--json', 'print one JSON object: machine, lanes, cases')
    .option('--rounds <n>', 'how often each case is measured, in turn with its peer', parseCount, 3)
    .option('--import-file <file>', 'the reconstruction to import (default: the largest at hand)')
    .action(bench)
}

async function bench({ json, rounds, importFile }: BenchOptions): Promise<void> {
  const { machine, problem } = loadMachine()
  if (!machine) throw new CommandEnd(exitCode.fault, problem)
  const neuron = findNeuron()
  if (!neuron) process.stderr.write('NEURON was not found: its columns stay empty.\n')
  // Before anything else is compiled: the first file of a process is measured too.
  const compiling = benchCompile()
  const catalogue = loadMechanisms(undefined)
  const file = importFile === undefined ? largestReconstruction() : resolve(importFile)
  const cases: BenchCase[] = [
    // Memory first: later cases leave pages behind that would be reused.
    ...(await benchMemory(catalogue, machine, neuron)),
    ...compiling,
    ...(file ? [await benchImport(file, neuron, rounds)] : []),
    ...(await benchMorphologies(rounds)),
    ...benchStateUpdate(catalogue, machine, rounds),
    ...(await benchStepping(catalogue, machine, neuron, rounds)),
    ...(await benchListedCells(machine, neuron, rounds)),
    ...(await benchEvents(catalogue, machine, neuron, rounds)),
    ...(await benchSweep(catalogue, machine, neuron, rounds)),
    ...(await benchThreads(catalogue, machine)),
  ]
  const { lanes, isa, compiler } = machine.info
  const computer = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, ${isa}, ${compiler}`
  if (json) {
    printJson({ machine: computer, lanes, cases })
    return
  }
  process.stdout.write(`${computer}, ${lanes} lanes\n`)
  printTable([
    ['case', 'ours', 'peer', 'ratio', 'unit'],
    ...cases.map(({ name, value, unit, peer, ratio }) => [
      name,
      value.toPrecision(4),
      peer ? `${peer.value.toPrecision(4)} (${peer.name})` : '',
      ratio === null ? '' : ratio.toFixed(2),
      unit,
    ]),
  ])
}
