import type { Morphology } from '../../morphology.ts'
import { assembleMorphology } from '../../traced/assemble.ts'
import type { MorphologyFormat, ReaderInput } from '../format.ts'
import { readXml } from '../xml/readXml.ts'
import { rootElement } from '../xml/rootElement.ts'
import { cablesOfSegments } from './cablesOfSegments.ts'
import type { CellRecord } from './cellRecord.ts'
import { connectSegments } from './connectSegments.ts'
import { divideSegments } from './divideSegments.ts'
import { GroupMembers } from './groupMembers.ts'
import { nameSections } from './nameSections.ts'
import { NeuromlHandler } from './neuromlHandler.ts'
import { SegmentTracer } from './traceSegments.ts'
import { typesOfSegments } from './typesOfSegments.ts'

const roots = new Set(['neuroml', 'morphml', 'networkml', 'cells', 'cell', 'morphology'])

/** NeuroML 2 cells, and those of NeuroML 1 (MorphML): segments with parents, groups, cables. */
export const neuromlFormat: MorphologyFormat = {
  id: 'neuroml',
  title: 'NeuroML',
  extensions: ['.nml', '.morphml', '.mml'],
  sniff: text => (roots.has(rootElement(text)?.toLowerCase() ?? '') ? 'certain' : 'no'),
  read: readNeuroml,
}

/** Reads the cell of a NeuroML file into sections (SPEC.md, rules X11 to X24). */
function readNeuroml(input: ReaderInput): Morphology | undefined {
  const { report } = input
  const handler = new NeuromlHandler(input)
  if (!readXml(input, handler)) return undefined
  handler.remarkNotKept()
  const cell = chooseCell(handler.cells, input)
  const tree = cell && connectSegments(cell, input)
  if (!tree) return undefined
  const members = new GroupMembers(tree, cell.groups, input)
  const cables = cablesOfSegments(cell, tree, members, report)
  const types = typesOfSegments(cell, tree, cables, members, report)
  const runs = divideSegments({ tree, cables, types, report })
  const tracer = new SegmentTracer(neuromlFormat.id, tree, runs, types, report)
  const heads = tracer.trace()
  nameSections(
    tracer.cell.sections,
    heads.map(head => cables.names[cables.of[head]!] ?? ''),
    report,
  )
  return assembleMorphology(tracer.cell, input.name, report)
}

/** The cell that was asked for, or the first. */
function chooseCell(all: readonly CellRecord[], { options, report }: ReaderInput): CellRecord | undefined {
  const cells = all.filter(({ segments }) => segments.count > 0)
  const shown = cells.slice(0, 20).map(({ id }) => id)
  const names = shown.join(', ') + (cells.length > shown.length ? ', …' : '')
  const [first] = cells
  if (!first) {
    report.say('neuroml/no-cell', {})
    return undefined
  }
  if (options.cell !== '') {
    const chosen = cells.find(({ id }) => id === options.cell)
    if (!chosen) report.say('neuroml/unknown-cell', { cell: options.cell, names })
    return chosen
  }
  if (cells.length > 1) {
    const facts = { count: cells.length, chosen: first.id, names }
    report.say('neuroml/several-cells', facts, { line: first.line })
  }
  return first
}
