import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'

/** A refused or failed call, in the form that views show: never a stack, never "[object Object]". */
export interface Fault {
  readonly code: string
  readonly message: string
  readonly diagnostics: readonly Diagnostic[]
}

/** Turns whatever a rejected call carries into a fault. */
export function describeFault(error: unknown): Fault {
  if (typeof error === 'object' && error !== null) {
    const { code, message, diagnostics } = error as {
      code?: unknown
      message?: unknown
      diagnostics?: unknown
    }
    return {
      code: typeof code === 'string' ? code : 'window/unexpected',
      message: typeof message === 'string' && message ? message : String(error),
      diagnostics: Array.isArray(diagnostics) ? (diagnostics as readonly Diagnostic[]) : [],
    }
  }
  return { code: 'window/unexpected', message: String(error), diagnostics: [] }
}
