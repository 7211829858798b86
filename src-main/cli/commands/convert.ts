import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import {
  lenientReading,
  findWriter,
  morphologyExtensions,
  morphologyWriters,
  printReport,
  somaRules,
} from '../../../src-engine/index.ts'
import type { ReadOptions, SomaRule, WriterOptions } from '../../../src-engine/index.ts'
import { convertBatch, type ConvertedFile } from '../../batch/convertBatch.ts'
import { findSources } from '../../batch/findSources.ts'
import { Journal } from '../../batch/journal.ts'
import { planTargets } from '../../batch/planTargets.ts'
import { version } from '../../host/version.ts'
import { conversionCsv, conversionRows, countOutcomes, plainConversions, shown } from '../convertOutput.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { printDiagnostics, printJson, printTable } from '../output.ts'
import {
  addNtscableOptions,
  isNtscableFormat,
  ntscableExtension,
  ntscableFormats,
  readNtscable,
} from '../ntscableOptions.ts'
import { parseCount } from '../simulateOptions.ts'

interface ConvertOptions {
  readonly to: string
  readonly out?: string
  readonly jobs: number
  readonly force?: boolean
  readonly lenient?: boolean
  readonly soma?: SomaRule
  readonly somaAs: Required<WriterOptions>['soma']
  readonly numbers: Required<WriterOptions>['numbers']
  readonly jumps: Required<WriterOptions>['jumps']
  readonly json?: boolean
  readonly csv?: boolean
  readonly ntscable?: boolean
  readonly report?: boolean
}

const formatNames = morphologyWriters.map(({ id, aliases }) => aliases[0] ?? id)

/** `hillock convert IN... --to FORMAT`: files, folders and patterns of reconstructions into another format. */
export function convertCommand(): Command {
  const command = new Command('convert')
    .description(
      'Converts reconstructed cells into another format: files, folders with all below them, patterns.',
    )
    .argument('<in...>', 'files, folders, or patterns such as "cells/**/*.swc"')
    .requiredOption('--to <format>', formatNames.join(', '))
    .option(
      '--out <folder>',
      'where the files go, in the same folders as their sources (default: beside them)',
    )
    .option('--jobs <n>', 'threads at work at the same time', parseCount, availableParallelism())
    .option('--force', 'convert again what is unchanged, and replace files of other origin')
    .option(
      '--lenient',
      'leave out lines that cannot be read, and take points without their parent for roots',
    )
    .addOption(
      new Option(
        '--soma <rule>',
        'what stands for the soma (“hillock import --soma list” shows what each rule does)',
      ).choices(somaRules.map(({ rule }) => rule)),
    )
    .addOption(
      new Option('--soma-as <form>', 'somas in SWC')
        .choices(['as-it-is', 'one-point', 'three-points', 'cylinders'])
        .default('as-it-is'),
    )
    .addOption(
      new Option('--numbers <which>', 'as they were read, or rounded as NEURON keeps them')
        .choices(['as-read', 'as-stored'])
        .default('as-read'),
    )
    .addOption(
      new Option('--jumps <how>', 'where a branch starts with another diameter than its parent ends, in SWC')
        .choices(['step', 'taper'])
        .default('step'),
    )
    .option('--json', 'print one JSON object: files, each with figures and diagnostics, and counts')
    .option('--csv', 'print the table as comma-separated values')
    .option(
      '--ntscable',
      `convert after the rules of NTSCABLE; its own formats are ${ntscableFormats.join(', ')}`,
    )
    .option('--report', 'with --ntscable: print sections, segments and every point that was left out')
    .action(convert)
  return addNtscableOptions(command)
}

