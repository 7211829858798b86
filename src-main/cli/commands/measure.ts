import { basename } from 'node:path'
import { Command, Option } from 'commander'
import {
  chooseFeatures,
  type Diagnostic,
  type Feature,
  hasErrors,
  MeasuredCell,
  morphologyFeatures,
  morphologyExtensions,
  readMorphology,
  sourceInWords,
} from '../../../src-engine/index.ts'
import { findSources } from '../../batch/findSources.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { analysesOf, diagramDistances, distanceTable } from '../measure/analysisTables.ts'
import { compareGroups, comparisonTable, plainComparison } from '../measure/comparison.ts'
import { featureTable, type NamedCell, plainFeatures } from '../measure/featureTables.ts'
import * as parse from '../measure/options.ts'
import type { MeasureOptions } from '../measure/options.ts'
import { csvOf, printTables, type ResultTable } from '../measure/table.ts'
import { plainDiagnostic, printDiagnostics, printJson } from '../output.ts'
import { readInput } from '../readInput.ts'
import { parsePositive } from '../simulateOptions.ts'

/** `hillock measure FILES...`: features of reconstructed cells, analyses of their shape, comparison of groups. */
export function measureCommand(): Command {
  return new Command('measure')
    .description(
      'Measures reconstructed cells: features as NeuroM and L-Measure define them, Sholl, Strahler, persistence, electrotonic lengths; compares groups of cells.',
    )
    .argument('[files...]', 'files, folders, or patterns such as "cells/*.swc"')
    .option(
      '--list',
      'print every feature with its unit, definition, source, and whether the definition is certain',
    )
    .option(
      '--features <list>',
      'ids, names of NeuroM or L-Measure, scopes (cell, neurite, section, …), or all (default: those of the rows)',
      parse.parseNames,
    )
    .addOption(
      new Option('--per <row>', 'one row for each of these; cell and type summarise all others')
        .choices(['cell', 'type', 'neurite', 'section', 'bifurcation', 'segment'])
        .default('cell'),
    )
    .option('--types <list>', 'only sections of these types: axon, dend, apic, or numbers', parse.parseTypes)
    .option('--sholl <step>', 'Sholl analysis with spheres this far apart [µm]', parsePositive)
    .addOption(
      new Option('--sholl-from <where>', 'radii begin at the soma’s centre, or at its surface')
        .choices(['centre', 'surface'])
        .default('centre'),
    )
    .option('--sholl-plane', 'circles in the xy plane instead of spheres')
    .option('--strahler', 'Strahler orders')
    .addOption(
      new Option('--persistence [distance]', 'persistence barcode by path or radial distance')
        .choices(['path', 'radial'])
        .preset('path'),
    )
    .option('--distances', 'distances between the persistence diagrams of all pairs of files')
    .option(
      '--electrotonic [constants]',
      `length constants, electrotonic distances and attenuations, e.g. Ra=150,Rm=20000,Cm=1,f=100 (default: ${parse.usualConstants})`,
      parse.parseElectrotonic,
    )
    .option(
      '--compare <groups...>',
      'compare two groups of cells: two folders, patterns, or lists of files with commas',
    )
    .option(
      '--lenient',
      'leave out lines that cannot be read, and take points without their parent for roots',
    )
    .option('--json', 'print one JSON object; numbers that are not defined are null')
    .option('--csv', 'print comma-separated values with all digits')
    .action(measure)
}

function measure(names: readonly string[], given: MeasureOptions & { electrotonic?: unknown }): void {
  const options: MeasureOptions = {
    ...given,
    ...(given.electrotonic === (true as unknown) ? { electrotonic: parse.parseElectrotonic('') } : {}),
  }
  if (options.list) return print(options, [listTable()], { features: morphologyFeatures.map(plainOfTable) })
  const features = featuresOf(options)
  const faults = { any: false }
  if (options.compare) return compare(options.compare, { features, options, faults })
  if (names.length === 0)
    throw new CommandEnd(
      exitCode.usage,
      'Name files to measure, two groups to --compare, or --list the features.',
    )
  const wantsFeatures = options.features !== undefined || !hasAnalysis(options)
  const cells = readCells(names, options, faults)
  const analyses = cells.map(cell => analysesOf(cell, options))
  analyses.forEach(({ diagnostics, remarks }, k) => {
    printDiagnostics(diagnostics, cells[k]?.name ?? '')
    for (const remark of remarks) process.stderr.write(`${remark}\n`)
    if (hasErrors(diagnostics) || remarks.length > 0) faults.any = true
  })
  const distances = options.distances ? diagramDistances(cells, options) : []
  const tables = [
    ...(wantsFeatures ? [featureTable(cells, features, options)] : []),
    ...analyses.flatMap(analysis => analysis.tables),
    ...(options.distances ? [distanceTable(distances)] : []),
  ]
  print(options, tables, {
    ...(options.distances ? { persistenceDistances: distances } : {}),
    files: cells.map((cell, k) => ({
      file: cell.name,
      points: cell.cell.points.count,
      ...(wantsFeatures ? { measured: plainFeatures(cell, features, options) } : {}),
      ...analyses[k]?.plain,
      diagnostics: cell.diagnostics.map(plainDiagnostic),
    })),
  })
  if (features.some(({ certain }) => !certain) && wantsFeatures && !options.json && !options.csv)
    process.stderr.write(
      'uncertain, or “?”: the definition may differ from that of the program it is named after (hillock measure --list).\n',
    )
  if (faults.any) throw new CommandEnd(exitCode.input)
}

