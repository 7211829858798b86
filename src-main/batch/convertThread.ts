import { parentPort } from 'node:worker_threads'
import { keepCompiledCode } from '../host/codeCache.ts'
import type { ConversionTask } from './conversion.ts'

// A worker thread: converts the files that it is told of, one after the other.
keepCompiledCode()
const { convertFile } = await import('./convertFile.ts')
parentPort?.on('message', (task: ConversionTask) => {
  void convertFile(task).then(result => parentPort?.postMessage(result))
})
