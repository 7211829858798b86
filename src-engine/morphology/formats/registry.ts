import type { BinaryFormat, MorphologyFormat } from './format.ts'
import { ascFormat } from './asc/readAsc.ts'
import { douglas2dFormat } from './douglas/readDouglas2d.ts'
import { douglas3dFormat } from './douglas/readDouglas3d.ts'
import { eutecticFormat } from './eutectic/readEutectic.ts'
import { neuromlFormat } from './neuroml/readNeuroml.ts'
import { nlxmlFormat } from './nlxml/readNlxml.ts'
import { genesisFormat } from './genesis/readGenesis.ts'
import { hocFormat } from './hoc/readHoc.ts'
import { nevinFormat } from './nevin/readNevin.ts'
import { nlv1Format } from './nlv1/readNlv1.ts'
import { jsonFormat } from './json/readJson.ts'
import { h5Format } from './h5/readH5.ts'
import { nldatFormat } from './nldat/readNldat.ts'
import { sectionsFormat } from './sections/readSections.ts'
import { swcFormat } from './swc/readSwc.ts'

/** The formats that can be read, in the order in which their sniffers are asked. */
export const morphologyFormats: readonly MorphologyFormat[] = [
  // XML first: its notes may hold lines of any other format.
  nlxmlFormat,
  neuromlFormat,
  swcFormat,
  ascFormat,
  nlv1Format,
  eutecticFormat,
  douglas3dFormat,
  douglas2dFormat,
  nevinFormat,
  jsonFormat,
  genesisFormat,
  hocFormat,
  sectionsFormat,
]

/** The formats of bytes that can be read; each knows its own by the first of them. */
export const binaryFormats: readonly BinaryFormat[] = [h5Format, nldatFormat]
