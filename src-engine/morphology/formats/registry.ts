import type { BinaryFormat, MorphologyFormat } from './format.ts'
import { ascFormat } from './asc/readAsc.ts'
import { eutecticFormat } from './eutectic/readEutectic.ts'
import { nlxmlFormat } from './nlxml/readNlxml.ts'
import { sectionsFormat } from './sections/readSections.ts'
import { swcFormat } from './swc/readSwc.ts'

/** The formats that can be read, in the order in which their sniffers are asked. */
export const morphologyFormats: readonly MorphologyFormat[] = [
  // XML first: its notes may hold lines of any other format.
  nlxmlFormat,
  swcFormat,
  ascFormat,
  eutecticFormat,
  sectionsFormat,
]

/** The formats of bytes that can be read; each knows its own by the first of them. */
export const binaryFormats: readonly BinaryFormat[] = []
