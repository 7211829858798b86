/*
 * A host that starts a sweep, to be killed while it runs. Arguments: the project, and the folder of the program's own
 * files. Prints a line when the sweep has begun.
 */
import { join, resolve } from 'node:path'
import { loadMachine } from '../../../src-engine/native/binding.ts'
import { createHost } from '../../../src-main/host/createHost.ts'

const [projectPath = '', homeDir = ''] = process.argv.slice(2)
const host = await createHost({
  shell: 'cli',
  projectPath,
  resourcesDir: join(resolve(import.meta.dirname, '../../..'), 'resources'),
  homeDir,
  machine: loadMachine().machine,
})
await host.api.sweeps.start({ keepTraces: true, threads: 1 })
process.stdout.write('started\n')
