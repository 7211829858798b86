import { encodeText } from '../encodeText.ts'
import type { MorphologyWriter } from '../writer.ts'
import { laySwc } from './laySwc.ts'

/** SWC (Cannon et al. 1998), as NEURON's Import3d and the standard of INCF read it: ids from 1, parents first. */
export const swcWriter: MorphologyWriter = {
  id: 'swc',
  title: 'SWC',
  extension: '.swc',
  aliases: [],
  write: (morphology, options) => ({
    bytes: encodeText(laySwc(morphology, options).text()),
    diagnostics: [],
  }),
  heading: remarks => [...remarks, 'id type x y z radius parent'].map(remark => `# ${remark}\n`).join(''),
}
