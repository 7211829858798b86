import type { MeasuredCell } from '../cell/measuredCell.ts'
import { type Feature, ofBifurcations } from './feature.ts'
import { downstreamLengths, subtreeSizes, terminalDegrees } from './subtrees.ts'

/** |n − m|/(n + m − less); 0 where n = m. */
function asymmetry(n: number, m: number, less: number): number {
  return n === m ? 0 : Math.abs(n - m) / Math.abs(n + m - less)
}

const pair =
  (quantity: (cell: MeasuredCell) => Float64Array) => (cell: MeasuredCell, first: number, second: number) => {
    const values = cell.of(quantity)
    return [values[first]!, values[second]!] as const
  }

const sections = pair(subtreeSizes)
const ends = pair(terminalDegrees)
const lengths = pair(downstreamLengths)

/** Partition asymmetry by numbers of ends, as L-Measure has it. */
export function endAsymmetry(cell: MeasuredCell, first: number, second: number): number {
  const [n, m] = ends(cell, first, second)
  return asymmetry(n, m, 2)
}

/** How evenly the tree divides. */
export const partitionFeatures: readonly Feature[] = [
  ofBifurcations((cell, _, first, second) => sections(cell, first, second)[0], {
    id: 'partition-first',
    title: 'Sections of the first child',
    unit: '1',
    definition: 'Number of sections of the first child’s sub-tree, the child included.',
    source: { neurom: 'partition_pairs' },
    scaling: 0,
  }),
  ofBifurcations((cell, _, first, second) => sections(cell, first, second)[1], {
    id: 'partition-second',
    title: 'Sections of the second child',
    unit: '1',
    definition: 'Number of sections of the second child’s sub-tree, the child included.',
    source: { neurom: 'partition_pairs' },
    scaling: 0,
  }),
  ofBifurcations(
    (cell, _, first, second) => {
      const [n, m] = sections(cell, first, second)
      return Math.max(n, m) / Math.min(n, m)
    },
    {
      id: 'partition',
      title: 'Partition',
      unit: '1',
      definition: 'Larger over smaller number of sections of the two sub-trees.',
      source: { neurom: 'bifurcation_partitions' },
      scaling: 0,
    },
  ),
  ofBifurcations((cell, _, first, second) => asymmetry(...sections(cell, first, second), 0), {
    id: 'partition-asymmetry',
    title: 'Partition asymmetry',
    unit: '1',
    definition: '|n − m|/(n + m) of the numbers of sections of the two sub-trees; 0 for two ends.',
    source: { neurom: 'partition_asymmetry (petilla)', paper: 'Ascoli et al. 2008, Nat Rev Neurosci 9:557' },
    scaling: 0,
  }),
  ofBifurcations((cell, _, first, second) => asymmetry(...sections(cell, first, second), 2), {
    id: 'partition-asymmetry-uylings',
    title: 'Partition asymmetry (Uylings)',
    unit: '1',
    definition: '|n − m|/(n + m − 2) of the numbers of sections of the two sub-trees; 0 for two ends.',
    source: { neurom: 'partition_asymmetry (uylings)', paper: 'Uylings & van Pelt 2002, Network 13:397' },
    scaling: 0,
  }),
  ofBifurcations((cell, _, first, second) => endAsymmetry(cell, first, second), {
    id: 'partition-asymmetry-ends',
    title: 'Partition asymmetry of ends',
    unit: '1',
    definition: '|n − m|/(n + m − 2) of the numbers of ends of the two sub-trees; 0 where n = m.',
    source: { lMeasure: 'Partition_asymmetry' },
    certain: false,
    scaling: 0,
  }),
  ofBifurcations(
    (cell, parent, first, second) => {
      const [n, m] = lengths(cell, first, second)
      const root = cell.tree.root[cell.tree.neurite[parent]!]!
      return Math.abs(n - m) / cell.of(downstreamLengths)[root]!
    },
    {
      id: 'partition-asymmetry-length',
      title: 'Partition asymmetry of length',
      unit: '1',
      definition:
        'Difference of the total lengths of the two sub-trees over the total length of the neurite.',
      source: { neurom: 'partition_asymmetry_length' },
      scaling: 0,
    },
  ),
]
