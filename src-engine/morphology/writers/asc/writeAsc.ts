import { sectionType, type Morphology } from '../../morphology.ts'
import type { PointColumns } from '../../pointColumns.ts'
import { childrenOfSections } from '../../views.ts'
import { encodeText } from '../encodeText.ts'
import { numberText, samplesToWrite } from '../numberText.ts'
import type { MorphologyWriter, WriterOptions, WrittenMorphology } from '../writer.ts'
import { marksBySample, markText, quoted } from './marks.ts'
import { hasOutlines, somaOutlines } from './somaOutlines.ts'
import { treeText, type AscTree } from './treeText.ts'

/** Neurolucida ASC, version 3: soma outlines, then trees as branches within branches (W16 to W19). */
export const ascWriter: MorphologyWriter = {
  id: 'asc',
  title: 'Neurolucida ASC',
  extension: '.asc',
  aliases: [],
  write: writeAsc,
  heading: remarks =>
    [
      '; V3 text file written for MicroBrightField products.',
      ...remarks.map(remark => `; ${remark}`),
      '',
    ].join('\n'),
}

/** The names under which readers take an outline for a soma. */
const somaName = /^(CellBody|Cell Body|Soma)$/

function writeAsc(morphology: Morphology, options: Required<WriterOptions>): WrittenMorphology {
  const { sections, annotations } = morphology
  const samples = samplesToWrite(morphology, options)
  const outlined = sections.name.map(
    (_, section) =>
      sections.type[section] === sectionType.soma &&
      sections.parent[section]! < 0 &&
      hasOutlines(morphology, section, samples),
  )
  const isOutlined = (section: number) => outlined[section] === true
  const marks = marksBySample(morphology, annotations, section => !isOutlined(section))
  const tree: AscTree = { morphology, samples, children: childrenOfSections(morphology), marks, isOutlined }
  const parts: string[] = []
  for (let section = 0; section < sections.count; section++) {
    if (!isOutlined(section)) continue
    const name = annotations?.outlines.find(outline => outline.section === section)?.name ?? ''
    for (const outline of somaOutlines(morphology, section, samples))
      parts.push(outlineText(somaName.test(name) ? name : 'CellBody', true, outline))
  }
  for (const { name, closed, section, ...points } of annotations?.outlines ?? [])
    if (section < 0) parts.push(outlineText(name, closed, points))
  for (let section = 0; section < sections.count; section++)
    if (startsTree(morphology, section, isOutlined)) parts.push(treeText(tree, section))
  for (const mark of marks.get(-1) ?? []) parts.push(`${markText(mark)}\n`)
  return { bytes: encodeText(parts.join('')), diagnostics: [] }
}

/** Whether a section is the trunk of a tree: a root, or on an outline, itself or through the near ends of others. */
function startsTree(
  { sections: { parent, parentX } }: Morphology,
  section: number,
  isOutlined: (section: number) => boolean,
): boolean {
  if (isOutlined(section)) return false
  for (let at = section; ; at = parent[at]!) {
    const up = parent[at]!
    if (up < 0) return at === section
    if (isOutlined(up)) return true
    if (parentX[at] !== 0) return false
  }
}

/** The points of a curve [µm]. */
type Curve = Pick<PointColumns, 'x' | 'y' | 'z' | 'diameter'> & { readonly count?: number }

function outlineText(name: string, closed: boolean, { x, y, z, diameter, count = x.length }: Curve): string {
  const isSoma = somaName.test(name)
  const lines = [`(${quoted(name)}`, `  (Color ${isSoma ? 'Red' : 'Blue'})`]
  if (isSoma) lines.push('  (CellBody)')
  else if (closed) lines.push('  (Closed)')
  for (let i = 0; i < count; i++) {
    lines.push(`  (${[x, y, z, diameter].map(column => numberText(column[i]!)).join(' ')})`)
  }
  return `${lines.join('\n')}\n)\n\n`
}
