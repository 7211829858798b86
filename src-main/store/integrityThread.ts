import { parentPort, workerData } from 'node:worker_threads'
import { checkIntegrity } from './integrity.ts'

// A worker thread: checks the file it was given, answers once, ends.
parentPort?.postMessage(checkIntegrity((workerData as { readonly path: string }).path))
