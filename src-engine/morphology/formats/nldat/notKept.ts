import type { ImportReport } from '../../importReport.ts'
import { blockKind, type Block } from './blocks.ts'

const names: Readonly<Record<number, string>> = {
  0x0204: 'markers',
  0x0205: 'markers',
  0x0206: 'spines',
  0x0207: 'spines',
  0x0208: 'texts',
  0x020d: 'markers',
  0x0401: 'a thumbnail',
  0x0402: 'a description',
  0x0403: 'a picture',
}

/** Lists of markers and of spines are in every branch; most are a count of 0. */
const emptyListBytes = 2

/** What is said in the names of things that users know is not worth a word: what is in every file. */
const inEveryFile = new Set<number>([
  blockKind.text,
  blockKind.property,
  blockKind.properties,
  0x0401,
  0x0402,
  0x0403,
])

/** Counts what is passed over, to say it once. */
export class NotKept {
  readonly #known = new Set<string>()
  readonly #unknown = new Map<number, number>()

  /** A block that nothing is made of. */
  add({ kind, start, end }: Block): void {
    const name = names[kind]
    if (inEveryFile.has(kind)) return
    if (name === undefined) this.#unknown.set(kind, (this.#unknown.get(kind) ?? 0) + 1)
    else if (end - start > emptyListBytes) this.#known.add(name)
  }

  say(report: ImportReport): void {
    if (this.#known.size > 0) report.say('nldat/not-kept', { what: [...this.#known].join(', ') })
    if (this.#unknown.size === 0) return
    const kinds = [...this.#unknown.keys()].slice(0, 8).map(kind => `0x${kind.toString(16).padStart(4, '0')}`)
    const count = [...this.#unknown.values()].reduce((sum, one) => sum + one, 0)
    report.say('nldat/unknown-blocks', { kinds: kinds.join(', '), count })
  }
}
