import { Hdf5Error, InternalError, provideHdf5 } from '../../src-engine/index.ts'
import { createWaitedThread } from '../host/waitedThread.ts'
import type { Hdf5Answer, Hdf5Task } from './hdf5Task.ts'

/** A file that takes longer was made to [ms]; the largest that is read takes a tenth of this. */
const longestMs = 30_000

const thread = createWaitedThread<Hdf5Task, Hdf5Answer>('hdf5Thread', longestMs)

// Importing this module gives the engine its HDF5 library. The thread starts with the first file.
provideHdf5({
  read: bytes => {
    const answer = thread.ask({ kind: 'read', bytes })
    if (answer?.kind === 'read') return answer.root
    if (answer?.kind === 'refused') throw new Hdf5Error(answer.why, answer.what)
    throw new Hdf5Error('damaged', 'what the HDF5 library stopped at')
  },
  write: root => {
    const answer = thread.ask({ kind: 'write', root })
    if (answer?.kind === 'written') return answer.bytes
    throw new InternalError('The HDF5 library could not write a file.')
  },
})
