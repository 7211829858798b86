import { diagnose } from '../../../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../../../core/diagnostics/diagnostic.ts'
import type { Morphology } from '../../morphology.ts'
import { writeMessages } from '../diagnostics.ts'
import { encodeText } from '../encodeText.ts'
import { numberText, samplesToWrite } from '../numberText.ts'
import { placeOnSection } from '../neuroml/placeOnSection.ts'
import { sphereOf } from '../swc/sphere.ts'
import type { MorphologyWriter, WriterOptions, WrittenMorphology } from '../writer.ts'
import { compartmentIds } from './compartmentIds.ts'

/** GENESIS cell file: a cylinder for every piece of cable between two samples, a sphere for a soma that is one (W22, W23). */
export const genesisWriter: MorphologyWriter = {
  id: 'genesis',
  title: 'GENESIS',
  extension: '.p',
  aliases: ['p'],
  write: writeGenesis,
  heading: remarks => remarks.map(remark => `// ${remark}\n`).join(''),
}

function writeGenesis(morphology: Morphology, options: Required<WriterOptions>): WrittenMorphology {
  const { sections } = morphology
  const samples = samplesToWrite(morphology, options)
  const { x, y, z, diameter } = samples
  const ids = compartmentIds(morphology)
  const place = (sample: number) => [x, y, z].map(column => numberText(column[sample]!)).join(' ')
  const lines = ['', '*absolute', '*cartesian', '*asymmetric', '*double_endpoint', '']
  let tapering = 0
  /** Compartment that what hangs on each sample hangs on; of the near end, that of the parent. */
  const compartment: string[] = new Array<string>(x.length).fill('none')
  for (const section of parentsFirst(morphology)) {
    const start = sections.firstSample[section]!
    const end = sections.firstSample[section + 1]!
    let parent = 'none'
    const up = sections.parent[section]!
    if (up >= 0) {
      const range = [sections.firstSample[up]!, sections.firstSample[up + 1]!] as const
      const { piece, fraction } = placeOnSection(samples, range, sections.parentX[section]!)
      // A compartment has its children on its far end: the nearer of the piece's two.
      parent = compartment[range[0] + piece + (fraction >= 0.5 ? 1 : 0)]!
    }
    const sphere = sphereOf(morphology, section, 'as-it-is')
    if (sphere) {
      const centre = [sphere.x, sphere.y, sphere.z].map(numberText).join(' ')
      const id = ids.next(section, 1)
      lines.push(
        '*spherical',
        `${id} ${parent} ${centre} ${centre} ${numberText(sphere.diameter)}`,
        '*cylindrical',
      )
      compartment.fill(id, start, end)
      continue
    }
    compartment[start] = parent
    for (let sample = start + 1; sample < end; sample++) {
      const isStep = x[sample] === x[sample - 1] && y[sample] === y[sample - 1] && z[sample] === z[sample - 1]
      if (isStep) {
        compartment[sample] = parent
        continue
      }
      if (diameter[sample] !== diameter[sample - 1]) tapering++
      const id = ids.next(section, end - start - 1)
      const width = (Math.abs(diameter[sample]!) + Math.abs(diameter[sample - 1]!)) / 2
      lines.push(`${id} ${parent} ${place(sample - 1)} ${place(sample)} ${numberText(width)}`)
      compartment[sample] = id
      // What hangs on the near end of a root has nothing else to hang on.
      if (compartment[start] === 'none') compartment[start] = id
      parent = id
    }
  }
  const diagnostics: Diagnostic[] = []
  if (tapering > 0) {
    const said = diagnose(writeMessages, 'write/tapers-lost', { title: 'GENESIS', count: tapering })
    diagnostics.push({ ...said, source: morphology.name })
  }
  return { bytes: encodeText(`${lines.join('\n')}\n`), diagnostics }
}

/** Sections with parents before children, otherwise in their order. */
function parentsFirst({ sections: { count, parent } }: Morphology): readonly number[] {
  const order: number[] = []
  const isDone = new Uint8Array(count)
  for (let section = 0; section < count; section++) {
    const path: number[] = []
    for (let at = section; at >= 0 && !isDone[at]; at = parent[at]!) {
      isDone[at] = 1
      path.push(at)
    }
    order.push(...path.reverse())
  }
  return order
}
