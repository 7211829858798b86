import { MorphologyBuilder } from '../../builder.ts'
import type { Morphology } from '../../morphology.ts'
import { textBetween, type DecodedText } from '../../text/decodeText.ts'
import type { Likelihood, MorphologyFormat, ReaderInput } from '../format.ts'
import { parseAnnotations } from './parseAnnotations.ts'
import { isObject, JsonFault } from './plainJson.ts'
import { parseSection } from './parseSection.ts'

/** Our own format, which holds everything that a morphology holds (SPEC.md, rule W11). */
export const jsonFormat: MorphologyFormat = {
  id: 'json',
  title: 'Hillock JSON',
  extensions: ['.json'],
  sniff: sniffJson,
  read: readJson,
}

function readJson(input: ReaderInput): Morphology | undefined {
  const { text, report } = input
  try {
    return build(JSON.parse(textBetween(text, 0, text.length)))
  } catch (error) {
    if (!(error instanceof JsonFault) && !(error instanceof SyntaxError)) throw error
    report.say('json/not-readable', { what: error.message.replace(/\.$/, '') })
    return undefined
  }
}

function build(body: unknown): Morphology {
  if (!isObject(body) || body['format'] !== 'hillock-morphology' || body['version'] !== 1)
    throw new JsonFault('it is not "hillock-morphology" of version 1')
  const { name, source, sections, annotations } = body
  if (typeof name !== 'string' || typeof source !== 'string')
    throw new JsonFault('"name" and "source" must be texts')
  if (!Array.isArray(sections) || sections.length === 0) throw new JsonFault('it has no list of "sections"')
  const all = sections.map((section, index) => parseSection(section, index))
  const indices = new Map(all.map((section, index) => [section.name, index]))
  if (indices.size < all.length) throw new JsonFault('two sections have one name')
  const parents = all.map(({ name, parent }) => {
    const index = parent === undefined ? -1 : indices.get(parent)
    if (index === undefined)
      throw new JsonFault(`section "${name}" hangs on "${parent}", which does not exist`)
    return index
  })
  refuseCircles(parents, index => all[index]!.name)
  const builder = new MorphologyBuilder()
  all.forEach(({ name, type, parentX, wire, points }, index) => {
    builder.addSection({ name, type, parent: parents[index]!, parentX, wire })
    for (const [x, y, z, diameter, line] of points) builder.addSample(x, y, z, diameter, line)
  })
  if (annotations !== undefined)
    builder.annotate(parseAnnotations(annotations, all.length, builder.sampleCount))
  return builder.build(name, source)
}

function refuseCircles(parents: readonly number[], nameOf: (index: number) => string): void {
  /** 1 where the way up is known to end at a root. */
  const reachesRoot = new Uint8Array(parents.length)
  for (const start of parents.keys()) {
    const path = new Set<number>()
    let at = start
    while (at >= 0 && reachesRoot[at] === 0) {
      if (path.has(at)) throw new JsonFault(`section "${nameOf(at)}" hangs on itself, through its parents`)
      path.add(at)
      at = parents[at]!
    }
    for (const one of path) reachesRoot[one] = 1
  }
}

function sniffJson(text: DecodedText): Likelihood {
  return /^\s*\{[^]*"hillock-morphology"/.test(textBetween(text, 0, 500)) ? 'certain' : 'no'
}
