import { parentPort, workerData } from 'node:worker_threads'
import { throughMedium } from '../../src-engine/index.ts'
import type { MediumWork } from './seenThroughMedium.ts'

// A worker thread: what an electrode sees through its medium takes seconds to compute for a long trace.
const { trace, dtMs, medium } = workerData as MediumWork
parentPort?.postMessage(throughMedium(trace, dtMs, medium))
