import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import {
  lenientReading,
  describeEdit,
  editMorphology,
  findings,
  morphologyWriters,
  previewNumbers,
  readEdit,
  readMorphology,
  repairMorphology,
  writeMorphology,
} from '../../../src-engine/index.ts'
import type {
  FindingOptions,
  FixChoice,
  Morphology,
  MorphologyEdit,
  RepairDone,
} from '../../../src-engine/index.ts'
import { version } from '../../host/version.ts'
import { CommandEnd, exitCode } from '../exitCode.ts'
import { endOnErrors, plainDiagnostic, printDiagnostics, printJson } from '../output.ts'
import { readInput } from '../readInput.ts'
import {
  type GivenThreshold,
  parseFixes,
  parseRules,
  parseThreshold,
  thresholdsFrom,
} from '../repairOptions.ts'
import { plainFindings, printDone, printFindings, printPreview, printRules } from '../repairOutput.ts'
import { collect } from '../simulateOptions.ts'

interface RepairOptions {
  readonly fix?: readonly FixChoice[]
  readonly edits?: string
  readonly only?: readonly string[]
  readonly threshold: readonly GivenThreshold[]
  readonly out?: string
  readonly lenient?: boolean
  readonly rules?: boolean
  readonly json?: boolean
}

/** `hillock repair FILE`: what may be wrong with a reconstruction, and its repair. */
export function repairCommand(): Command {
  return new Command('repair')
    .description('Lists what may be wrong with a reconstructed cell, and repairs what is asked for.')
    .argument('[file]', 'the reconstruction')
    .option('--fix <list>', 'all-safe, or RULE, or RULE:FIX, several by commas', parseFixes)
    .option(
      '--edits <file>',
      'JSON list of edits to make first, such as [{"kind": "resample", "spacing": 2}]',
    )
    .option('--only <rules>', 'look for these only, by commas; NeuroM’s names are understood', parseRules)
    .option(
      '--threshold <rule.name=value>',
      'another threshold; repeatable',
      collect(parseThreshold),
      [] as readonly GivenThreshold[],
    )
    .option('--out <file>', 'where the repaired cell goes; the extension says in which format')
    .option(
      '--lenient',
      'leave out lines that cannot be read, and take points without their parent for roots',
    )
    .option('--rules', 'list all rules with their thresholds and fixes')
    .option('--json', 'print one JSON object: findings, or what was done, with numbers before and after')
    .action(repair)
}

async function repair(file: string | undefined, options: RepairOptions): Promise<void> {
  if (options.rules) return printRules()
  if (file === undefined) throw new CommandEnd(exitCode.usage, 'Name the file to look at.')
  const writer = writerFor(file, options)
  const read = readMorphology(file, readInput(file), options.lenient ? lenientReading : {})
  printDiagnostics(read.diagnostics, file)
  const diagnostics = read.diagnostics.map(plainDiagnostic)
  if (!read.value) {
    if (options.json) printJson({ diagnostics })
    throw new CommandEnd(exitCode.input)
  }
  const asked: FindingOptions = {
    ...(options.only ? { only: options.only } : {}),
    thresholds: thresholdsFrom(options.threshold),
  }
  const edits = options.edits === undefined ? [] : readEdits(options.edits)
  if (!options.fix && edits.length === 0 && !writer) {
    const found = findings(read.value, asked)
    if (options.json) printJson({ findings: plainFindings(read.value, found), diagnostics })
    else printFindings(found)
    return
  }
  const { morphology, done } = repaired(read.value, edits, options.fix ?? [], asked)
  const left = findings(morphology, asked)
  const before = previewNumbers(read.value)
  const after = previewNumbers(morphology)
  if (writer) await write(morphology, writer, options.out ?? '')
  if (options.json) {
    const plainDone = done.map(({ rule, fix, sentence, line, edits: made }) => ({
      rule,
      fix,
      sentence,
      line,
      edits: made,
    }))
    printJson({ edits, done: plainDone, before, after, left: plainFindings(morphology, left), diagnostics })
    return
  }
  for (const edit of edits) process.stdout.write(`${describeEdit(edit)}\n`)
  printDone(done)
  printPreview(before, after)
  process.stdout.write(`${left.length} findings are left.\n`)
  if (!writer) process.stdout.write('Nothing was written: say where with --out FILE.\n')
}

function repaired(
  morphology: Morphology,
  edits: readonly MorphologyEdit[],
  fixes: readonly FixChoice[],
  { only, thresholds }: FindingOptions,
): { readonly morphology: Morphology; readonly done: readonly RepairDone[] } {
  const { value, diagnostics } = editMorphology(morphology, edits)
  endOnErrors(diagnostics, '--edits')
  if (!value) throw new CommandEnd(exitCode.input)
  const chosen = only ? fixes.filter(({ rule }) => only.includes(rule)) : fixes
  return repairMorphology(value.morphology, chosen, thresholds)
}

function writerFor(file: string, { out }: RepairOptions) {
  if (out === undefined) return undefined
  if (resolve(out) === resolve(file))
    throw new CommandEnd(exitCode.usage, 'The repaired cell needs another file than the original.')
  const writer = morphologyWriters.find(({ extension }) => out.toLowerCase().endsWith(extension))
  if (writer) return writer
  const extensions = morphologyWriters.map(({ extension }) => extension).join(', ')
  throw new CommandEnd(exitCode.usage, `"${out}" cannot be written. Extensions: ${extensions}.`)
}

function readEdits(path: string): readonly MorphologyEdit[] {
  const wrong = (why: string) =>
    new CommandEnd(exitCode.input, `${path}: error cli/not-edits it holds no list of edits: ${why}`)
  let values: unknown
  try {
    values = JSON.parse(new TextDecoder().decode(readInput(path)))
  } catch (error) {
    if (error instanceof SyntaxError) throw wrong(`${error.message}.`)
    throw error
  }
  if (!Array.isArray(values)) throw wrong('it is no list.')
  return values.map((each: unknown, index) => {
    const { value, diagnostics } = readEdit(each)
    if (value) return value
    throw wrong(`entry ${index}: ${diagnostics.map(({ message }) => message).join(' ')}`)
  })
}

/** The file appears only when it is whole. */
async function write(
  morphology: Morphology,
  writer: (typeof morphologyWriters)[number],
  path: string,
): Promise<void> {
  const { bytes, diagnostics } = await writeMorphology(morphology, writer, { producer: `Hillock ${version}` })
  endOnErrors(diagnostics, path)
  const unfinished = `${path}.part`
  try {
    writeFileSync(unfinished, bytes)
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw new CommandEnd(exitCode.input, `${path}: error cli/cannot-write ${(error as Error).message}.`)
  }
}
