/** A fault in the program itself, never in the user's input. `facts` go to the log and the report file. */
export class InternalError extends Error {
  readonly facts: Readonly<Record<string, unknown>>
  constructor(what: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(what)
    this.name = 'InternalError'
    this.facts = facts
  }
}

/** Work that was stopped on purpose. */
export class CancelledError extends Error {
  constructor() {
    super('cancelled')
    this.name = 'CancelledError'
  }
}
