import { RpcError } from '../rpc/errors.ts'

/** What SQLite's result codes mean to the person whose project it is. */
const meanings: readonly (readonly [prefix: string, code: string, sentence: string])[] = [
  ['SQLITE_FULL', 'files/disk-full', 'The disk is full. Free some space, then try again'],
  [
    'SQLITE_READONLY',
    'files/read-only',
    'The project file, or its folder, cannot be written. Change its permissions or copy it elsewhere',
  ],
  [
    'SQLITE_CANTOPEN',
    'files/cannot-open',
    'The project file cannot be opened. Its folder must exist and be writable',
  ],
  ['SQLITE_PERM', 'files/read-only', 'The project file may not be read or written. Change its permissions'],
  [
    'SQLITE_BUSY',
    'store/project-in-use',
    'Another program is writing to the project. Close it there, then try again',
  ],
  [
    'SQLITE_LOCKED',
    'store/project-in-use',
    'Another program is writing to the project. Close it there, then try again',
  ],
  ['SQLITE_NOTADB', 'store/not-a-project', 'The file is not a Hillock project'],
  ['SQLITE_CORRUPT', 'store/project-damaged', 'The project file is damaged. Open a backup copy of it'],
  ['SQLITE_IOERR', 'files/disk-failed', 'The disk reported an error while the project was read or written'],
  ['SQLITE_TOOBIG', 'store/too-big', 'What was to be stored is too big for one project'],
]

/** The RpcError for an error that SQLite or the file system raised; others pass unchanged. */
export function toStoreError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const meaning = meanings.find(([prefix]) => code.startsWith(prefix))
  if (meaning) return new RpcError(meaning[1], `${meaning[2]}: "${path}".`, [], { cause: error })
  const file = fileErrors[code]
  return file ? new RpcError(file[0], `${file[1]}: "${path}".`, [], { cause: error }) : error
}

const fileErrors: Readonly<Record<string, readonly [code: string, sentence: string]>> = {
  ENOENT: ['store/project-not-found', 'There is no such project file'],
  EACCES: ['files/not-permitted', 'The file may not be opened. Change its permissions'],
  EPERM: ['files/not-permitted', 'The file may not be opened. Change its permissions'],
  EROFS: ['files/read-only', 'The file lies on a disk that cannot be written'],
  EISDIR: ['store/not-a-project', 'This is a folder, not a Hillock project'],
  ENOSPC: ['files/disk-full', 'The disk is full. Free some space, then try again'],
  ENOTDIR: ['store/project-not-found', 'There is no such project file'],
  ENAMETOOLONG: ['files/bad-path', 'The name is too long'],
}
