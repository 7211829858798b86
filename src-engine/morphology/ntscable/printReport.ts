import { describeConversion, plain } from './header.ts'
import type { ConversionReport } from './report.ts'

/**
 * A report as text: the description at the head of the output, then sections or rows of segments, spines, and every
 * point that was left out.
 */
export function printReport(report: ConversionReport): string {
  const { comment: _comment, ...rest } = report
  const lines = [
    describeConversion({ ...rest, comment: [] }),
    `area with the slant of the cones, as in NEURON: neurites ${plain(report.neurites.coneAreaUm2)} um2, soma ${plain(report.soma.coneAreaUm2)} um2`,
    `${report.neurites.spines} spine bases`,
    '',
    ...(report.sections.length > 0 ? sectionLines(report) : rowLines(report)),
    '',
    `${report.dropped.length} ${report.dropped.length === 1 ? 'point' : 'points'} left out${report.dropped.length > 0 ? ':' : ''}`,
    ...report.dropped.map(
      ({ line, type, reason }) => `  line ${line}${type === '' ? '' : ` ${type}`}: ${reason}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

function sectionLines({ sections }: ConversionReport): string[] {
  return sections.map(
    ({ name, parent, parentX, segments, points, lengthUm, areaUm2 }) =>
      `${name} on ${parent}(${plain(parentX)}): ${points} points, ${segments} segments, ${plain(lengthUm)} um, ${plain(areaUm2)} um2`,
  )
}

function rowLines({ cableRows, cableSegments }: ConversionReport): string[] {
  return cableRows.map(({ first, last, root }) => {
    let length = 0
    let area = 0
    for (let i = first; i <= last; i++) {
      const { lengthUm, diameterUm } = cableSegments[i]!
      length += lengthUm
      area += Math.PI * diameterUm * lengthUm
    }
    return `segments ${first} to ${last} on segment ${root}: ${plain(length)} um, ${plain(area)} um2`
  })
}
