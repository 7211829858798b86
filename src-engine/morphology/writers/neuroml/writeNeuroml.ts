import { sectionType, type Morphology } from '../../morphology.ts'
import { encodeText } from '../encodeText.ts'
import { numberText, samplesToWrite, type WrittenSamples } from '../numberText.ts'
import type { MorphologyWriter, WriterOptions, WrittenMorphology } from '../writer.ts'
import { placeOnSection } from './placeOnSection.ts'

/** NeuroML 2: a segment between any two samples, a cable (a group marked so) for each section, groups by type (W20, W21). */
export const neuromlWriter: MorphologyWriter = {
  id: 'neuroml',
  title: 'NeuroML',
  extension: '.nml',
  aliases: ['nml'],
  write: writeNeuroml,
  heading: remarks =>
    `<?xml version="1.0" encoding="UTF-8"?>\n${remarks.map(remark => `<!-- ${plain(remark)} -->\n`).join('')}`,
}

/** Marks a group of segments as an unbranched run. */
const cableMark = 'sao864921383'

/** Conventional groups with their terms, and the types that belong to them. */
const typeGroups = [
  { id: 'soma_group', term: 'GO:0043025', types: [sectionType.soma] },
  { id: 'axon_group', term: 'GO:0030424', types: [sectionType.axon] },
  { id: 'dendrite_group', term: 'GO:0030425', types: [sectionType.dend, sectionType.apic] },
  { id: 'basal_group', term: undefined, types: [sectionType.dend] },
  { id: 'apical_group', term: undefined, types: [sectionType.apic] },
] as const

function writeNeuroml(morphology: Morphology, options: Required<WriterOptions>): WrittenMorphology {
  const { sections } = morphology
  const samples = samplesToWrite(morphology, options)
  const id = identifier(morphology.name.replace(/\.[^.]*$/, ''))
  const cables = cableNames(sections.name)
  const runs = segmentRuns(morphology, samples)
  const lines = [
    '<neuroml xmlns="http://www.neuroml.org/schema/neuroml2"',
    '  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
    '  xsi:schemaLocation="http://www.neuroml.org/schema/neuroml2 https://raw.github.com/NeuroML/NeuroML2/development/Schemas/NeuroML2/NeuroML_v2.3.1.xsd"',
    `  id="${id}">`,
    `  <cell id="${id}">`,
    `    <morphology id="morphology_${id}">`,
  ]
  for (let section = 0; section < sections.count; section++)
    addSegments(morphology, section, samples, runs, lines)
  cables.forEach((cable, section) => {
    const { id: first, start } = runs[section]!
    const last = first + sections.firstSample[section + 1]! - start - 2
    const members =
      first === last
        ? `<member segment="${first}"/>`
        : `<path><from segment="${first}"/><to segment="${last}"/></path>`
    lines.push(`      <segmentGroup id="${cable}" neuroLexId="${cableMark}">${members}</segmentGroup>`)
  })
  addGroup({ id: 'all' }, cables, lines)
  for (const { id: group, term, types } of typeGroups) {
    const included = cables.filter((_, section) => types.some(type => type === sections.type[section]))
    if (included.length > 0) addGroup({ id: group, term }, included, lines)
  }
  lines.push('    </morphology>', '  </cell>', '</neuroml>', '')
  return { bytes: encodeText(lines.join('\n')), diagnostics: [] }
}

/** The segments of a section: one fewer than its samples. */
interface SegmentRun {
  /** Id of the first. */
  readonly id: number
  /** Its near sample: the first, or the last of several equal ones there, since a segment of two equal ends is a sphere. */
  readonly start: number
}

function segmentRuns(
  { sections: { count, firstSample } }: Morphology,
  { x, y, z, diameter }: WrittenSamples,
): readonly SegmentRun[] {
  const runs: SegmentRun[] = []
  let id = 0
  for (let section = 0; section < count; section++) {
    let start = firstSample[section]!
    const end = firstSample[section + 1]!
    const isSame = (column: Float64Array) => column[start] === column[start + 1]
    while (start + 2 < end && [x, y, z, diameter].every(isSame)) start++
    runs.push({ id, start })
    id += end - start - 1
  }
  return runs
}

function addSegments(
  { sections }: Morphology,
  section: number,
  samples: WrittenSamples,
  runs: readonly SegmentRun[],
  lines: string[],
): void {
  const { firstSample, parent, parentX } = sections
  const { start } = runs[section]!
  const up = parent[section]!
  let { id } = runs[section]!
  for (let sample = start + 1; sample < firstSample[section + 1]!; sample++, id++) {
    lines.push(`      <segment id="${id}">`)
    if (sample > start + 1) lines.push(`        <parent segment="${id - 1}"/>`)
    else {
      if (up >= 0) {
        const range = [runs[up]!.start, firstSample[up + 1]!] as const
        const { piece, fraction } = placeOnSection(samples, range, parentX[section]!)
        const along = fraction === 1 ? '' : ` fractionAlong="${numberText(fraction)}"`
        lines.push(`        <parent segment="${runs[up]!.id + piece}"${along}/>`)
      }
      lines.push(`        <proximal ${pointText(samples, start)}/>`)
    }
    lines.push(`        <distal ${pointText(samples, sample)}/>`, '      </segment>')
  }
}

function pointText({ x, y, z, diameter }: WrittenSamples, sample: number): string {
  const place = `x="${numberText(x[sample]!)}" y="${numberText(y[sample]!)}" z="${numberText(z[sample]!)}"`
  return `${place} diameter="${numberText(diameter[sample]!)}"`
}

function addGroup(
  { id, term }: { readonly id: string; readonly term?: string | undefined },
  cables: readonly string[],
  lines: string[],
): void {
  lines.push(`      <segmentGroup id="${id}"${term === undefined ? '' : ` neuroLexId="${term}"`}>`)
  for (const cable of cables) lines.push(`        <include segmentGroup="${cable}"/>`)
  lines.push('      </segmentGroup>')
}

/** The format has no brackets in ids: `dend[3]` is written `dend_3`, and each only once. */
function cableNames(names: readonly string[]): readonly string[] {
  const used = new Set<string>(['all', ...typeGroups.map(({ id }) => id)])
  return names.map(name => {
    const wanted = identifier(name.replace(/\[(\d+)\]$/, '_$1'))
    let id = wanted
    for (let number = 2; used.has(id); number++) id = `${wanted}_${number}`
    used.add(id)
    return id
  })
}

/** A text as an id of the format: letters, digits and underscores, no digit first. */
function identifier(text: string): string {
  const id = text.replace(/[^A-Za-z0-9_]/g, '_')
  return /^[A-Za-z_]/.test(id) ? id : `_${id}`
}

/** A text for an XML comment, in which two hyphens may not follow each other, nor one stand last. */
function plain(text: string): string {
  return text.replace(/-(?=-|$)/g, '- ')
}
