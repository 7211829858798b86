import type { ConversionLook, ConversionReport } from '../../../src-main/contract/index.ts'
import { formatMeasure } from '../../format/quantity.ts'

/** A number of a conversion: message key behind `convert.number.`, the value with its unit. */
export interface ReportedNumber {
  readonly key: string
  readonly value: string
}

const length = (value: number): string => `${formatMeasure(value, 6)} µm`
const area = (value: number): string => `${formatMeasure(value, 6)} µm²`

/** What stands at the head of a conversion, in numbers. */
export function headNumbers({ report, source, result }: ConversionLook): readonly ReportedNumber[] {
  if (report) return numbersOfReport(report)
  if (!source || !result) return []
  const pair = (show: (value: number) => string, was: number, is: number): string =>
    show(was) === show(is) ? show(is) : `${show(was)} → ${show(is)}`
  const [a, b] = [source.summary, result.summary]
  return [
    { key: 'points', value: pair(String, a.points, b.points) },
    { key: 'sections', value: pair(String, a.sections, b.sections) },
    { key: 'length', value: pair(length, a.totalLengthUm, b.totalLengthUm) },
    { key: 'area', value: pair(area, a.totalAreaUm2, b.totalAreaUm2) },
  ]
}

function numbersOfReport(report: ConversionReport): readonly ReportedNumber[] {
  const { soma, neurites, segments, sourceSyntax, sections } = report
  return [
    { key: 'syntax', value: sourceSyntax },
    { key: 'somaDiameter', value: length(soma.diameterUm) },
    { key: 'somaLength', value: length(soma.lengthUm) },
    { key: 'somaArea', value: area(soma.areaUm2) },
    ...(soma.outlinePoints > 0
      ? [
          { key: 'outlinePoints', value: String(soma.outlinePoints) },
          { key: 'outlineDiameter', value: length(soma.outlineDiameterUm) },
        ]
      : []),
    { key: 'primary', value: String(neurites.primary) },
    { key: 'branches', value: String(neurites.branches) },
    { key: 'points', value: String(neurites.points) },
    { key: 'length', value: length(neurites.lengthUm) },
    { key: 'area', value: area(neurites.areaUm2) },
    { key: 'coneArea', value: area(neurites.coneAreaUm2) },
    { key: 'spines', value: String(neurites.spines) },
    ...(sections.length > 0 ? [{ key: 'sections', value: String(sections.length) }] : []),
    { key: 'segments', value: String(segments.used) },
    ...(Number.isFinite(segments.maxLengthUm) && segments.maxLengthUm > 0
      ? [{ key: 'longest', value: length(segments.maxLengthUm) }]
      : []),
  ]
}

/** Sections, or for CABLE rows of segments: name, where it is attached, points or segments, length, area. */
export function sectionCells({
  sections,
  cableRows,
  cableSegments,
}: ConversionReport): readonly (readonly string[])[] {
  if (sections.length > 0)
    return sections.map(section => [
      section.name,
      `${section.parent}(${formatMeasure(section.parentX, 3)})`,
      String(section.points),
      String(section.segments),
      formatMeasure(section.lengthUm, 5),
      formatMeasure(section.areaUm2, 5),
    ])
  return cableRows.map(({ first, last, root }) => {
    const own = cableSegments.slice(first, last + 1)
    const lengthUm = own.reduce((sum, one) => sum + one.lengthUm, 0)
    const areaUm2 = own.reduce((sum, one) => sum + Math.PI * one.diameterUm * one.lengthUm, 0)
    return [
      `segments ${first} to ${last}`,
      `segment ${root}`,
      '',
      String(own.length),
      formatMeasure(lengthUm, 5),
      formatMeasure(areaUm2, 5),
    ]
  })
}
