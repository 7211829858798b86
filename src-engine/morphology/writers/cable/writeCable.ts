import { diagnose } from '../../../core/diagnostics/catalogue.ts'
import type { Morphology } from '../../morphology.ts'
import { convertMorphology } from '../../ntscable/convert.ts'
import { defaultNtscableOptions } from '../../ntscable/options.ts'
import { writeMessages } from '../diagnostics.ts'
import { encodeText } from '../encodeText.ts'
import type { MorphologyWriter, WrittenMorphology } from '../writer.ts'

/**
 * CABLE (M. Hines 1989) as NTSCABLE writes it, and MULTI, its form for several kinds of cells: a segment for every piece of
 * cable between two samples, with length and diameter (W24). Other ways of cutting are NTSCABLE's options.
 */
export const cableWriters: readonly MorphologyWriter[] = (['cable', 'multi'] as const).map(output => ({
  id: output,
  title: output.toUpperCase(),
  extension: output === 'cable' ? '.cable.hoc' : '.multi.hoc',
  aliases: [],
  write: (morphology: Morphology) => write(morphology, output),
}))

function write(morphology: Morphology, output: 'cable' | 'multi'): WrittenMorphology {
  const options = {
    ...defaultNtscableOptions,
    output,
    accuracy: 2,
    area: 'cone',
    reading: 'corrected',
  } as const
  const { value, diagnostics } = convertMorphology(morphology, options)
  const title = output.toUpperCase()
  const lost = { ...diagnose(writeMessages, 'write/coordinates-lost', { title }), source: morphology.name }
  return { bytes: encodeText(value?.text ?? ''), diagnostics: [...diagnostics, ...(value ? [lost] : [])] }
}
