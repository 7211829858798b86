import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programFolder } from '../../host/paths.ts'
import { median } from './case.ts'

const pythons = ['/usr/bin/python3', 'python3', 'python']
// numpy's idle threads would be counted as NEURON's time.
const environment = { ...process.env, OPENBLAS_NUM_THREADS: '1' }

/** NEURON, where it is installed, as the peer of the benchmark's cases. */
export interface NeuronPeer {
  readonly name: string
  /** CPU seconds per step of one of the cases of neuronPeer.py; the first repeat warms up. */
  secondsPerStep(neuronCase: string, tStopMs: number): number | undefined
  /** By how much resident memory grows while a case is built and takes some steps [bytes]. */
  residentBytes(neuronCase: string): number | undefined
  /** Seconds of Import3d for a file. */
  importSeconds(file: string): number | undefined
  /** The same as `secondsPerStep`, of a cell in a file (listedCell.ts), with mechanisms of a folder. */
  secondsPerStepOf(cell: NeuronCell, tStopMs: number): number | undefined
  /** A run of such a cell with CVODE; the first repeat warms up. */
  adaptive(cell: NeuronCell, tStopMs: number, tolerance: number, repeats: number): AdaptiveCost | undefined
  /** A file with what nrnivmodl makes of a folder of mechanisms; deleted when the process ends. */
  library(folder: string): string | undefined
}

/** A file that lists a cell, and the library of its mechanisms. */
export interface NeuronCell {
  readonly file: string
  readonly library: string
}

/** What a run with steps of adaptive length costs, and what comes of it. */
export interface AdaptiveCost {
  readonly seconds: number
  readonly steps: number
  readonly spikesMs: readonly number[]
}

interface Answer {
  readonly seconds: readonly number[]
  readonly steps: number
  readonly spikes?: readonly number[]
  readonly residentBytes?: number
}

const fastest = ({ seconds }: Answer) => Math.min(...(seconds.length > 1 ? seconds.slice(1) : seconds))

/** Compiles all .mod files of a folder with nrnivmodl. */
function compileWithNeuron(folder: string): string | undefined {
  const place = mkdtempSync(join(tmpdir(), 'hillock-bench-'))
  process.once('exit', () => rmSync(place, { recursive: true, force: true }))
  const { status } = spawnSync('nrnivmodl', [folder], { cwd: place, stdio: 'ignore' })
  if (status === null) return undefined
  const made = readdirSync(place, { recursive: true, encoding: 'utf8' })
  const found = made.find(name => name.endsWith('libnrnmech.so') || name.endsWith('libnrnmech.dylib'))
  return found === undefined ? undefined : join(place, found)
}

/** Looks for a Python that has NEURON. */
export function findNeuron(): NeuronPeer | undefined {
  const script = join(programFolder(), 'test/bench/neuronPeer.py')
  if (!existsSync(script)) return undefined
  const call = (python: string, ...parameters: string[]) =>
    spawnSync(python, [script, ...parameters], { encoding: 'utf8', env: environment, cwd: tmpdir() })
  const python = pythons.find(candidate => call(candidate, 'version').status === 0)
  if (!python) return undefined
  const ask = (...parameters: string[]): Answer | undefined => {
    const { status, stdout } = call(python, ...parameters)
    return status === 0 ? JSON.parse(stdout.trim().split('\n').at(-1) ?? '') : undefined
  }
  const version = call(python, 'version').stdout.trim().split('\n').at(-1)
  return {
    name: `NEURON ${version}`,
    secondsPerStep(neuronCase, tStopMs) {
      const answer = ask(neuronCase, String(tStopMs), '3')
      return answer && fastest(answer) / answer.steps
    },
    secondsPerStepOf({ file, library }, tStopMs) {
      const answer = ask('listed', String(tStopMs), '2', file, library)
      return answer && fastest(answer) / answer.steps
    },
    adaptive({ file, library }, tStopMs, tolerance, repeats) {
      const answer = ask('listed', String(tStopMs), String(repeats), file, library, String(tolerance))
      return answer && { seconds: fastest(answer), steps: answer.steps, spikesMs: answer.spikes ?? [] }
    },
    residentBytes: neuronCase => ask(neuronCase, '1', '1')?.residentBytes,
    library: compileWithNeuron,
    importSeconds(file) {
      const answer = ask('import', file, '3')
      return answer && median(answer.seconds)
    },
  }
}
