import { ascWriter } from './asc/writeAsc.ts'
import { cableWriters } from './cable/writeCable.ts'
import { genesisWriter } from './genesis/writeGenesis.ts'
import { hocWriter } from './hoc/writeHoc.ts'
import { neuromlWriter } from './neuroml/writeNeuroml.ts'
import { jsonWriter } from './json/writeJson.ts'
import { h5Writer } from './h5/writeH5.ts'
import { swcWriter } from './swc/writeSwc.ts'
import type { MorphologyWriter } from './writer.ts'

/** The formats that can be written. */
export const morphologyWriters: readonly MorphologyWriter[] = [
  swcWriter,
  ascWriter,
  hocWriter,
  ...cableWriters,
  neuromlWriter,
  genesisWriter,
  h5Writer,
  jsonWriter,
]

/** The writer with an id or alias such as `swc`. */
export function findWriter(id: string): MorphologyWriter | undefined {
  return morphologyWriters.find(writer => writer.id === id || writer.aliases.includes(id))
}
