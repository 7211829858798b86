import { plain } from '../header.ts'
import type { NtscableOptions } from '../options.ts'
import type { PointTree } from '../pointTree.ts'
import { sectionName } from '../sectionNames.ts'
import type { NeuriteSection } from '../sections.ts'

/** Statements that make a spine at every spine base: a cylinder attached where the base lies; empty where not asked for. */
export function spineSections(
  tree: PointTree,
  sections: readonly NeuriteSection[],
  options: NtscableOptions,
): string {
  const places = options.spines === 'sections' ? spinePlaces(tree, sections, options) : []
  if (places.length === 0) return ''
  const connections = places.map(({ name, x }, i) => `connect spine[${i}](0), ${name}(${plain(x)})`)
  const length = plain(options.spineLengthUm)
  const diameter = plain(options.spineDiameterUm)
  return `
create spine[${places.length}]
for i = 0, ${places.length - 1} spine[i] {
    nseg = 1
    L = ${length}
    diam = ${diameter}
    Ra = ${plain(options.axialResistivityOhmCm)}
}
${connections.join('\n')}
`
}

function spinePlaces(
  tree: PointTree,
  sections: readonly NeuriteSection[],
  options: NtscableOptions,
): { readonly name: string; readonly x: number }[] {
  const bases = new Set(tree.spines)
  const places: { name: string; x: number }[] = []
  for (const { neurite, index, first, last, length } of sections) {
    let distance = 0
    for (let point = first; ; point = tree.next[point]!) {
      distance += tree.length[point]!
      if (bases.has(point)) places.push({ name: sectionName(options, neurite, index), x: distance / length })
      if (point === last) break
    }
  }
  return places
}
