import { hdf5Group, type Hdf5Group } from '../../../../src-engine/morphology/hdf5/hdf5Group.ts'
import { gzipSync, zipSync } from 'fflate'
import { h5File, hdf5File } from './h5File.ts'
import { block, branch, datFile, tree } from './datFile.ts'
import { bytesOf } from './support.ts'

const swc = '1 1 0 0 0 5 -1\n2 3 5 0 0 1 1\n3 3 15 0 0 1 2\n'

/** Archives with one file that is said to be packed otherwise than it is: flags stand at 8, the method at 10. */
const zip = zipSync({ 'cell.swc': bytesOf(swc) })
const zipWith = (offset: number, value: number): Uint8Array => {
  const changed = zip.slice()
  changed[zip.length - 22 - 46 - 'cell.swc'.length + offset] = value
  return changed
}

const points = [
  [0, 0, 0, 8],
  [5, 0, 0, 2],
  [15, 0, 0, 2],
]
const rows = [
  [0, 1, -1],
  [1, 3, 0],
]
const h5 = h5File(points, rows)
const metadata = (attributes: Readonly<Record<string, readonly number[]>>) =>
  h5File(points, rows, { groups: { metadata: hdf5Group({ attributes }) } })
/** Groups within groups. */
const nested = (depth: number): Record<string, Hdf5Group> =>
  depth === 0 ? {} : { inner: hdf5Group({ groups: nested(depth - 1) }) }

const twig = branch([[15, 0, 0, 1]])
const dat = datFile([tree(1, [5, 0, 0, 2], [twig])])

/** A failing and a passing example of every message of packed files and binary formats. */
export const casesOfBytes = {
  'archive/damaged': { bad: gzipSync(bytesOf(swc)).subarray(0, 40), good: gzipSync(bytesOf(swc)) },
  'archive/too-large': { bad: zipWith(27, 255), good: zip },
  'archive/too-deep': {
    bad: gzipSync(gzipSync(gzipSync(bytesOf(swc)))),
    good: gzipSync(gzipSync(bytesOf(swc))),
  },
  'archive/encrypted': { bad: zipWith(8, 1), good: zip },
  'archive/unknown-method': { bad: zipWith(10, 14), good: zip },
  'archive/nothing-inside': { bad: zipSync({ 'a.pdf': bytesOf(swc) }), good: zip },
  'archive/several-inside': {
    bad: zipSync({ 'a.swc': bytesOf(swc), 'b.swc': bytesOf(swc) }),
    good: zip,
  },

  'h5/damaged': { bad: h5.subarray(0, 1000), good: h5 },
  'h5/rare-storage': { bad: hdf5File({ groups: nested(10) }), good: h5 },
  'h5/no-cell': { bad: hdf5File({ groups: { cells: hdf5Group({}) } }), good: h5 },
  'h5/old-version': { bad: hdf5File({ groups: { neuron1: hdf5Group({}) } }), good: h5 },
  'h5/wrong-shape': { bad: h5File(points, [[0, 1]]), good: h5 },
  'h5/not-a-number': { bad: h5File([[0, 0, 0, NaN], ...points.slice(1)], rows), good: h5 },
  'h5/bad-rows': {
    bad: h5File(points, [
      [0, 1, -1],
      [9, 3, 0],
    ]),
    good: h5,
  },
  'h5/bad-type': {
    bad: h5File(points, [
      [0, 1, -1],
      [1, -3, 0],
    ]),
    good: h5,
  },
  'h5/bad-parent': {
    bad: h5File(points, [
      [0, 1, -1],
      [1, 3, 1],
    ]),
    good: h5,
  },
  'h5/late-soma': {
    bad: h5File(points, [
      [0, 3, -1],
      [1, 1, -1],
    ]),
    good: h5,
  },
  'h5/two-point-soma': {
    bad: h5File(
      [[0, 0, 1, 8], ...points],
      [
        [0, 1, -1],
        [2, 3, 0],
      ],
    ),
    good: h5,
  },
  'h5/no-soma': {
    bad: h5File(points, [
      [0, 1, -1],
      [1, 3, -1],
    ]),
    good: h5,
  },
  'h5/gap': {
    bad: h5File([...points, [16, 0, 0, 1], [20, 0, 0, 1]], [...rows, [3, 3, 1]]),
    good: h5File([...points, [15, 0, 0, 1], [20, 0, 0, 1]], [...rows, [3, 3, 1]]),
  },
  'h5/unused-points': {
    bad: h5File(
      [[0, 0, 1, 8], ...points],
      [
        [1, 1, -1],
        [2, 3, 0],
      ],
    ),
    good: h5,
  },
  'h5/no-version': { bad: metadata({ cell_family: [0] }), good: metadata({ version: [1, 3] }) },
  'h5/other-cell': {
    bad: metadata({ version: [1, 3], cell_family: [1] }),
    good: metadata({ version: [1, 3], cell_family: [0] }),
  },
  'h5/not-kept': {
    bad: h5File(points, rows, {
      groups: { organelles: hdf5Group({ groups: { mitochondria: hdf5Group({}) } }) },
    }),
    good: h5,
  },

  'nldat/damaged': { bad: dat.with(74, 255), good: dat },
  'nldat/classic': { bad: Uint8Array.from([3, 0, 0, 0, 1, 2, 3]), good: dat },
  'nldat/no-end': { bad: dat.subarray(0, dat.length - 4), good: dat },
  'nldat/not-a-number': { bad: datFile([tree(1, [5, 0, NaN, 2], [twig])]), good: dat },
  'nldat/unknown-type': { bad: datFile([tree(9, [5, 0, 0, 2], [twig])]), good: dat },
  'nldat/not-kept': { bad: datFile([tree(1, [5, 0, 0, 2], [twig]), block(0x20d, [1, 0, 7])]), good: dat },
  'nldat/unknown-blocks': { bad: datFile([tree(1, [5, 0, 0, 2], [twig]), block(0x777, [])]), good: dat },
}
