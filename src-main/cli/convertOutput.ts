import { relative } from 'node:path'
import type { ConvertedFile } from '../batch/convertBatch.ts'
import { plainDiagnostic } from './output.ts'

/** How many files ended how. */
export interface ConversionCounts {
  readonly converted: number
  readonly unchanged: number
  readonly failed: number
  /** Not begun, because the batch was stopped. */
  readonly left: number
}

/** Counts the outcomes of a batch. */
export function countOutcomes(files: readonly ConvertedFile[]): ConversionCounts {
  const count = (wanted: string | undefined) =>
    files.filter(({ result }) => result?.outcome === wanted).length
  return {
    converted: count('converted'),
    unchanged: count('unchanged'),
    failed: count('failed'),
    left: count(undefined),
  }
}

/** A path as people write it: from where they are. */
export function shown(path: string): string {
  const short = relative(process.cwd(), path)
  return short === '' || short.startsWith('..') ? path : short
}

const columns = ['file', 'format', 'sections', 'points', 'length µm', 'area µm²', 'warnings', 'outcome']

/** The rows of the table at the end, for people. */
export function conversionRows(files: readonly ConvertedFile[]): readonly (readonly string[])[] {
  return [columns, ...files.map(file => rowOf(file, shown(file.source.path)))]
}

function rowOf({ target, result }: ConvertedFile, name: string): string[] {
  const { cell, outcome } = result ?? {}
  const figures = cell
    ? [
        cell.format,
        String(cell.sections),
        String(cell.points),
        cell.lengthUm.toFixed(2),
        cell.areaUm2.toFixed(2),
        String(cell.warnings),
      ]
    : ['', '', '', '', '', '']
  const written = outcome === 'converted' || outcome === 'unchanged' ? ` ${shown(target)}` : ''
  return [name, ...figures, outcome === undefined ? 'not begun' : outcome + written]
}

/** One object for each file, for machines; with what NTSCABLE's conversion gave, where it is asked for. */
export function plainConversions(files: readonly ConvertedFile[], withReports = false) {
  return files.map(({ source, target, result }) => ({
    file: source.path,
    target: result && result.outcome !== 'failed' ? target : null,
    outcome: result?.outcome ?? 'not begun',
    format: result?.cell?.format ?? null,
    sections: result?.cell?.sections ?? null,
    points: result?.cell?.points ?? null,
    lengthUm: result?.cell?.lengthUm ?? null,
    areaUm2: result?.cell?.areaUm2 ?? null,
    warnings: result?.cell?.warnings ?? null,
    report: withReports ? result?.report : undefined,
    diagnostics: result?.diagnostics.map(plainDiagnostic) ?? [],
  }))
}

/** The same as a table of comma-separated values, without the diagnostics. */
export function conversionCsv(files: readonly ConvertedFile[]): string {
  const rows = plainConversions(files).map(({ diagnostics: _all, report: _report, ...row }) => row)
  const names = [
    'file',
    'target',
    'outcome',
    'format',
    'sections',
    'points',
    'lengthUm',
    'areaUm2',
    'warnings',
  ]
  const cell = (value: string | number | null) => {
    const text = value === null ? '' : String(value)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [
    names.join(','),
    ...rows.map(row => names.map(name => cell(row[name as keyof typeof row])).join(',')),
  ]
    .map(line => `${line}\n`)
    .join('')
}
