import { hdf5Group } from '../../hdf5/hdf5Group.ts'
import { hdf5Library } from '../../hdf5/hdf5Library.ts'
import type { MorphologyWriter } from '../writer.ts'
import { layH5 } from './layH5.ts'

/** MorphIO's HDF5, version 1.3: a table of points and a table of sections, soma first. */
export const h5Writer: MorphologyWriter = {
  id: 'h5',
  title: 'MorphIO HDF5',
  extension: '.h5',
  aliases: ['hdf5'],
  write: (morphology, options) => {
    const rows = layH5(morphology, options)
    const points = rows.points()
    const structure = rows.structure()
    const root = hdf5Group({
      groups: { metadata: hdf5Group({ attributes: { version: [1, 3], cell_family: [0] } }) },
      tables: {
        points: { shape: [points.length / 4, 4], values: points },
        structure: { shape: [structure.length / 3, 3], values: structure },
      },
    })
    return { bytes: hdf5Library().write(root), diagnostics: [] }
  },
}