async function convert(names: readonly string[], options: ConvertOptions): Promise<void> {
  const ntscable = readNtscable({ ...options }, options.to)
  const isText = ntscable !== undefined && isNtscableFormat(options.to)
  const writer = isText
    ? { id: 'ntscable', extension: ntscableExtension(options.to) }
    : findWriter(options.to)
  if (!writer)
    throw new CommandEnd(
      exitCode.usage,
      `"${options.to}" cannot be written. Formats: ${formatNames.join(', ')}.`,
    )
  if (ntscable && (options.lenient || options.soma))
    throw new CommandEnd(
      exitCode.usage,
      'error: --ntscable reads by rules of its own; leave --lenient and --soma out, or see --reading and --outline.',
    )
  const out = options.out === undefined ? undefined : resolve(options.out)
  const sources = sourcesOf(names, out)
  const targets = planTargets(sources, writer.extension, out)
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  const began = performance.now()
  const files = await convertBatch({
    targets,
    options: {
      to: writer.id,
      read: readOptions(options),
      write: writeOptions(options),
      ...(ntscable ? { ntscable } : {}),
    },
    // What an earlier run has made has no report.
    force: options.force === true || options.report === true,
    jobs: options.jobs,
    signal: stop.signal,
    ...(process.stderr.isTTY ? { progress: progressLine(targets.length) } : {}),
  })
  process.off('SIGINT', interrupt)
  report(files, options, (performance.now() - began) / 1000)
  if (stop.signal.aborted)
    throw new CommandEnd(exitCode.cancelled, 'Stopped. The same command goes on from here.')
  const faults = files.some(({ result }) => result?.diagnostics.some(({ code }) => code === 'convert/fault'))
  if (faults) throw new CommandEnd(exitCode.fault)
  if (countOutcomes(files).failed > 0) throw new CommandEnd(exitCode.input)
}

function sourcesOf(names: readonly string[], out: string | undefined) {
  const extensions = morphologyExtensions()
  const { files, passedOver, missing } = findSources(names, {
    extensions,
    without: out === undefined ? [] : [out],
  })
  if (missing.length > 0)
    throw new CommandEnd(
      exitCode.input,
      missing.map(name => `error cli/cannot-read "${name}": there is no such file or folder.`).join('\n'),
    )
  if (passedOver > 0)
    process.stderr.write(
      `${passedOver} other files in these folders were passed over; name them to convert them.\n`,
    )
  // What earlier runs have written beside its sources is no source.
  const made = new Set<string>()
  for (const folder of new Set(files.map(({ root }) => root)))
    for (const target of new Journal(folder).targets()) made.add(target)
  const sources = files.filter(({ path }) => !made.has(path))
  if (sources.length === 0)
    throw new CommandEnd(
      exitCode.input,
      'error cli/nothing-to-convert there is no reconstruction to convert.',
    )
  return sources
}

function readOptions({ lenient, soma }: ConvertOptions): ReadOptions {
  return {
    ...(lenient ? lenientReading : {}),
    ...(soma ? { soma } : {}),
  }
}

function writeOptions({ somaAs, numbers, jumps }: ConvertOptions): WriterOptions {
  return { soma: somaAs, numbers, jumps, producer: `Hillock ${version}` }
}

function progressLine(all: number): (done: number, failed: number) => void {
  let last = 0
  return (done, failed) => {
    const now = performance.now()
    if (done < all && now - last < 100) return
    last = now
    const fault = failed > 0 ? `, ${failed} failed` : ''
    process.stderr.write(`\r${done} of ${all} files${fault}${done === all ? '\n' : ''}`)
  }
}

function report(files: readonly ConvertedFile[], options: ConvertOptions, seconds: number): void {
  const counts = countOutcomes(files)
  for (const { source, result } of files) {
    const all = result?.diagnostics ?? []
    // A batch of thousands would say so much of each cell that nobody found what went wrong.
    const told =
      files.length === 1
        ? all
        : all.filter(({ severity, code }) => severity === 'error' || code === 'convert/renamed')
    const name = shown(source.path)
    printDiagnostics(
      told.map(one => ({ ...one, source: name })),
      name,
    )
  }
  if (options.json) printJson({ files: plainConversions(files, options.report === true), ...counts, seconds })
  else if (options.csv) process.stdout.write(conversionCsv(files))
  else {
    if (options.report)
      for (const { result } of files)
        if (result?.report) process.stdout.write(`${printReport(result.report)}\n`)
    printTable(conversionRows(files))
    const left = counts.left > 0 ? `, ${counts.left} not begun` : ''
    process.stdout.write(
      `${files.length} ${files.length === 1 ? 'file' : 'files'}: ${counts.converted} converted, ${counts.unchanged} unchanged, ${counts.failed} failed${left}, in ${seconds.toFixed(1)} s\n`,
    )
  }
}
