import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { compileMechanism, createSourceText, readMorphology } from '../../../src-engine/index.ts'
import { programFolder, resourcesFolder } from '../../host/paths.ts'
import { compare, inTurn, median, type BenchCase } from './case.ts'
import type { NeuronPeer } from './neuronPeer.ts'

const secondsOf = (act: () => void): number => {
  const started = performance.now()
  act()
  return (performance.now() - started) / 1000
}

/** The largest reconstruction at hand, unless the user names one. */
export function largestReconstruction(): string | undefined {
  const folders = [join(resourcesFolder(), 'morphologies'), join(programFolder(), 'test/fixtures/morphology')]
  const files = folders.flatMap(folder => {
    try {
      return readdirSync(folder).map(name => join(folder, name))
    } catch {
      return []
    }
  })
  return files
    .filter(file => /\.(swc|asc)$/i.test(file))
    .sort((first, second) => statSync(second).size - statSync(first).size)[0]
}

/** Import of one reconstruction, from bytes to sections, in turn with NEURON's Import3d. */
export async function benchImport(
  file: string,
  neuron: NeuronPeer | undefined,
  rounds: number,
): Promise<BenchCase> {
  const bytes = readFileSync(file)
  const name = basename(file)
  const { ours, peer } = await inTurn(
    rounds,
    () => median(Array.from({ length: 5 }, () => secondsOf(() => readMorphology(name, bytes)))),
    neuron && (() => neuron.importSeconds(file)),
  )
  return compare(`import of ${name} (${(bytes.length / 1e6).toFixed(1)} MB)`, 'ms', ours * 1000, {
    name: neuron ? `${neuron.name} Import3d` : '',
    value: peer === undefined ? undefined : peer * 1000,
  })
}

/** From the text of hh.mod to a usable mechanism: the first time, and when the compiler is warm. */
export function benchCompile(): readonly BenchCase[] {
  const path = join(resourcesFolder(), 'mechanisms/builtin/hh.mod')
  const text = readFileSync(path, 'utf8')
  const compile = () => secondsOf(() => void compileMechanism(createSourceText(path, text)))
  const first = compile()
  const warm = median(Array.from({ length: 50 }, compile))
  return [
    { name: 'compile hh.mod, first time', value: first * 1000, unit: 'ms', peer: null, ratio: null },
    { name: 'compile hh.mod, again', value: warm * 1000, unit: 'ms', peer: null, ratio: null },
  ]
}
