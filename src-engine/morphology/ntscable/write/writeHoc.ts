import { headerComment, plain } from '../header.ts'
import { shortNumber } from '../numberText.ts'
import { none } from '../pointTree.ts'
import { neuriteName, sectionName } from '../sectionNames.ts'
import { markedSpines, sectionPoints, somaPointList, type PlacedPoint } from './pointText.ts'
import { spineSections } from './spineSections.ts'
import type { NeuronSource } from './writeNeuron.ts'

/** More digits than NEURON's points keep. */
const digits = 9

/**
 * The text for NEURON with points inline: statements that stand alone, every section with its own connection. A
 * wire is drawn from the middle of the soma to each neurite. Without soma points there is no soma, and neurites are
 * roots.
 */
export function writeHoc({ tree, sections, soma, report }: NeuronSource): string {
  const { options } = report
  const sizes: number[] = []
  for (const { neurite } of sections) sizes[neurite] = (sizes[neurite] ?? 0) + 1
  const hasSoma = soma.points.x.length > 1
  const arrays = sizes.map((size, neurite) => `${neuriteName(options, neurite)}[${size}]`)
  const names = hasSoma ? ['soma', ...arrays] : arrays
  const spines = markedSpines(tree, options)
  const parts = [headerComment(report), '\n']
  for (const name of names) parts.push(`create ${name}\n`)
  parts.push(`forall Ra = ${plain(options.axialResistivityOhmCm)}\n\n`)
  if (hasSoma) parts.push(shape('soma', 1, somaPointList(soma.points), ''))
  const centre = hasSoma ? middleOf(somaPointList(soma.points)) : undefined
  for (const section of sections) {
    const name = sectionName(options, section.neurite, section.index)
    const wire = section.parent === none && centre ? `    pt3dstyle(1, ${centre})\n` : ''
    parts.push(shape(name, section.segments, sectionPoints(tree, section, spines), wire))
  }
  for (const { neurite, index, parent, parentX } of sections) {
    if (parent === none && !hasSoma) continue
    const on = parent === none ? 'soma' : sectionName(options, neurite, parent)
    parts.push(`connect ${sectionName(options, neurite, index)}(0), ${on}(${plain(parentX)})\n`)
  }
  parts.push(spineSections(tree, sections, options))
  return parts.join('')
}

function shape(name: string, segments: number, points: readonly PlacedPoint[], wire: string): string {
  const lines = points.map(point => `    pt3dadd(${point.map(shown).join(', ')})\n`)
  return `${name} {\n    nseg = ${segments}\n    pt3dclear()\n${wire}${lines.join('')}}\n`
}

/** The place half way along a row of points. */
function middleOf(points: readonly PlacedPoint[]): string {
  const along = [0]
  for (let i = 1; i < points.length; i++) {
    const squares = [0, 1, 2].map(
      axis => (points[i]![axis]! - points[i - 1]![axis]!) * (points[i]![axis]! - points[i - 1]![axis]!),
    )
    along.push(along[i - 1]! + Math.sqrt(squares.reduce((sum, square) => sum + square, 0)))
  }
  const half = along.at(-1)! / 2
  const after = Math.max(
    1,
    along.findIndex(distance => distance >= half),
  )
  const step = along[after]! - along[after - 1]!
  const part = step > 0 ? (half - along[after - 1]!) / step : 0
  return [0, 1, 2]
    .map(axis =>
      shown(points[after - 1]![axis]! + (points[after]![axis]! - points[after - 1]![axis]!) * part),
    )
    .join(', ')
}

function shown(value: number): string {
  return shortNumber(value, digits)
}
