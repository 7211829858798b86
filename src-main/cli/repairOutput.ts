import { findRule, repairRules } from '../../src-engine/index.ts'
import type { Finding, Morphology, PreviewNumbers, RepairDone } from '../../src-engine/index.ts'
import { printTable } from './output.ts'

/** More findings of one rule than this are only counted; `--json` gives all. */
const shownOfRule = 20

const plain = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2, useGrouping: false })

/** The checklist: each finding with its line, sentence and fixes. */
export function printFindings(all: readonly Finding[]): void {
  for (const rule of repairRules) {
    const found = all.filter(finding => finding.rule === rule.id)
    for (const finding of found.slice(0, shownOfRule)) process.stdout.write(`${lineOf(finding)}\n`)
    if (found.length > shownOfRule)
      process.stdout.write(`… ${found.length - shownOfRule} more of ${rule.id}\n`)
    const offered = rule.fixes.filter(({ id }) => found.some(({ fixes }) => fixes.includes(id)))
    for (const { id, title, isSafe } of offered)
      process.stdout.write(`    --fix ${rule.id}:${id}  ${title}${isSafe ? ' (safe)' : ''}\n`)
  }
  process.stdout.write(`${summaryOf(all)}\n`)
}

function lineOf({ severity, rule, line, place, sentence }: Finding): string {
  const where = line > 0 ? ` line ${line}` : ''
  const at = place ? ` (${[place.x, place.y, place.z].map(plain).join(', ')})` : ''
  return `${severity} ${rule}${where}${at}: ${sentence}`
}

function summaryOf(all: readonly Finding[]): string {
  if (all.length === 0) return 'Nothing was found.'
  const warnings = all.filter(({ severity }) => severity !== 'hint').length
  const safe = all.filter(finding => isSafelyFixed(finding)).length
  const counts = `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}, ${all.length - warnings} hints`
  return `${counts}; --fix all-safe repairs ${safe} of them.`
}

function isSafelyFixed({ rule, fixes }: Finding): boolean {
  return findRule(rule)?.fixes.some(({ id, isSafe }) => isSafe && fixes.includes(id)) ?? false
}

/** What was repaired. */
export function printDone(done: readonly RepairDone[]): void {
  const shown = new Map<string, number>()
  for (const { rule, fix, line, sentence } of done) {
    const count = (shown.get(rule) ?? 0) + 1
    shown.set(rule, count)
    if (count > shownOfRule) continue
    process.stdout.write(`${rule}:${fix}${line > 0 ? ` line ${line}` : ''}: ${sentence}\n`)
  }
  for (const [rule, count] of shown)
    if (count > shownOfRule) process.stdout.write(`… ${count - shownOfRule} more of ${rule}\n`)
  process.stdout.write(done.length === 0 ? 'Nothing was repaired.\n' : `${done.length} repaired.\n`)
}

/** The cell before and after in numbers. */
export function printPreview(before: PreviewNumbers, after: PreviewNumbers): void {
  printTable([
    ['', 'before', 'after'],
    ['sections', String(before.sections), String(after.sections)],
    ['points', String(before.samples), String(after.samples)],
    ['length µm', plain(before.lengthUm), plain(after.lengthUm)],
    ['area µm²', plain(before.areaUm2), plain(after.areaUm2)],
    ['volume µm³', plain(before.volumeUm3), plain(after.volumeUm3)],
  ])
}

/** Every rule with its definition, thresholds and fixes, for people. */
export function printRules(): void {
  for (const { id, title, definition, source, thresholds, fixes, isOnRequest } of repairRules) {
    process.stdout.write(`${id}: ${title}${isOnRequest ? ' (only with --only)' : ''}\n    ${definition}\n`)
    for (const { name, title: meaning, unit, default: value } of thresholds)
      process.stdout.write(`    ${id}.${name}=${value}${unit ? ` ${unit}` : ''}  ${meaning}\n`)
    for (const fix of fixes)
      process.stdout.write(`    --fix ${id}:${fix.id}  ${fix.title}${fix.isSafe ? ' (safe)' : ''}\n`)
    process.stdout.write(`    source: ${source}\n`)
  }
}

/** Findings for machines: sections by name, samples within their sections. */
export function plainFindings(morphology: Morphology, all: readonly Finding[]) {
  const { name, firstSample } = morphology.sections
  const sectionOf = (row: number, sections: readonly number[]) =>
    sections.find(section => row >= firstSample[section]! && row < firstSample[section + 1]!)
  return all.map(({ rule, severity, sections, samples, place, line, sentence, value, fixes }) => ({
    rule,
    severity,
    sentence,
    line: line > 0 ? line : null,
    place: place ?? null,
    value: value ?? null,
    sections: sections.map(section => name[section]),
    samples: samples.map(row => {
      const section = sectionOf(row, sections)
      return section === undefined ? null : { section: name[section], sample: row - firstSample[section]! }
    }),
    fixes,
  }))
}
