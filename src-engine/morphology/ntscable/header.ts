import { shortNumber } from './numberText.ts'
import type { NtscableOptions } from './options.ts'
import type { ConversionReport } from './report.ts'

const line = '-'.repeat(64)

/** A number as the program's texts have it. */
export function plain(value: number): string {
  return shortNumber(value, 6)
}

/** The line that comments are set off with. */
export const separator = `/*${line}*/`

/** What the output of an option is called in its header. */
const syntaxOfOutput: Readonly<Record<NtscableOptions['output'], string>> = {
  neuron: 'NEURON',
  cable: 'CABLE',
  multi: 'MULTI',
}

const cutBetween = [
  'over each entire branch.',
  'between adjacent digitized\nbranch points.',
  'between adjacent digitized\npoints.',
]

/** The description at the head of every output: what was read and how it was cut, then the source's own comment. */
export function describeConversion(report: ConversionReport): string {
  const { soma, neurites, segments, options } = report
  const isCable = options.output === 'cable' || options.output === 'multi'
  const accuracy = isCable ? options.accuracy : options.style === 'split' ? 1 : 0
  const numbers =
    soma.firstNumber !== 0 || soma.lastNumber !== 0 ? ` numbered ${soma.firstNumber}-${soma.lastNumber}` : ''
  const outline = soma.outlinePoints > 0 ? `; ${soma.outlinePoints} outline points` : ''
  const averaged = options.averageOutlineZ ? '; z coordinates averaged' : ''
  const lines = [
    `${report.source} translated by Hillock after the rules of ntscable`,
    `source file syntax: ${report.sourceSyntax}`,
    `output file syntax: ${syntaxOfOutput[options.output]}`,
    `soma: diameter = ${plain(soma.diameterUm)} um  length = ${plain(soma.lengthUm)} um  area = ${plain(soma.areaUm2)} um2`,
    `      ${soma.points} three-D points${outline}${numbers}`,
    ...(soma.outlinePoints > 0
      ? [`      outline diameter = ${plain(soma.outlineDiameterUm)} um${averaged}`]
      : []),
    `${neurites.primary} primary neurites`,
    `${neurites.branches} branches totaling ${plain(neurites.lengthUm)} um in length, ${plain(neurites.areaUm2)} um2 in area`,
    `${neurites.points} tree points translated to ${segments.used} segments (${segments.requested} requested)`,
    `Neurites divided into segments of equal dx ${cutBetween[accuracy]}`,
    `Segment length constrained to be < ${plain(segments.maxLengthUm)} um${diameterRule(options)}`,
    ...corrections(options),
    ...report.comment,
  ]
  return lines.join('\n')
}

/** The description as a comment; a comment sign within the source's comment would end it early. */
export function headerComment(report: ConversionReport): string {
  return `/*${line}\n${describeConversion(report).replaceAll('*/', '* /')}\n${line}*/\n`
}

function diameterRule(options: NtscableOptions): string {
  if (options.maxDiameters === 0) return '.'
  return `, or < ${plain(options.maxDiameters)} times\nmean diameter of translation interval, whichever is less.`
}

/** What the program did not know is only said where it was used. */
function corrections(options: NtscableOptions): string[] {
  const { correctX, correctY, correctZ, correctDiameter, area } = options
  const lines: string[] = []
  if (correctX !== 1 || correctY !== 1 || correctZ !== 1)
    lines.push(`Coordinates multiplied by ${plain(correctX)}, ${plain(correctY)}, ${plain(correctZ)}.`)
  if (correctDiameter !== 1) lines.push(`Diameters multiplied by ${plain(correctDiameter)}.`)
  if (area === 'cone') lines.push('Areas are those of truncated cones.')
  return lines
}