function hasAnalysis({ sholl, strahler, persistence, distances, electrotonic }: MeasureOptions): boolean {
  if (distances) return true
  return sholl !== undefined || strahler === true || persistence !== undefined || electrotonic !== undefined
}

function featuresOf({ features, per }: MeasureOptions): readonly Feature[] {
  const usual = per === 'cell' || per === 'type' ? 'cell' : per
  const chosen = chooseFeatures(features ?? [usual])
  if (chosen.unknown.length > 0)
    throw new CommandEnd(
      exitCode.usage,
      `There is no feature called ${chosen.unknown.map(name => `"${name}"`).join(', ')}. "hillock measure --list" shows all.`,
    )
  const fitting = per === 'cell' || per === 'type' || chosen.features.some(({ scope }) => scope === per)
  if (!fitting)
    throw new CommandEnd(
      exitCode.usage,
      `None of these features belongs to a ${per}; "--per cell" summarises all.`,
    )
  return chosen.features
}

interface ReadCell extends NamedCell {
  readonly diagnostics: readonly Diagnostic[]
}

function readCells(
  names: readonly string[],
  options: MeasureOptions,
  faults: { any: boolean },
): readonly ReadCell[] {
  const extensions = morphologyExtensions()
  const { files, missing } = findSources(names, { extensions, without: [] })
  if (missing.length > 0)
    throw new CommandEnd(
      exitCode.input,
      missing.map(name => `error cli/cannot-read "${name}": there is no such file or folder.`).join('\n'),
    )
  // Base names, unless two files share one.
  const isUnique = new Set(files.map(({ path }) => basename(path))).size === files.length
  return files.flatMap(file => {
    const { value, diagnostics } = readMorphology(
      file.path,
      readInput(file.path),
      parse.readOptionsOf(options),
    )
    printDiagnostics(diagnostics, file.path)
    if (!value) faults.any = true
    return value
      ? [{ name: isUnique ? basename(file.path) : file.path, cell: new MeasuredCell(value), diagnostics }]
      : []
  })
}

interface Comparing {
  readonly features: readonly Feature[]
  readonly options: MeasureOptions
  readonly faults: { any: boolean }
}

function compare(groups: readonly string[], { features, options, faults }: Comparing): void {
  const [first, second] = groups
  if (first === undefined || second === undefined || groups.length > 2)
    throw new CommandEnd(
      exitCode.usage,
      '--compare takes two groups: two folders, patterns, or lists of files with commas.',
    )
  const [one, other] = [first, second].map(group => readCells(parse.parseNames(group), options, faults))
  const comparisons = compareGroups([one ?? [], other ?? []], features, options)
  print(options, [comparisonTable(comparisons)], {
    groups: [one, other].map(cells => cells?.map(({ name }) => name) ?? []),
    comparison: plainComparison(comparisons),
  })
  if (faults.any) throw new CommandEnd(exitCode.input)
}

function print(options: MeasureOptions, tables: readonly ResultTable[], plain: unknown): void {
  if (options.json) printJson(plain)
  else if (options.csv) process.stdout.write(csvOf(tables))
  else printTables(tables)
}

function listTable(): ResultTable {
  return {
    title: 'Features',
    header: ['feature', 'of a', 'unit', 'certain', 'definition', 'source'],
    rows: morphologyFeatures.map(feature => {
      const { id, scope, unit, certain, definition } = feature
      return [id, scope, unit === '1' ? '' : unit, certain ? 'yes' : 'no', definition, sourceInWords(feature)]
    }),
  }
}

function plainOfTable({ id, title, unit, scope, definition, source, certain, scaling }: Feature) {
  return { id, title, unit, scope, definition, source, certain, scaling }
}
