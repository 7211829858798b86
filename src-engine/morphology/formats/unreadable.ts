import type { DecodedText } from '../text/decodeText.ts'
import { textBetween } from '../text/decodeText.ts'

/** A format that is recognised so that the user learns what the file is and what to do with it. */
interface UnreadableFormat {
  readonly title: string
  readonly advice: string
}

const otherTools = 'Open it in the program that wrote it, or in a converter, and export the cell as SWC.'

const signatures: readonly (UnreadableFormat & { readonly bytes: readonly number[] })[] = [
  // Byte 4 and “V3 ”, as DAT files have, with another word behind: Neurolucida's newer files.
  { title: 'Neurolucida NRX', advice: otherTools, bytes: [4, ...codes('V3 ')] },
  {
    title: 'MATLAB',
    advice: 'Export the tree as SWC (in the TREES toolbox: swc_tree).',
    bytes: codes('MATLAB'),
  },
]

/** The format of bytes that are no text, by their first bytes. */
export function recogniseBinary(bytes: Uint8Array): UnreadableFormat | undefined {
  return signatures.find(({ bytes: wanted }) => wanted.every((byte, i) => bytes[i] === byte))
}

const asSwc = 'Export the cell as SWC or ASC from the program that wrote it.'

const patterns: readonly (UnreadableFormat & { readonly pattern: RegExp })[] = [
  { title: 'SNT', advice: asSwc, pattern: /<(tracings|samplespacing)[\s>]/i },
  { title: 'XML', advice: asSwc, pattern: /^\s*<(\?xml|!--|[a-z])/i },
  { title: 'JSON', advice: asSwc, pattern: /^\s*[{[]\s*"/ },
]

/** The text format that a file's beginning shows, among those that cannot be read. */
export function recogniseText(text: DecodedText): UnreadableFormat | undefined {
  const beginning = textBetween(text, 0, 20000)
  return patterns.find(({ pattern }) => pattern.test(beginning))
}

function codes(text: string): number[] {
  return [...text].map(character => character.charCodeAt(0))
}
