import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { DesignTable, VariantResult, VariantTrace } from '../../src-engine/index.ts'
import { CommandEnd, exitCode } from './exitCode.ts'

/** A sweep's results in a folder, to which batches are added as they come. */
export interface SweepFolder {
  /** Variants whose results are there. */
  readonly done: ReadonlySet<number>
  /** On the disk when it returns. */
  add(results: readonly VariantResult[]): void
  close(): void
}

const headerFile = 'sweep.json'
const resultsFile = 'results.jsonl'

/**
 * Opens a folder for a sweep: a new one, or one whose sweep was interrupted. `sweep.json` says which sweep it is,
 * `results.jsonl` has a line for each variant.
 *
 * @param fingerprint of everything that the results depend on
 */
export function openSweepFolder(path: string, fingerprint: string, table: DesignTable): SweepFolder {
  const header = join(path, headerFile)
  const results = join(path, resultsFile)
  if (existsSync(header)) {
    const known = (JSON.parse(readFileSync(header, 'utf8')) as { fingerprint?: unknown }).fingerprint
    if (known !== fingerprint)
      throw new CommandEnd(
        exitCode.input,
        `${path}: error cli/another-sweep the folder holds the results of another sweep, or of another model.\n  Name another folder with --out, or remove this one.`,
      )
  } else {
    mkdirSync(path, { recursive: true })
    const { count, parameters } = table
    writeFileSync(header, `${JSON.stringify({ format: 1, fingerprint, count, parameters })}\n`)
  }
  const done = existsSync(results) ? readDone(results) : new Set<number>()
  const file = openSync(results, 'a')
  return {
    done,
    add(some) {
      writeSync(file, some.map(lineOf).join(''))
      fsyncSync(file)
    },
    close: () => closeSync(file),
  }
}

/** Which variants a file of results has; a line that was being written when the program was killed is taken off. */
function readDone(path: string): Set<number> {
  const bytes = readFileSync(path)
  const end = bytes.lastIndexOf(0x0a) + 1
  if (end < bytes.length) truncateSync(path, end)
  const done = new Set<number>()
  for (const line of bytes.subarray(0, end).toString('utf8').split('\n')) {
    if (line === '') continue
    const variant = /^\{"variant":(\d+),/.exec(line)?.[1]
    if (variant === undefined)
      throw new CommandEnd(exitCode.input, `${path}: error cli/bad-results a line is no result of a sweep.`)
    done.add(Number(variant))
  }
  return done
}

function lineOf({ traces, ...result }: VariantResult): string {
  const plain = ({ values, timesMs }: VariantTrace) =>
    timesMs ? { t: [...timesMs], values: [...values] } : [...values]
  const kept = traces ? { traces: traces.map(plain) } : {}
  return `${JSON.stringify({ ...result, ...kept })}\n`
}
