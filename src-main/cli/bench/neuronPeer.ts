import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
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
  /** Seconds of Import3d for a file. */
  importSeconds(file: string): number | undefined
}

/** Looks for a Python that has NEURON. */
export function findNeuron(): NeuronPeer | undefined {
  const script = join(programFolder(), 'test/bench/neuronPeer.py')
  if (!existsSync(script)) return undefined
  const call = (python: string, ...parameters: string[]) =>
    spawnSync(python, [script, ...parameters], { encoding: 'utf8', env: environment, cwd: tmpdir() })
  const python = pythons.find(candidate => call(candidate, 'version').status === 0)
  if (!python) return undefined
  const ask = (
    ...parameters: string[]
  ): { readonly seconds: readonly number[]; readonly steps: number } | undefined => {
    const { status, stdout } = call(python, ...parameters)
    return status === 0 ? JSON.parse(stdout.trim().split('\n').at(-1) ?? '') : undefined
  }
  const version = call(python, 'version').stdout.trim().split('\n').at(-1)
  return {
    name: `NEURON ${version}`,
    secondsPerStep(neuronCase, tStopMs) {
      const answer = ask(neuronCase, String(tStopMs), '3')
      return answer && Math.min(...answer.seconds.slice(1)) / answer.steps
    },
    importSeconds(file) {
      const answer = ask('import', file, '3')
      return answer && median(answer.seconds)
    },
  }
}
