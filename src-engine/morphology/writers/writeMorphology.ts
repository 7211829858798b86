import { diagnose } from '../../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../../core/diagnostics/diagnostic.ts'
import type { Morphology } from '../morphology.ts'
import { readMorphology } from '../readMorphology.ts'
import { binaryFormats, morphologyFormats } from '../formats/registry.ts'
import { writeMessages } from './diagnostics.ts'
import { encodeText } from './encodeText.ts'
import { losses } from './losses.ts'
import {
  defaultWriterOptions,
  type MorphologyWriter,
  type WriterOptions,
  type WrittenMorphology,
} from './writer.ts'

/**
 * A cell as the bytes of a file. The file is read again at once, and whatever differs is a diagnostic; where the format
 * has comments, its first lines say where the cell comes from and what was lost.
 */
export async function writeMorphology(
  morphology: Morphology,
  writer: MorphologyWriter,
  options: WriterOptions = {},
): Promise<WrittenMorphology> {
  const chosen = { ...defaultWriterOptions, ...options }
  const { bytes, diagnostics } = await writer.write(morphology, chosen)
  const all = [...diagnostics, ...lossesOf(morphology, writer, bytes)]
  if (!writer.heading) return { bytes, diagnostics: all }
  const origin = `Written by ${chosen.producer} from ${morphology.name} (${morphology.format}).`
  const remarks = [origin, ...all.map(({ message }) => message)].map(remark => remark.replace(/\s+/g, ' '))
  const heading = encodeText(writer.heading(remarks))
  const whole = new Uint8Array(heading.length + bytes.length)
  whole.set(heading)
  whole.set(bytes, heading.length)
  return { bytes: whole, diagnostics: all }
}

function lossesOf(
  morphology: Morphology,
  writer: MorphologyWriter,
  bytes: Uint8Array,
): readonly Diagnostic[] {
  const { id, title, extension } = writer
  // What nobody reads yet cannot be read again.
  if (![...morphologyFormats, ...binaryFormats].some(format => format.id === id)) return []
  const { value, diagnostics } = readMorphology(`${morphology.name}${extension}`, bytes)
  if (value) return losses(morphology, value, title)
  const why = diagnostics.find(({ severity }) => severity === 'error')?.message ?? ''
  return [{ ...diagnose(writeMessages, 'write/refused-again', { title, why }), source: morphology.name }]
}
