import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'

/**
 * How the model's findings name what they are about: `Mechanism "hh" in "soma"`, `Property "Ra" in "all"`,
 * `Point process "clamp1"`, `Probe "probe1"`, `Spike detector "spike1"`.
 */
export const subjectOf = {
  mechanism: (mechanism: string, region: string) => `Mechanism "${mechanism}" in "${region}"`,
  property: (property: string, region: string) => `Property "${property}" in "${region}"`,
  pointProcess: (id: string) => `Point process "${id}"`,
  probe: (id: string) => `Probe "${id}"`,
  spikes: (id: string) => `Spike detector "${id}"`,
} as const

/** The findings about one thing, to be shown beside it. */
export function findingsAbout(diagnostics: readonly Diagnostic[], subject: string): readonly Diagnostic[] {
  return diagnostics.filter(({ message }) => message.includes(subject))
}

/** The findings with one of these codes. */
export function findingsWith(
  diagnostics: readonly Diagnostic[],
  codes: readonly string[],
): readonly Diagnostic[] {
  return diagnostics.filter(({ code }) => codes.includes(code))
}

/** The findings about one parameter among those about its owner: its name stands in quotes or before an equals sign. */
export function aboutParameter(findings: readonly Diagnostic[], name: string): readonly Diagnostic[] {
  return findings.filter(
    ({ message }) =>
      message.includes(`"${name}"`) || message.includes(` ${name} = `) || message.includes(` ${name} must `),
  )
}
