import { sectionType, type Morphology } from '../../morphology.ts'
import { encodeText } from '../encodeText.ts'
import { numberText, samplesToWrite, type WrittenSamples } from '../numberText.ts'
import type { MorphologyWriter, WriterOptions, WrittenMorphology } from '../writer.ts'
import { hocNames, type HocNames } from './hocNames.ts'

/**
 * hoc for NEURON: sections with their 3-D points, connected as they are, in section lists by type as Import3d makes
 * them (W13 to W15).
 */
export const hocWriter: MorphologyWriter = {
  id: 'hoc',
  title: 'hoc',
  extension: '.hoc',
  aliases: ['neuron'],
  write: writeHoc,
  heading: remarks => remarks.map(remark => `// ${remark}\n`).join(''),
}

/** So many points are one statement: hoc compiles a statement as a whole, and has no room for any number of them. */
const pointsPerStatement = 200

function writeHoc(morphology: Morphology, options: Required<WriterOptions>): WrittenMorphology {
  const { sections } = morphology
  const names = hocNames(morphology)
  const samples = samplesToWrite(morphology, options)
  const lines: string[] = ['']
  for (const { name, size } of names.declarations)
    lines.push(`{create ${size === undefined ? name : `${name}[${size}]`}}`)
  for (const name of names.unused) lines.push(`{${name} delete_section()}`)
  lines.push('')
  for (let section = 0; section < sections.count; section++) {
    const parent = sections.parent[section]!
    if (parent < 0) continue
    const place = `${names.name[parent]}(${numberText(sections.parentX[section]!)})`
    lines.push(`{connect ${names.name[section]}(0), ${place}}`)
  }
  lines.push('')
  for (let section = 0; section < sections.count; section++)
    addPoints(morphology, section, samples, names, lines)
  addLists(morphology, names, lines)
  const [first] = names.name
  if (first !== undefined) lines.push(`{access ${first}}`)
  return { bytes: encodeText(`${lines.join('\n')}\n`), diagnostics: [] }
}

function addPoints(
  { sections }: Morphology,
  section: number,
  { x, y, z, diameter }: WrittenSamples,
  names: HocNames,
  lines: string[],
): void {
  const { firstSample, wire, wireX, wireY, wireZ } = sections
  const name = names.name[section]!
  const end = firstSample[section + 1]!
  for (let start = firstSample[section]!; start < end; start += pointsPerStatement) {
    lines.push(`${name} {`)
    if (start === firstSample[section]) {
      lines.push('  pt3dclear()')
      if (wire[section] === 1) {
        const place = [wireX, wireY, wireZ].map(column => numberText(column[section]!)).join(', ')
        lines.push(`  pt3dstyle(1, ${place})`)
      }
    }
    for (let i = start; i < Math.min(end, start + pointsPerStatement); i++) {
      const place = `${numberText(x[i]!)}, ${numberText(y[i]!)}, ${numberText(z[i]!)}`
      lines.push(`  pt3dadd(${place}, ${numberText(diameter[i]!)})`)
    }
    lines.push('}')
  }
}

/** The section lists `all`, `somatic`, `axonal`, `basal`, `apical`, `dendritic_5` …, as Import3d names them. */
function addLists({ sections }: Morphology, names: HocNames, lines: string[]): void {
  const lists = [...new Set(sections.type)].map(listName)
  lines.push('', `objref ${['all', ...lists].join(', ')}`)
  for (const list of ['all', ...lists]) lines.push(`{${list} = new SectionList()}`)
  names.name.forEach((name, section) =>
    lines.push(`{${name} all.append() ${name} ${listName(sections.type[section]!)}.append()}`),
  )
}

function listName(type: number): string {
  switch (type) {
    case sectionType.soma:
      return 'somatic'
    case sectionType.axon:
      return 'axonal'
    case sectionType.dend:
      return 'basal'
    case sectionType.apic:
      return 'apical'
    default:
      return type < 0 ? `minus_${-type}set` : `dendritic_${type}`
  }
}
