import { declareMessages } from '../core/diagnostics/catalogue.ts'
import { archiveMessages } from './archive/diagnostics.ts'
import { ascMessages } from './formats/asc/diagnostics.ts'
import { digitisedMessages } from './formats/digitised/diagnostics.ts'
import { douglasMessages } from './formats/douglas/diagnostics.ts'
import { eutecticMessages } from './formats/eutectic/diagnostics.ts'
import { jsonMessages } from './formats/json/diagnostics.ts'
import { genesisMessages } from './formats/genesis/diagnostics.ts'
import { hocMessages } from './formats/hoc/diagnostics.ts'
import { nevinMessages } from './formats/nevin/diagnostics.ts'
import { neuromlMessages } from './formats/neuroml/diagnostics.ts'
import { nldatMessages } from './formats/nldat/diagnostics.ts'
import { nlxmlMessages } from './formats/nlxml/diagnostics.ts'
import { nlv1Messages } from './formats/nlv1/diagnostics.ts'
import { h5Messages } from './formats/h5/diagnostics.ts'
import { sectionsMessages } from './formats/sections/diagnostics.ts'
import { swcMessages } from './formats/swc/diagnostics.ts'
import { xmlMessages } from './formats/xml/diagnostics.ts'
import { tracedMessages } from './traced/diagnostics.ts'

/** Everything that reading a morphology can say: the messages of each format, and those common to all. */
export const morphologyMessages = declareMessages({
  ...archiveMessages,
  ...swcMessages,
  ...ascMessages,
  ...digitisedMessages,
  ...eutecticMessages,
  ...douglasMessages,
  ...genesisMessages,
  ...hocMessages,
  ...nevinMessages,
  ...nlv1Messages,
  ...jsonMessages,
  ...sectionsMessages,
  ...xmlMessages,
  ...nlxmlMessages,
  ...neuromlMessages,
  ...tracedMessages,
  ...h5Messages,
  ...nldatMessages,
  'morphology/empty-file': {
    severity: 'error',
    text: ({ name }: { name: string }) => `“${name}” is empty.`,
    help: () => 'Get the file again from where it came; the copy may have failed.',
  },
  'morphology/binary-file': {
    severity: 'error',
    text: ({ name }: { name: string }) => `“${name}” is not a text file, and of no known binary kind.`,
    help: () => 'Export the cell as SWC, Neurolucida ASC or Eutectic text and import that.',
  },
  'morphology/unknown-format': {
    severity: 'error',
    text: ({ name }: { name: string }) => `The format of “${name}” is not known.`,
    help: () =>
      'Readable are SWC, Neurolucida (ASC, V1, XML, DAT), Eutectic, NeuroML, Douglas, Nevin, HDF5 and lists of sections. The first lines decide, then the extension.',
  },
  'morphology/format-not-readable': {
    severity: 'error',
    text: ({ name, title }: { name: string; title: string; advice: string }) =>
      `“${name}” is a ${title} file, which cannot be read yet.`,
    help: ({ advice }) => advice,
  },
  'morphology/encoding': {
    severity: 'hint',
    text: ({ encoding }: { encoding: string }) => `The file is written as ${encoding} and was read so.`,
  },
  'morphology/no-sections': {
    severity: 'error',
    text: () => 'The file holds no neurite and no soma.',
    help: () =>
      'Check that it is the reconstruction itself and not, for example, only its outline or markers.',
  },
  'morphology/soma-rule-not-applied': {
    severity: 'warning',
    text: ({ section, rule, why }: { section: string; rule: string; why: string }) =>
      `The soma rule “${rule}” does not fit ${section}: ${why}; it is kept as the format gives it.`,
    help: () => 'Choose another rule, or join the soma to one section that is the root.',
  },
  'morphology/pointless-section': {
    severity: 'warning',
    text: ({ count }: { count: number }) =>
      count <= 1
        ? 'A section with a single point was left out; what was attached to it now hangs on its parent.'
        : 'A section whose two points lie at one place was left out; what was attached to it now hangs on its parent.',
    help: () => 'Give the branch a second point, or delete it from the file.',
  },
  'morphology/flat-outline': {
    severity: 'error',
    text: () => 'The soma outline has no width: its points lie on one line.',
    help: () => 'Draw the outline around the soma, or delete it; then the trees are read without a soma.',
  },
  'morphology/misjudged-outline': {
    severity: 'warning',
    text: ({ percent }: { percent: number }) =>
      `The cylinders that stand for the soma cover ${percent} % of its outline: its area will be wrong.`,
    help: () =>
      'This happens to outlines as wide as they are long. Trace the outline with more points and close it.',
  },
  'morphology/zero-diameter': {
    severity: 'warning',
    text: () => 'The point has no width, so the axial resistance there is nearly infinite.',
    help: () => 'Give the point a diameter in the file.',
  },
  'morphology/negative-diameter': {
    severity: 'warning',
    text: () => 'The point has a negative diameter; its magnitude is used.',
    help: () => 'Some old programs mark spines so. If this file was not written by one, correct the value.',
  },
  'morphology/implausible-size': {
    severity: 'hint',
    text: ({ extentMm }: { extentMm: number }) =>
      `The cell is ${extentMm} mm across if the coordinates are in µm, as they should be.`,
    help: () => 'If the coordinates are in nm or voxels, convert them to µm before importing.',
  },
  'morphology/more-of-the-same': {
    severity: 'hint',
    text: ({ code, count }: { code: string; count: number }) => `“${code}” came up ${count} more times.`,
  },
})
