import { branchOrders } from './branchOrders.ts'
import { type Feature, ofSections, ofSectionsWhere } from './feature.ts'
import { downstreamLengths, strahlerOrders, subtreeSizes, terminalDegrees } from './subtrees.ts'

/** Where sections stand in their trees. */
export const sectionOrderFeatures: readonly Feature[] = [
  ofSections(branchOrders, {
    id: 'branch-order',
    title: 'Branch order',
    unit: '1',
    definition:
      'Number of sections between the section and the start of its neurite; the first section has 0.',
    source: { neurom: 'section_branch_orders', lMeasure: 'Branch_Order' },
    scaling: 0,
  }),
  ofSectionsWhere('terminal', branchOrders, {
    id: 'terminal-branch-order',
    title: 'Branch order of ends',
    unit: '1',
    definition: 'Branch order of sections without children.',
    source: { neurom: 'section_term_branch_orders' },
    scaling: 0,
  }),
  ofSectionsWhere('branching', branchOrders, {
    id: 'branching-branch-order',
    title: 'Branch order of branching sections',
    unit: '1',
    definition: 'Branch order of sections with two children or more.',
    source: { neurom: 'section_bif_branch_orders' },
    scaling: 0,
  }),
  ofSections(strahlerOrders, {
    id: 'strahler-order',
    title: 'Strahler order',
    unit: '1',
    definition:
      '1 for an end; otherwise the largest order of the children, and one more if two or more have it.',
    source: { neurom: 'section_strahler_orders' },
    scaling: 0,
  }),
  ofSections(terminalDegrees, {
    id: 'terminal-degree',
    title: 'Terminal degree',
    unit: '1',
    definition: 'Number of ends on the section; 1 for an end itself.',
    source: { lMeasure: 'Terminal_degree' },
    scaling: 0,
  }),
  ofSections(subtreeSizes, {
    id: 'subtree-sections',
    title: 'Sections of the sub-tree',
    unit: '1',
    definition: 'Number of sections that hang on the section, itself included.',
    source: { neurom: 'partition_pair (of a child)' },
    scaling: 0,
  }),
  ofSections(downstreamLengths, {
    id: 'downstream-length',
    title: 'Downstream path length',
    unit: 'µm',
    definition: 'Total length of the section and of everything that hangs on it.',
    source: { neurom: 'downstream_pathlength' },
    scaling: 1,
  }),
]
