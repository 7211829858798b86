import type { Diagnostic } from './diagnostics/diagnostic.ts'

/**
 * What every stage that reads a user's text or model returns: the value, if one could be made, and
 * everything there is to say about the input. `value` is undefined exactly when `diagnostics` holds an error.
 */
export interface Checked<T> {
  readonly value: T | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** A value, with the warnings and hints that came up while it was made. */
export function accepted<T>(value: T, diagnostics: readonly Diagnostic[] = []): Checked<T> {
  return { value, diagnostics }
}

/** No value: the diagnostics say why. */
export function refused<T>(diagnostics: readonly Diagnostic[]): Checked<T> {
  return { value: undefined, diagnostics }
}

/** Keeps the value only where no diagnostic is an error. */
export function checked<T>(value: T | undefined, diagnostics: readonly Diagnostic[]): Checked<T> {
  return { value: hasErrors(diagnostics) ? undefined : value, diagnostics }
}

/** Whether any of the diagnostics is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(diagnostic => diagnostic.severity === 'error')
}
