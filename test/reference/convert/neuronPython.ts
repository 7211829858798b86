import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const python = process.env['HILLOCK_PYTHON'] ?? 'python3'

/** The first Python here that has NEURON. */
const withNeuron = [python, '/usr/bin/python3'].find(
  one => spawnSync(one, ['-c', 'import neuron'], { timeout: 60_000 }).status === 0,
)

/** Whether NEURON is installed, for `it.skipIf`. */
export const hasNeuron = withNeuron !== undefined

/** Runs a script of this folder and gives the last line that it prints, which is JSON. */
export function runScript(script: string, ...parameters: string[]): unknown {
  const path = join(import.meta.dirname, script)
  const { stdout, stderr } = spawnSync(withNeuron ?? python, [path, ...parameters], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  })
  const last = stdout.trim().split('\n').at(-1) ?? ''
  if (!last.startsWith('{')) throw new Error(`${script} failed:\n${stdout}\n${stderr}`)
  return JSON.parse(last)
}
