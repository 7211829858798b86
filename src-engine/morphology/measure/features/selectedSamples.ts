import type { Selection } from '../cell/selection.ts'

/** The samples of all selected sections. */
export function samplesOfCell({ cell, sections }: Selection): Int32Array {
  return samplesOf(sections, section => [cell.first(section), cell.last(section)])
}

/** The samples of the selected sections of each neurite, by neurite; empty where none is selected. */
export function samplesOfNeurites(selection: Selection): readonly Int32Array[] {
  const { cell } = selection
  return selection
    .of(sectionsOfNeurites)
    .map(sections => samplesOf(sections, section => [cell.first(section), cell.last(section)]))
}

/** The selected sections of each neurite. */
export function sectionsOfNeurites({ cell, sections }: Selection): readonly number[][] {
  const lists: number[][] = Array.from(cell.tree.root, () => [])
  for (const section of sections) lists[cell.tree.neurite[section]!]!.push(section)
  return lists
}

function samplesOf(
  sections: ArrayLike<number>,
  span: (section: number) => readonly [number, number],
): Int32Array {
  let count = 0
  for (let k = 0; k < sections.length; k++) {
    const [first, last] = span(sections[k]!)
    count += last - first + 1
  }
  const samples = new Int32Array(count)
  for (let k = 0, at = 0; k < sections.length; k++) {
    const [first, last] = span(sections[k]!)
    for (let i = first; i <= last; i++) samples[at++] = i
  }
  return samples
}
