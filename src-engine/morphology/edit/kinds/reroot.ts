import { diagnose } from '../../../core/diagnostics/catalogue.ts'
import { sectionType } from '../../morphology.ts'
import { PointColumns } from '../../pointColumns.ts'
import type { MorphologyDraft, Refusal } from '../draft.ts'
import { addBetween, arcOf, joinParent, leaveParent, type DraftSection } from '../draftSection.ts'
import { noSuchSection } from '../checks.ts'
import { editMessages } from '../messages.ts'
import type { EditOf } from '../morphologyEdit.ts'
import { divideSection } from './cut.ts'

/** A section of the way to the root, and where on it the way arrives from below. */
interface Step {
  readonly section: DraftSection
  readonly from: number
}

/**
 * Makes one end of a section the root of its tree. Every section between it and the old root is turned round; one
 * that the way leaves between its ends is divided there first.
 */
export function reroot(draft: MorphologyDraft, edit: EditOf<'reroot'>): Refusal {
  const section = draft.find(edit.section)
  if (!section) return noSuchSection(edit.section)
  const steps = wayToRoot(section, edit.end)
  const last = steps.length - 1
  const inner = steps.find(({ section: at, from }) => at.type === sectionType.soma && from > 0 && from < 1)
  if (inner)
    return diagnose(editMessages, 'edit/soma-in-path', { section: section.name, soma: inner.section.name })
  const top = steps[last]!
  if (steps.length === 1 && top.from === 0) return undefined
  const chain = steps.map(({ section: at, from }) =>
    from > 0 && from < 1 ? divideAtPlace(draft, at, from) : at,
  )
  turnChain(draft, steps, chain)
  return undefined
}

/** The sections of the way; what hangs on the 0 end of a section with a parent really hangs on that parent. */
function wayToRoot(section: DraftSection, end: 0 | 1): Step[] {
  const steps: Step[] = [{ section, from: end }]
  for (let at = section; at.parent;) {
    const up: DraftSection = at.parent
    let parent = up
    let x = at.parentX
    while (x === 0 && parent.parent) {
      x = parent.parentX
      parent = parent.parent
    }
    steps.push({ section: parent, from: x })
    at = parent
  }
  return steps
}

/** Divides a section at a place. @returns its near part */
function divideAtPlace(draft: MorphologyDraft, section: DraftSection, x: number): DraftSection {
  const arc = arcOf(section)
  const at = x * arc[arc.length - 1]!
  let sample = 1
  while (sample < arc.length - 2 && arc[sample]! < at) sample++
  if (arc.length === 2 || arc[sample]! > at) {
    const { points, first, end } = section
    const near = first + (arc.length === 2 ? 0 : sample - 1)
    const piece = arc[near - first + 1]! - arc[near - first]!
    const part = piece > 0 ? (at - arc[near - first]!) / piece : 0.5
    const longer = new PointColumns(end - first + 1)
    longer.addRange(points, first, near + 1)
    addBetween(longer, points, near, part)
    longer.addRange(points, near + 1, end)
    draft.setPoints(section, longer)
    sample = near - first + 1
  }
  divideSection(draft, section, sample)
  return section
}

/** Lets each section of the way hang on the one below it, turned round where the way ran along it. */
function turnChain(draft: MorphologyDraft, steps: readonly Step[], chain: readonly DraftSection[]): void {
  // A section that the way meets at its 0 end is not run along: it stays as it is, and hangs on that end.
  const isTurned = steps.map(({ from }) => from > 0)
  const wires = chain.map(({ wire }) => wire)
  const starts = chain.map(({ points, first }) => ({
    x: points.x[first]!,
    y: points.y[first]!,
    z: points.z[first]!,
  }))
  const siblings = chain.map((section, i) =>
    isTurned[i] ? section.children.filter(child => child.parentX === 1 && child !== chain[i - 1]) : [],
  )
  for (const section of chain) leaveParent(section)
  chain.forEach((section, i) => {
    if (isTurned[i]) turnRound(draft, section)
    section.wire = undefined
    if (i === 0) return
    const below = chain[i - 1]!
    joinParent(section, below, isTurned[i - 1] ? 1 : 0)
    // Others that left the same end hang on the section below: the same place, and outward again.
    for (const sibling of siblings[i]!) {
      leaveParent(sibling)
      joinParent(sibling, below, isTurned[i - 1] ? 1 : 0)
    }
    if (wires[i - 1]) section.wire = starts[i - 1]
  })
}

/** Turns a section round: its points, what hangs on it, and where it came from. */
function turnRound(draft: MorphologyDraft, section: DraftSection): void {
  const { points, first, end } = section
  const turned = new PointColumns(end - first)
  for (let row = end - 1; row >= first; row--) turned.addRange(points, row, row + 1)
  draft.setPoints(section, turned)
  for (const child of section.children) child.parentX = 1 - child.parentX
  section.origins = section.origins.map(({ toStart, toEnd, ...origin }) => ({
    ...origin,
    toStart: 1 - toStart,
    toEnd: 1 - toEnd,
  }))
}
