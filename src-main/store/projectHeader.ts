import { closeSync, openSync, readSync } from 'node:fs'
import { RpcError } from '../rpc/errors.ts'
import { toStoreError } from './storeErrors.ts'

/** SQLite's `application_id` of a project: "Hlck" in ASCII. */
export const applicationId = 0x486c636b

const headerLength = 100
/** https://www.sqlite.org/fileformat.html, section 1.3 */
const sqliteMagic = 'SQLite format 3\0'
const userVersionAt = 60
const applicationIdAt = 68

/**
 * Looks at a file's first bytes before SQLite does, so that a file that is no project is never touched.
 *
 * @returns the version of the project's tables
 * @throws RpcError `store/not-a-project`, `store/project-not-found`, `files/…`
 */
export function readProjectVersion(path: string): number {
  const header = readHeader(path)
  if (header.length === 0) throw notAProject(path, 'it is empty')
  if (header.length < headerLength || header.toString('latin1', 0, 16) !== sqliteMagic) {
    throw notAProject(path, 'it is another kind of file')
  }
  if (header.readUInt32BE(applicationIdAt) !== applicationId) {
    throw notAProject(path, 'it is a database of another program')
  }
  return header.readUInt32BE(userVersionAt)
}

function readHeader(path: string): Buffer {
  try {
    const file = openSync(path, 'r')
    try {
      const header = Buffer.alloc(headerLength)
      return header.subarray(0, readSync(file, header, 0, headerLength, 0))
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw toStoreError(error, path)
  }
}

function notAProject(path: string, why: string): RpcError {
  return new RpcError('store/not-a-project', `"${path}" is not a Hillock project: ${why}.`)
}
