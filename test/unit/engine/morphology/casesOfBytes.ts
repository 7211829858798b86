import { gzipSync, zipSync } from 'fflate'
import { bytesOf } from './support.ts'

const swc = '1 1 0 0 0 5 -1\n2 3 5 0 0 1 1\n3 3 15 0 0 1 2\n'

/** Archives with one file that is said to be packed otherwise than it is: flags stand at 8, the method at 10. */
const zip = zipSync({ 'cell.swc': bytesOf(swc) })
const zipWith = (offset: number, value: number): Uint8Array => {
  const changed = zip.slice()
  changed[zip.length - 22 - 46 - 'cell.swc'.length + offset] = value
  return changed
}

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
}
