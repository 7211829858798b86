import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'

/** The findings about an entry of the model document and what is in it: `run.dtMs`, `pointProcesses.clamp1`. */
export function findingsAbout(diagnostics: readonly Diagnostic[], subject: string): readonly Diagnostic[] {
  return diagnostics.filter(
    finding => finding.subject === subject || finding.subject?.startsWith(`${subject}.`),
  )
}

/** The findings with one of these codes. */
export function findingsWith(
  diagnostics: readonly Diagnostic[],
  codes: readonly string[],
): readonly Diagnostic[] {
  return diagnostics.filter(({ code }) => codes.includes(code))
}
