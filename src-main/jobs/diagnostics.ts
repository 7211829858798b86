import { declareMessages, diagnose } from '../../src-engine/core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import { RpcError } from '../rpc/errors.ts'

/** What a job says where the program itself failed. */
export const jobMessages = declareMessages({
  'job/fault': {
    severity: 'error',
    text: ({ what }: { readonly what: string }) => `This is a fault in the program: ${what}`,
    help: () => 'What was recorded until then is kept. Please report it with the project file.',
  },
})

/** What to say about an error that ended a job. */
export function diagnosticsOf(error: unknown): readonly Diagnostic[] {
  if (error instanceof RpcError) {
    return [...error.diagnostics, { code: error.code, severity: 'error', message: error.message }]
  }
  const what = error instanceof Error ? error.message : String(error)
  return [diagnose(jobMessages, 'job/fault', { what })]
}
