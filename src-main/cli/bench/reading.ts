import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  compileMechanism,
  createSourceText,
  readMorphology,
  type SourceText,
} from '../../../src-engine/index.ts'
import { libraryMechanisms } from '../../files/libraryMechanisms.ts'
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

/**
 * From the text of a .mod file to a usable mechanism: the first that a process compiles, a hundred files, and one and
 * the same file when the compiler is warm. Call it before anything else has been compiled.
 */
export function benchCompile(): readonly BenchCase[] {
  const texts = libraryMechanisms(resourcesFolder()).map(({ path }) =>
    createSourceText(path, readFileSync(path, 'utf8')),
  )
  const typical = texts.find(({ name }) => basename(name) === 'intfire4.mod')
  if (!typical) throw new Error('the library has no intfire4.mod')
  const compile = (source: SourceText) => secondsOf(() => void compileMechanism(source))
  const plain = (name: string, seconds: number): BenchCase => ({
    name,
    value: seconds * 1000,
    unit: 'ms',
    peer: null,
    ratio: null,
  })
  const name = `compile ${basename(typical.name)} (${typical.lineStarts.length} lines)`
  const first = compile(typical)
  const hundred = Array.from({ length: 100 }, (_, index) => texts[index % texts.length]!)
  const all = secondsOf(() => hundred.forEach(compile))
  const warm = median(Array.from({ length: 50 }, () => compile(typical)))
  return [
    plain(`${name}, first in the process`, first),
    plain('compile 100 files of the library', all),
    plain(`${name}, again`, warm),
  ]
}
