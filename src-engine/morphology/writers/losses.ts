import { diagnose, type FactsOf } from '../../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../../core/diagnostics/diagnostic.ts'
import { summarise } from '../measure/summary.ts'
import type { Morphology } from '../morphology.ts'
import { writeMessages } from './diagnostics.ts'

/** Relative differences of lengths and areas below this come from rounding to 32 bits. */
const roundingOf32Bits = 1e-6

/** Coordinates closer than this [µm, or parts of them] are one: what was computed twice differs by so little. */
const unmeasurable = 1e-9

/**
 * What a written file does not hold: the differences between a cell and what is read again from its file. So nothing
 * can be lost unsaid, whatever the format.
 */
export function losses(before: Morphology, after: Morphology, title: string): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  const say = <Code extends keyof typeof writeMessages & string>(
    code: Code,
    facts: FactsOf<(typeof writeMessages)[Code]>,
  ) => found.push({ ...diagnose(writeMessages, code, facts), source: before.name })
  const a = before.sections
  const b = after.sections
  if (a.count !== b.count) say('write/sections-differ', { title, before: a.count, after: b.count })
  else {
    const partner = partners(before, after)
    const all = Array.from({ length: a.count }, (_, section) => section)
    const named = all.filter(s => a.name[s] !== b.name[partner[s]!])
    if (named.length > 0) {
      const from = a.name[named[0]!]!
      say('write/names-differ', { title, count: named.length, from, to: b.name[partner[named[0]!]!]! })
    }
    const typed = all.filter(s => a.type[s] !== b.type[partner[s]!])
    if (typed.length > 0)
      say('write/types-differ', { title, count: typed.length, section: a.name[typed[0]!]! })
    const moved = all.filter(s => isMoved(before, after, partner, s))
    if (moved.length > 0) {
      const s = moved[0]!
      const [from, to] = [placeOf(before, s), placeOf(after, partner[s]!)]
      say('write/attached-elsewhere', { title, count: moved.length, section: a.name[s]!, from, to })
    }
    const wired = all.filter(s => isWiredOtherwise(before, after, s, partner[s]!))
    if (wired.length > 0) say('write/wires-differ', { title, count: wired.length })
    const drawn = all.filter(s => isDrawnOtherwise(before, after, s, partner[s]!))
    if (drawn.length > 0)
      say('write/points-differ', { title, count: drawn.length, section: a.name[drawn[0]!]! })
  }
  for (const kind of ['markers', 'spines', 'outlines'] as const) {
    // A soma's outline is kept where its section has the same points.
    const had =
      before.annotations?.[kind].filter(({ section }) => kind !== 'outlines' || section < 0).length ?? 0
    const has =
      after.annotations?.[kind].filter(({ section }) => kind !== 'outlines' || section < 0).length ?? 0
    if (has < had) say('write/annotations-lost', { title, count: had - has, kind })
  }
  const was = summarise(before)
  const is = summarise(after)
  if (differ(was.totalLengthUm, is.totalLengthUm))
    say('write/length-differs', { title, before: was.totalLengthUm, after: is.totalLengthUm })
  if (differ(was.totalAreaUm2, is.totalAreaUm2))
    say('write/area-differs', { title, before: was.totalAreaUm2, after: is.totalAreaUm2 })
  return found
}

/** The section of the cell read again that each section has become: that of its name, or that of its place in the list. */
function partners({ sections }: Morphology, after: Morphology): Int32Array {
  const index = new Map(after.sections.name.map((name, section) => [name, section]))
  const sameNames = sections.name.every(name => index.has(name))
  return Int32Array.from(sections.name, (name, section) => (sameNames ? index.get(name)! : section))
}

function isMoved(before: Morphology, after: Morphology, partner: Int32Array, section: number): boolean {
  const parent = before.sections.parent[section]!
  const now = partner[section]!
  return (
    after.sections.parent[now] !== (parent < 0 ? -1 : partner[parent]) ||
    isElsewhere(before.sections.parentX[section]!, after.sections.parentX[now]!)
  )
}

function placeOf({ sections }: Morphology, section: number): string {
  const parent = sections.parent[section]!
  return parent < 0 ? 'no other' : `${sections.name[parent]}(${sections.parentX[section]})`
}

function isWiredOtherwise(before: Morphology, after: Morphology, section: number, now: number): boolean {
  const a = before.sections
  const b = after.sections
  return (
    a.wire[section] !== b.wire[now] ||
    isElsewhere(a.wireX[section]!, b.wireX[now]!) ||
    isElsewhere(a.wireY[section]!, b.wireY[now]!) ||
    isElsewhere(a.wireZ[section]!, b.wireZ[now]!)
  )
}

function isDrawnOtherwise(before: Morphology, after: Morphology, section: number, now: number): boolean {
  const start = before.sections.firstSample[section]!
  const count = before.sections.firstSample[section + 1]! - start
  const other = after.sections.firstSample[now]!
  if (after.sections.firstSample[now + 1]! - other !== count) return true
  const a = before.samples
  const b = after.samples
  for (let i = 0; i < count; i++) {
    const was = start + i
    const is = other + i
    if (isElsewhere(a.x[was]!, b.x[is]!) || isElsewhere(a.y[was]!, b.y[is]!)) return true
    if (isElsewhere(a.z[was]!, b.z[is]!) || isElsewhere(a.diameter[was]!, b.diameter[is]!)) return true
  }
  return false
}

function isElsewhere(was: number, is: number): boolean {
  return Math.abs(was - is) > unmeasurable * Math.max(1, Math.abs(was))
}

function differ(before: number, after: number): boolean {
  return Math.abs(after - before) > roundingOf32Bits * Math.max(Math.abs(before), Math.abs(after))
}
