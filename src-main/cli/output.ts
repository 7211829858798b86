import { hasErrors, renderLine } from '../../src-engine/index.ts'
import type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
import { CommandEnd, exitCode } from './exitCode.ts'

/** Diagnostics go to stderr, one a line, each with what to do about it. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], fileName: string): void {
  for (const diagnostic of diagnostics) {
    const help = diagnostic.help ? `\n    ${diagnostic.help}` : ''
    process.stderr.write(`${renderLine(diagnostic, fileName)}${help}\n`)
  }
}

/** Prints the diagnostics and ends the command where one of them is an error. */
export function endOnErrors(diagnostics: readonly Diagnostic[], fileName: string): void {
  printDiagnostics(diagnostics, fileName)
  if (hasErrors(diagnostics)) throw new CommandEnd(exitCode.input)
}

/** One JSON value on stdout, for machines. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`)
}

/** The form in which diagnostics appear inside JSON answers. */
export function plainDiagnostic({ code, severity, message, at, help }: Diagnostic) {
  return { code, severity, message, line: at?.line ?? null, column: at?.column ?? null, help: help ?? null }
}

/** Rows of text in columns, the numbers among them right-aligned. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((cell, column) => Math.max(cell.length, known[column] ?? 0)),
    [],
  )
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      /^[-\d.,]+$/.test(cell) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    )
    process.stdout.write(`${cells.join('  ').trimEnd()}\n`)
  }
}
