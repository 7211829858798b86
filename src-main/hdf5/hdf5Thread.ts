import { answerTasks } from '../host/waitedThread.ts'
import { Hdf5Refusal, type Hdf5Answer, type Hdf5Task } from './hdf5Task.ts'

// The library writes the time into its files: the same cell would give other bytes each time.
Date.now = () => 0

const { readHdf5 } = await import('./readGroups.ts')
const { writeHdf5 } = await import('./writeGroups.ts')

// A worker thread that is waited for: reads and writes HDF5 files, one after the other.
answerTasks<Hdf5Task, Hdf5Answer>(async task => {
  try {
    if (task.kind === 'write') return { kind: 'written', bytes: await writeHdf5(task.root) }
    return { kind: 'read', root: await readHdf5(task.bytes) }
  } catch (error) {
    if (error instanceof Hdf5Refusal) return { kind: 'refused', why: error.why, what: error.what }
    throw error
  }
})
