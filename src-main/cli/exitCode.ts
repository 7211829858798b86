/** How every command ends. */
export const exitCode = {
  done: 0,
  /** The input is at fault; diagnostics say where. */
  input: 1,
  /** Wrong usage of the command line. */
  usage: 2,
  /** A fault in the program, or no simulation engine on this machine. */
  fault: 3,
  /** Stopped by Ctrl+C. */
  cancelled: 130,
} as const

/** Ends a command with a code; the message, if any, goes to stderr. */
export class CommandEnd extends Error {
  readonly code: number
  constructor(code: number, message = '') {
    super(message)
    this.name = 'CommandEnd'
    this.code = code
  }
}
