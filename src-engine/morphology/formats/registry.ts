import type { MorphologyFormat } from './format.ts'
import { ascFormat } from './asc/readAsc.ts'
import { eutecticFormat } from './eutectic/readEutectic.ts'
import { sectionsFormat } from './sections/readSections.ts'
import { swcFormat } from './swc/readSwc.ts'

/** The formats that can be read, in the order in which their sniffers are asked. */
export const morphologyFormats: readonly MorphologyFormat[] = [
  swcFormat,
  ascFormat,
  eutecticFormat,
  sectionsFormat,
]
