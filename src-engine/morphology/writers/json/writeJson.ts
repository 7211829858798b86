import type { AnnotationPlace, Annotations } from '../../annotations.ts'
import type { Morphology } from '../../morphology.ts'
import { encodeText } from '../encodeText.ts'
import { numberText, samplesToWrite, type WrittenSamples } from '../numberText.ts'
import type { MorphologyWriter, WriterOptions, WrittenMorphology } from '../writer.ts'

/** Our own format, which holds everything: names, wires, annotations, lines of the source, and which format that was. */
export const jsonWriter: MorphologyWriter = {
  id: 'json',
  title: 'JSON',
  extension: '.json',
  aliases: [],
  write: writeJson,
}

function writeJson(morphology: Morphology, options: Required<WriterOptions>): WrittenMorphology {
  const { name, format, sections, annotations } = morphology
  const head = `"format": "hillock-morphology", "version": 1, "name": ${JSON.stringify(name)}, "source": ${JSON.stringify(format)}`
  const written = samplesToWrite(morphology, options)
  const lines = sections.name.map((_, section) => sectionText(morphology, section, written))
  const marks = annotations ? `,\n"annotations": ${annotationsText(annotations)}` : ''
  const text = `{${head},\n"sections": [\n${lines.join(',\n')}\n]${marks}}\n`
  return { bytes: encodeText(text), diagnostics: [] }
}

function sectionText(morphology: Morphology, section: number, written: WrittenSamples): string {
  const { sections, samples } = morphology
  const { name, type, parent, parentX, wire, wireX, wireY, wireZ, firstSample } = sections
  const { x, y, z, diameter } = written
  const parts = [`"name": ${JSON.stringify(name[section])}`, `"type": ${type[section]!}`]
  const up = parent[section]!
  if (up >= 0)
    parts.push(`"parent": ${JSON.stringify(name[up])}`, `"parentX": ${numberText(parentX[section]!)}`)
  if (wire[section] === 1)
    parts.push(`"wire": [${[wireX, wireY, wireZ].map(column => numberText(column[section]!)).join(', ')}]`)
  const points: string[] = []
  for (let i = firstSample[section]!; i < firstSample[section + 1]!; i++) {
    const place = `${numberText(x[i]!)},${numberText(y[i]!)},${numberText(z[i]!)}`
    points.push(`[${place},${numberText(diameter[i]!)},${samples.line[i]!}]`)
  }
  return `{${parts.join(', ')}, "points": [${points.join(',')}]}`
}

function annotationsText({ markers, spines, outlines }: Annotations): string {
  const place = ({ line, section, sample }: AnnotationPlace) => ({ line, section, sample })
  const list = (entries: readonly unknown[]) =>
    entries.length === 0 ? '[]' : `[\n${entries.map(entry => JSON.stringify(entry)).join(',\n')}\n]`
  const curves = outlines.map(({ name, closed, x, y, z, diameter, ...at }) => ({
    name,
    closed,
    ...place(at),
    points: Array.from(x, (value, i) => [value, y[i], z[i], diameter[i]]),
  }))
  return `{"markers": ${list(markers)}, "spines": ${list(spines)}, "outlines": ${list(curves)}}`
}
