import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findWriter, readMorphology, writeMorphology } from '../../../src-engine/index.ts'
import { convertBatch } from '../../batch/convertBatch.ts'
import { findSources } from '../../batch/findSources.ts'
import { planTargets } from '../../batch/planTargets.ts'
import { median, type BenchCase } from './case.ts'
import { madeCell } from './madeCell.ts'
import { createCollector } from './memory.ts'

const readPoints = 100_000
/** So many, so that what else comes and goes does not count. */
const copiesInMemory = [1, 2, 3, 4]
const batchFiles = 1000
const batchPoints = 1500

/** Reading of text, memory of what was read, and a batch on one worker and on two. */
export async function benchMorphologies(rounds: number): Promise<readonly BenchCase[]> {
  return [...(await benchReading()), ...(await benchBatch(rounds))]
}

async function textOf(format: string, points: number, seed = 1): Promise<Uint8Array> {
  const writer = findWriter(format)
  if (!writer) throw new Error(`there is no writer "${format}"`)
  return (await writeMorphology(madeCell(points, seed), writer)).bytes
}

async function benchReading(): Promise<readonly BenchCase[]> {
  const collectGarbage = createCollector()
  const cases: BenchCase[] = []
  for (const format of ['swc', 'asc']) {
    const bytes = await textOf(format, readPoints)
    const name = `made.${format}`
    const seconds = Array.from({ length: 9 }, () => {
      const began = performance.now()
      readMorphology(name, bytes)
      return (performance.now() - began) / 1000
    })
    const size = `${(bytes.length / 1e6).toFixed(1)} MB of ${format.toUpperCase()}, ${readPoints} points`
    cases.push(plain(`read ${size}`, bytes.length / 1e6 / median(seconds), 'MB/s'))
    cases.push(
      plain(
        `memory of a cell read from ${size}`,
        await bytesPerPoint(name, bytes, collectGarbage),
        'bytes per point',
      ),
    )
  }
  return cases
}

/** What a cell keeps. In a function of its own, so that nothing of one measurement is alive in the next. */
async function bytesPerPoint(
  name: string,
  bytes: Uint8Array,
  collectGarbage: () => Promise<void>,
): Promise<number> {
  const before = await kept(collectGarbage)
  const cells = copiesInMemory.map(() => readMorphology(name, bytes).value)
  const after = await kept(collectGarbage)
  const points = cells.reduce((sum, cell) => sum + (cell?.samples.count ?? Number.NaN), 0)
  return (after - before) / points
}

/** Bytes in use after all garbage is gone [bytes]. */
async function kept(collectGarbage: () => Promise<void>): Promise<number> {
  await collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** The peer is the same batch on one worker. */
async function benchBatch(rounds: number): Promise<readonly BenchCase[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hillock-bench-'))
  try {
    const texts = await Promise.all(
      Array.from({ length: 10 }, (_, seed) => textOf('swc', batchPoints, seed + 1)),
    )
    for (let file = 0; file < batchFiles; file++)
      writeFileSync(join(folder, `${file}.swc`), texts[file % 10]!)
    const { files } = findSources([folder], { extensions: new Set(['.swc']), without: [] })
    const seconds = async (jobs: number, round: number) => {
      const out = join(folder, `out-${jobs}-${round}`)
      const began = performance.now()
      await convertBatch({
        targets: planTargets(files, '.hoc', out),
        options: { to: 'hoc', read: {}, write: {} },
        force: true,
        jobs,
        signal: new AbortController().signal,
      })
      return (performance.now() - began) / 1000
    }
    const one: number[] = []
    const two: number[] = []
    for (let round = 0; round < rounds; round++) {
      one.push(await seconds(1, round))
      two.push(await seconds(2, round))
    }
    const value = Math.min(...two)
    const peer = { name: 'one worker', value: Math.min(...one) }
    const name = `convert ${batchFiles} files of ${batchPoints} points to hoc with two workers`
    return [{ name, value, unit: 's', peer, ratio: peer.value / value }]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const plain = (name: string, value: number, unit: string): BenchCase => ({
  name,
  value,
  unit,
  peer: null,
  ratio: null,
})
