import type { JobsService } from '../contract/jobs.ts'
import type { JobQueue } from '../jobs/queue.ts'

/** The job queue, as a window sees it. */
export function createJobsService(queue: JobQueue): JobsService {
  return {
    list: async () => queue.list(),
    cancel: async ({ id }) => queue.cancel(id),
    pause: async ({ id }) => queue.pause(id),
    resume: async ({ id }) => queue.resume(id),
    onUpdate: listener => queue.onUpdate(listener),
  }
}
