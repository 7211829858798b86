import { Command, InvalidArgumentError } from 'commander'

function parsePort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('it must be a whole number from 0 (any free port) to 65535.')
  return port
}

/** `hillock serve`: the workbench in a browser on this machine. Ends with Ctrl+C. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('Serves the workbench on 127.0.0.1 for a browser on this machine.')
    .option('--port <n>', 'port; 0 takes any free one', parsePort, 0)
    .option('--project <file>', 'project to open; made if there is none')
    .option('--mechanisms <folder>', 'folder of .mod files to watch: what is saved there is compiled at once')
    .option('--open', 'open the address in the browser')
    .action(async (options: { port: number; project?: string; mechanisms?: string; open?: boolean }) => {
      // Loaded only here: the other commands need neither the host nor the store, and start sooner.
      const { serve } = await import('../../web/serve.ts')
      const served = await serve({ ...options, open: options.open === true })
      process.stdout.write(`Hillock is at ${served.url}\nPress Ctrl+C to stop; everything is kept.\n`)
      await new Promise<void>(stop => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop())
      })
      await served.close()
    })
}
