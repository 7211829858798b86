import { Hdf5Error } from '../../hdf5/hdf5Error.ts'
import { hdf5Library, isHdf5 } from '../../hdf5/hdf5Library.ts'
import type { Morphology } from '../../morphology.ts'
import { assembleMorphology } from '../../traced/assemble.ts'
import type { TracedCell } from '../../traced/tracedCell.ts'
import type { BinaryFormat, BytesInput } from '../format.ts'
import { remarkH5 } from './remarkH5.ts'
import { scanH5 } from './scanH5.ts'
import { traceH5 } from './traceH5.ts'

/** MorphIO's HDF5, version 1: a table of points and a table of sections. */
export const h5Format: BinaryFormat = {
  id: 'h5',
  title: 'MorphIO HDF5',
  extensions: ['.h5'],
  sniffBytes: isHdf5,
  readBytes: readH5,
}

/** Reads an HDF5 file into sections (SPEC.md, rules B5 to B13). */
function readH5(input: BytesInput): Morphology | undefined {
  const cell = traced(input)
  return cell && assembleMorphology(cell, input.name, input.report)
}

function traced({ bytes, report }: BytesInput): TracedCell | undefined {
  try {
    const root = hdf5Library().read(bytes)
    const tables = scanH5(root, report)
    if (tables) remarkH5(root, report)
    return tables && !report.failed ? traceH5(tables, report) : undefined
  } catch (error) {
    if (!(error instanceof Hdf5Error)) throw error
    if (error.kind === 'damaged') report.say('h5/damaged', { what: error.what })
    else report.say('h5/rare-storage', { what: error.what })
    return undefined
  }
}
