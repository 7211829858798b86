import { Command } from 'commander'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { printJson, printTable } from '../output.ts'

// The store is loaded by the commands that need it, so that the others start sooner.
const loadStore = () => import('../../store/integrity.ts')

/** `hillock project info|verify FILE`: looks at a project file without changing it. */
export function projectCommand(): Command {
  const project = new Command('project').description('Looks at a project file without changing it.')
  project
    .command('info')
    .description('Says what a project holds.')
    .argument('<file>', 'the project (.hillock)')
    .option('--json', 'print one JSON object')
    .action(async (file: string, { json }: { json?: boolean }) => {
      const { readProjectInfo } = await loadStore()
      const info = readProjectInfo(file)
      if (json) printJson(info)
      else printTable(Object.entries(info).map(([name, value]) => [name, String(value)]))
    })
  project
    .command('verify')
    .description('Reads the whole file and checks every page, index and reference.')
    .argument('<file>', 'the project (.hillock)')
    .option('--json', 'print one JSON object: sound, findings')
    .action(async (file: string, { json }: { json?: boolean }) => {
      const { checkIntegrity } = await loadStore()
      const report = checkIntegrity(file)
      if (json) printJson(report)
      else process.stdout.write(report.sound ? 'sound\n' : `damaged\n${report.findings.join('\n')}\n`)
      if (!report.sound) throw new CommandEnd(exitCode.input)
    })
  return project
}
