/** Where the host writes what went wrong inside the program. Users' mistakes never go there. */
export type Log = (what: string, error?: unknown) => void

/** To stderr: a line for people, and the stack for whoever mends it. */
export const logToStderr: Log = (what, error) => {
  const detail =
    error instanceof Error ? (error.stack ?? error.message) : error === undefined ? '' : String(error)
  process.stderr.write(`hillock: ${what}${detail ? `\n${detail}` : ''}\n`)
}
