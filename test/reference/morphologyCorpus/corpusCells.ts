import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, resolve } from 'node:path'
import type { Morphology } from '../../../src-engine/morphology/morphology.ts'
import { readMorphology } from '../../../src-engine/morphology/readMorphology.ts'

/** Files of every format, beside the repository; not all of them may be published. */
const corpus = resolve(import.meta.dirname, '../../../../shared/data/morphologies')
/** A file that is larger has more points than are asked for, in any format. */
const largestBytes = 400_000

/** The files of the corpus that may be small cells, by their path in it; none where it is absent. */
export function smallFiles(): string[] {
  if (!existsSync(corpus)) return []
  return readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter(file => extname(file) !== '.tsv' && !file.startsWith('derived'))
    .filter(file => {
      const stat = statSync(join(corpus, file))
      return stat.isFile() && stat.size < largestBytes
    })
    .map(file => relative('.', file))
    .sort()
}

/** A file’s cell; undefined where it is refused or has more points. */
export function cellOf(file: string, mostPoints: number): Morphology | undefined {
  const { value } = readMorphology(file, readFileSync(join(corpus, file)))
  return value && value.samples.count <= mostPoints ? value : undefined
}
