import { sectionType, type Morphology } from '../../morphology.ts'
import { sectionsParentsFirst } from '../parentsFirst.ts'

/**
 * The neurites of a cell as trees of sections, without the soma. All arrays with an entry for each section are −1 for
 * the soma's.
 *
 * A section that is attached to the 0 end of another one branches off where that one does: both are siblings, and where
 * the other one begins a neurite, both do.
 */
export interface NeuriteTree {
  /** Neurite of each section, in the order of their first sections. */
  readonly neurite: Int32Array
  /** First section of each neurite. */
  readonly root: Int32Array
  /** Parent within the neurite; −1 for its first section. */
  readonly parent: Int32Array
  /** Where on that parent, 0 < x ≤ 1; 1 for first sections. */
  readonly parentX: Float64Array
  /** The neurites' sections, parents before children. */
  readonly order: Int32Array
  /** Children of section s are children[firstChild[s]] … children[firstChild[s + 1] − 1], in the order of sections. */
  readonly firstChild: Int32Array
  readonly children: Int32Array
}

/** Takes the soma away and finds what is left. */
export function neuriteTreeOf(morphology: Morphology): NeuriteTree {
  const { count, type } = morphology.sections
  const parent = new Int32Array(count).fill(-1)
  const parentX = new Float64Array(count).fill(1)
  const neurite = new Int32Array(count).fill(-1)
  const order = new Int32Array(count)
  let placed = 0
  for (const section of sectionsParentsFirst(morphology)) {
    if (type[section] === sectionType.soma) continue
    order[placed++] = section
    const up = morphology.sections.parent[section]!
    if (up < 0 || type[up] === sectionType.soma) continue
    const x = morphology.sections.parentX[section]!
    parent[section] = x > 0 ? up : parent[up]!
    parentX[section] = x > 0 ? x : parentX[up]!
  }
  const roots: number[] = []
  for (let section = 0; section < count; section++) {
    if (type[section] !== sectionType.soma && parent[section] === -1)
      neurite[section] = roots.push(section) - 1
  }
  const own = order.slice(0, placed)
  for (const section of own) if (parent[section]! >= 0) neurite[section] = neurite[parent[section]!]!
  return { neurite, root: Int32Array.from(roots), parent, parentX, order: own, ...childrenOf(parent) }
}

function childrenOf(parent: Int32Array): { firstChild: Int32Array; children: Int32Array } {
  const count = parent.length
  const firstChild = new Int32Array(count + 1)
  for (const up of parent) if (up >= 0) firstChild[up]!++
  for (let section = 0; section < count; section++) firstChild[section + 1]! += firstChild[section]!
  // firstChild[s] is now where the children of s end; filling backwards moves it to where they begin.
  const children = new Int32Array(firstChild[count]!)
  for (let section = count - 1; section >= 0; section--) {
    const up = parent[section]!
    if (up >= 0) children[--firstChild[up]!] = section
  }
  return { firstChild, children }
}

/** Number of children of a section. */
export function childCount({ firstChild }: NeuriteTree, section: number): number {
  return firstChild[section + 1]! - firstChild[section]!
}
