import { headerComment, plain, separator } from '../header.ts'
import type { PointTree } from '../pointTree.ts'
import type { ConversionReport } from '../report.ts'
import { neuriteName } from '../sectionNames.ts'
import type { NeuriteSection } from '../sections.ts'
import type { SomaShape } from '../somaShape.ts'
import { markedSpines, pointLine, sectionPoints, somaPointList } from './pointText.ts'
import { spineSections } from './spineSections.ts'

/** What the texts for NEURON are made of. */
export interface NeuronSource {
  readonly tree: PointTree
  readonly sections: readonly NeuriteSection[]
  readonly soma: SomaShape
  readonly report: ConversionReport
}

const readPoints = 'pt3dadd(fscan(),fscan(),fscan(),fscan())'

/**
 * The text for NEURON as the program wrote it: `geometry()` makes the sections from numbers that it reads from the rest
 * of the file; a second, empty `geometry()` keeps it from being called without them. 2.0 has variables about the cell
 * before it. The axial resistivity is set for all sections, as today's NEURON has no other way.
 */
export function writeNeuron(source: NeuronSource): string {
  const { report } = source
  const arrays = neuriteArrays(source.sections)
  const names = arrays.map((_, i) => neuriteName(report.options, i))
  const create = ['create    soma', ...names.map((name, i) => `          ${name}[${arrays[i]!.length}]`)]
  return [
    headerComment(report),
    report.options.style === 'split' ? cellVariables(report, arrays) : '\n\n',
    '\t\t\t\t\t/* create sections */\n',
    `${create.join(',\\\n')}\n\nforall Ra = ${plain(report.options.axialResistivityOhmCm)}\n`,
    geometryProcedure(names, arrays),
    'geometry()\n\n\n',
    coordinates(source, arrays),
    connections(arrays),
    emptyProcedure,
    spineSections(source.tree, source.sections, report.options),
  ].join('')
}

/** The sections of each neurite. */
function neuriteArrays(sections: readonly NeuriteSection[]): readonly (readonly NeuriteSection[])[] {
  const arrays: NeuriteSection[][] = []
  for (const section of sections) (arrays[section.neurite] ??= []).push(section)
  return arrays
}

/** What 2.0 says of the cell in variables. */
function cellVariables(
  { neurites, segments }: ConversionReport,
  arrays: readonly (readonly NeuriteSection[])[],
): string {
  const count = arrays.reduce((sum, { length }) => sum + length, 1)
  const sizes = arrays.map(({ length }, i) => `sections_cell[${i}] = ${length}\n`)
  return `
\t\t\t\t\t/* make geometry explicit */
primary_branches_cell = ${arrays.length}
branches_cell = ${neurites.branches}
max_dx_cell = ${plain(segments.maxLengthUm)}
points_cell = ${neurites.points}
nseg_cell = ${segments.used}
double sections_cell[${Math.max(1, arrays.length)}]
${sizes.join('')}nsec_cell = ${count}

strdef name_soma, name_section
name_soma = "soma"
name_section = "dend"
use_axon = 0
`
}

function geometryProcedure(names: readonly string[], arrays: readonly (readonly NeuriteSection[])[]): string {
  const connect = names.map(name => `    soma connect ${name}[0] (0), 0.5\n`)
  const shape = names.map(
    (name, i) => `    for i = 0,${arrays[i]!.length - 1} {
        ${name}[i] {
            nseg = fscan()
            pt3dclear()
            for j = 1, fscan() {
                ${readPoints}
            }
        }
    }

`,
  )
  const topology = names.map(
    (name, i) => `    for i = 1,${arrays[i]!.length - 1} {
        ${name}[fscan()] connect ${name}[i] (0), fscan()
    }

`,
  )
  return `


${separator}
proc geometry() { local i, j

\t\t\t\t\t\t/* soma geometry */
    soma {
        nseg = 1
        pt3dclear()
        for j = 1, fscan() {
            ${readPoints}
        }
    }

\t\t\t\t\t/* connect primary neurites */
${connect.join('')}

\t\t\t\t\t/* neurite geometry*/
${shape.join('')}

\t\t\t\t\t/* branching topology*/
${topology.join('')}}

`
}

function coordinates(
  { tree, soma, report }: NeuronSource,
  arrays: readonly (readonly NeuriteSection[])[],
): string {
  const { digits, style } = report.options
  const spines = markedSpines(tree, report.options)
  const somaLines = somaPointList(soma.points).map(point => `${pointLine(point, digits)}\n`)
  const parts = [`SOMA COORDINATES AND DIAMETERS:\n\n    ${somaLines.length}\n${somaLines.join('')}\n\n`]
  parts.push('NEURITE COORDINATES AND DIAMETERS:\n')
  for (const section of arrays.flat()) {
    const points = sectionPoints(tree, section, spines, style === 'through')
    parts.push(`\n    ${section.segments} ${points.length}\n`)
    for (const point of points) parts.push(pointLine(point, digits), '\n')
  }
  return parts.join('')
}

function connections(arrays: readonly (readonly NeuriteSection[])[]): string {
  const blocks = arrays.map(sections =>
    sections
      .slice(1)
      .map(({ parent, parentX }) => `    ${String(parent).padStart(5)}    ${plain(parentX)}\n`)
      .join(''),
  )
  return `\n\nCONNECTIONS:\n${blocks.map(block => `${block}\n`).join('')}`
}

const emptyProcedure = `
${separator}
proc geometry() { 

\t/* NULL geometry procedure: keeps the user from
\tcalling the geometry procedure in isolation. */

    printf("\\nYou must re-read the entire geometry\\n")
    printf("file to execute geometry().\\n\\n")
}

`
