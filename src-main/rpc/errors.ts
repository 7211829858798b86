import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'

/** An error as it crosses the wire: plain data. */
export interface WireError {
  readonly code: string
  readonly message: string
  readonly diagnostics: readonly Diagnostic[]
}

/** A request that cannot be done. `code` is `area/what-is-wrong`; `message` is a whole sentence for the user. */
export class RpcError extends Error {
  readonly code: string
  readonly diagnostics: readonly Diagnostic[]
  constructor(
    code: string,
    message: string,
    diagnostics: readonly Diagnostic[] = [],
    options: { readonly cause?: unknown } = {},
  ) {
    super(message, options)
    this.name = 'RpcError'
    this.code = code
    this.diagnostics = diagnostics
  }
}

/** The error that a call ends with when it was stopped on purpose: nothing to show to the user. */
export const cancelledCode = 'rpc/cancelled'

/** Whether this is the end of something that was stopped on purpose. */
export function isCancelled(error: unknown): boolean {
  if (error instanceof RpcError) return error.code === cancelledCode
  return error instanceof Error && (error.name === 'CancelledError' || error.name === 'AbortError')
}

/** The wire form of anything that was thrown. Only an RpcError says its own words; the rest is a fault in the program. */
export function toWireError(error: unknown): WireError {
  if (error instanceof RpcError) {
    return { code: error.code, message: error.message, diagnostics: error.diagnostics }
  }
  if (isCancelled(error)) return { code: cancelledCode, message: 'Cancelled.', diagnostics: [] }
  const what = error instanceof Error ? error.message : String(error)
  return { code: 'rpc/internal', message: `This is a fault in the program: ${what}`, diagnostics: [] }
}

/** The error to throw for one that came over the wire. */
export function fromWireError(error: WireError): RpcError {
  return new RpcError(error.code, error.message, error.diagnostics)
}
