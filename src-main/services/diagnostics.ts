import { declareMessages } from '../../src-engine/core/diagnostics/catalogue.ts'
import type { ModFileProblem } from '../files/modFile.ts'

/** Why a file of a watched folder was not read. */
const fileProblems: Readonly<Record<ModFileProblem, string>> = {
  'too-large': 'it is larger than 2 MB',
  'leads-out': 'it is a link to a place outside the folder',
  'not-a-file': 'it is not a file',
  'not-text': 'it is not a text',
  unreadable: 'you may not read it',
}

/** What the services have to say about a user's project. */
export const serviceMessages = declareMessages({
  'mechanism/hides-library': {
    severity: 'warning',
    text: ({ name }: { readonly name: string }) =>
      `"${name}" is also the name of a mechanism that comes with the program; in this project yours is used.`,
    help: () => 'Change its SUFFIX or POINT_PROCESS name to have both.',
  },
  'mechanism/kept-in-use': {
    severity: 'hint',
    text: ({ name, before }: { readonly name: string; readonly before: string }) =>
      `"${name}" was added beside "${before}", which the model still uses.`,
    help: ({ before }) =>
      `Remove ${before} from the model, then from the project, if it is not needed any more.`,
  },
  'mechanism/named-twice': {
    severity: 'error',
    text: ({ name, first }: { readonly name: string; readonly first: string }) =>
      `The mechanism "${name}" is already defined by "${first}".`,
    help: () => 'Give one of the two another SUFFIX or POINT_PROCESS name.',
  },
  'mechanism/not-utf8': {
    severity: 'hint',
    text: ({ file }: { readonly file: string }) =>
      `"${file}" is not UTF-8; it was read as Windows’ Western European letters.`,
    help: () => 'Save it as UTF-8, so that µ and ° in its comments are the same everywhere.',
  },
  'mechanism/file-refused': {
    severity: 'error',
    text: ({ file, problem }: { readonly file: string; readonly problem: ModFileProblem }) =>
      `"${file}" was not read: ${fileProblems[problem]}.`,
  },
  'mechanism/file-gone': {
    severity: 'warning',
    text: ({ file, name }: { readonly file: string; readonly name: string }) =>
      `"${file}" is no longer in the folder; the project keeps "${name}".`,
    help: ({ name }) => `Remove ${name} from the project if it is not needed any more.`,
  },
  'mechanism/folder-gone': {
    severity: 'error',
    text: ({ folder }: { readonly folder: string }) => `The folder "${folder}" cannot be read any more.`,
    help: () => 'It is watched again as soon as it is back; the project keeps its mechanisms.',
  },
  'mechanism/folder-too-many': {
    severity: 'error',
    text: ({ folder }: { readonly folder: string }) =>
      `The folder "${folder}" holds more than 2000 .mod files; those beyond are not read.`,
    help: () => 'Watch a folder with the mechanisms of this project alone.',
  },
  'mechanism/cannot-keep': {
    severity: 'error',
    text: ({ folder }: { readonly folder: string }) =>
      `What was saved in "${folder}" could not be kept in the project.`,
    help: () => 'See whether the disk is full; then save the file again.',
  },
  'model/unreadable': {
    severity: 'error',
    text: ({ where }: { readonly where: string }) =>
      `The stored model cannot be read: it is not as agreed at "${where}".`,
    help: () => 'Undo the last edit, or go back in the history.',
  },
  'model/start-gone': {
    severity: 'error',
    text: () => 'The run shall begin with a condition that is not in the project.',
    help: () => 'Choose another start in the settings of the run, or undo its removal.',
  },
  'model/start-does-not-fit': {
    severity: 'error',
    text: ({ name, why }: { readonly name: string; readonly why: string }) =>
      `The condition “${name}” does not fit the model as it is now: ${why}.`,
    help: () =>
      'Values of parameters may differ, but not what there is and how it is connected. Choose another start in the settings of the run, or save the state of a run of this model.',
  },
  'model/start-behind-end': {
    severity: 'error',
    text: ({
      name,
      tMs,
      tStopMs,
    }: {
      readonly name: string
      readonly tMs: number
      readonly tStopMs: number
    }) => `The run shall begin with the condition “${name}” at ${tMs} ms and end at ${tStopMs} ms.`,
    help: () => 'Time goes on from the condition’s; give the run a later end.',
  },
})
