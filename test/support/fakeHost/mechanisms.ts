import type { Diagnostic } from '../../../src-engine/core/diagnostics/diagnostic.ts'
import type { LanguageReference } from '../../../src-engine/nmodl/language/reference.ts'
import type {
  MechanismDraft,
  MechanismInfo,
  MechanismsService,
  WatchedFolder,
} from '../../../src-main/contract/index.ts'
import { createFakeEvent } from './events.ts'

const parameter = (name: string, unit: string, value: number, limits?: readonly [number, number]) =>
  ({ name, role: 'parameter', scope: 'range', unit, default: value, ...(limits ? { limits } : {}) }) as const

/** What a mechanism without events, pointers and tables says of itself. */
const plain = {
  events: { weights: [], receives: false, sends: false, fires: false },
  pointers: [],
  randoms: [],
  series: [],
  functionTables: [],
  diffusions: [],
  tables: [],
  fixedStepOnly: undefined,
} as const

/** hh, pas, IClamp, ExpSyn and NetStim as forms see them. */
export const fakeMechanisms: readonly MechanismInfo[] = [
  {
    ...plain,
    name: 'hh',
    kind: 'density',
    title: 'Hodgkin and Huxley: sodium, potassium and leak channels of the squid axon',
    fields: [
      parameter('gnabar', 'S/cm2', 0.12, [0, 1e9]),
      parameter('gkbar', 'S/cm2', 0.036, [0, 1e9]),
      parameter('gl', 'S/cm2', 0.0003, [0, 1e9]),
      parameter('el', 'mV', -54.3),
      { name: 'm', role: 'state', scope: 'range', unit: '1', default: 0 },
    ],
    ions: [
      { ion: 'na', reads: ['ena'], writes: ['ina'], valence: 1 },
      { ion: 'k', reads: ['ek'], writes: ['ik'], valence: 1 },
    ],
    origin: 'library',
    fileName: 'hh.mod',
    text: 'NEURON { SUFFIX hh }',
  },
  {
    ...plain,
    name: 'pas',
    kind: 'density',
    title: 'Passive membrane',
    fields: [parameter('g', 'S/cm2', 0.001, [0, 1e9]), parameter('e', 'mV', -70)],
    ions: [],
    origin: 'library',
    fileName: 'pas.mod',
    text: 'NEURON { SUFFIX pas }',
  },
  {
    ...plain,
    name: 'IClamp',
    kind: 'point',
    title: 'Current clamp: a step of current',
    fields: [parameter('del', 'ms', 0), parameter('dur', 'ms', 0, [0, 1e9]), parameter('amp', 'nA', 0)],
    ions: [],
    origin: 'library',
    fileName: 'IClamp.mod',
    text: 'NEURON { POINT_PROCESS IClamp }',
  },
  {
    ...plain,
    name: 'ExpSyn',
    kind: 'point',
    title: 'Synapse whose conductance decays exponentially',
    fields: [
      parameter('tau', 'ms', 0.1, [1e-9, 1e9]),
      parameter('e', 'mV', 0),
      { name: 'g', role: 'state', scope: 'range', unit: 'uS', default: 0 },
    ],
    ions: [],
    events: { weights: [{ name: 'weight', unit: 'uS' }], receives: true, sends: false, fires: false },
    origin: 'library',
    fileName: 'ExpSyn.mod',
    text: 'NEURON { POINT_PROCESS ExpSyn }',
  },
  {
    ...plain,
    name: 'NetStim',
    kind: 'artificial',
    title: 'Source of events: regular, jittered or random',
    fields: [
      parameter('interval', 'ms', 10, [1e-9, 1e9]),
      parameter('number', '', 10, [0, 1e9]),
      { name: 'seed', role: 'parameter', scope: 'global', unit: '', default: 0 },
    ],
    ions: [],
    events: { weights: [{ name: 'w', unit: '' }], receives: true, sends: true, fires: true },
    randoms: ['rr'],
    origin: 'library',
    fileName: 'NetStim.mod',
    text: 'NEURON { ARTIFICIAL_CELL NetStim }',
  },
]

/** A few words of NMODL, as the host explains them. */
export const fakeLanguage: LanguageReference = {
  words: [
    { word: 'NEURON', kind: 'block', help: 'The name of the mechanism.' },
    { word: 'PARAMETER', kind: 'block', help: 'Numbers that the user sets.' },
    { word: 'FUNCTION', kind: 'block', help: 'Statements under a name.' },
    { word: 'BREAKPOINT', kind: 'block', help: 'Runs in each time step.' },
    { word: 'SUFFIX', kind: 'statement', help: 'Names a mechanism.' },
    { word: 'SOLVE', kind: 'statement', help: 'Moves the states.' },
    { word: 'METHOD', kind: 'statement', help: 'How SOLVE solves.' },
    { word: 'cnexp', kind: 'method', help: 'Exact over a step.' },
    { word: 'v', kind: 'quantity', help: 'Membrane potential.', unit: 'mV' },
  ],
  functions: [{ name: 'exp', signature: 'exp(x)', help: 'e to the power of x.' }],
}

/** The mechanisms service without a compiler: every text that says SUFFIX is one, and is called what that says. */
export function createFakeMechanisms(): MechanismsService {
  const onMechanisms = createFakeEvent<readonly MechanismInfo[]>()
  const onFolder = createFakeEvent<WatchedFolder | undefined>()
  let mechanisms = fakeMechanisms
  let folder: WatchedFolder | undefined
  const drafts = new Map<string, MechanismDraft>()
  const compile = (fileName: string, text: string): MechanismInfo | undefined => {
    const name = /SUFFIX (\w+)/.exec(text)?.[1]
    return name === undefined
      ? undefined
      : { ...fakeMechanisms[1]!, name, fileName, text, origin: 'project' as const }
  }
  const wrong = (fileName: string): Diagnostic => ({
    ...{ code: 'nmodl/unnamed', severity: 'error', message: 'The mechanism has no name.', source: fileName },
    ...{ at: { line: 1, column: 1 }, span: { start: 0, end: 6 } },
    fixes: [
      { title: 'Write SUFFIX x', edits: [{ span: { start: 0, end: 0 }, text: 'NEURON { SUFFIX x }\n' }] },
    ],
  })
  return {
    list: async () => mechanisms,
    add: async ({ fileName, text, replaces }) => {
      const added = compile(fileName, text)
      if (!added) return { mechanism: undefined, diagnostics: [wrong(fileName)] }
      mechanisms = [...mechanisms.filter(({ name }) => name !== replaces && name !== added.name), added]
      drafts.delete(replaces ?? fileName)
      onMechanisms.tell(mechanisms)
      return { mechanism: added, diagnostics: [] }
    },
    remove: async ({ name }) => {
      mechanisms = mechanisms.filter(mechanism => mechanism.name !== name)
      onMechanisms.tell(mechanisms)
    },
    onChange: onMechanisms.on,
    check: async ({ fileName, text }) => {
      const mechanism = compile(fileName, text)
      return { mechanism, diagnostics: mechanism ? [] : [wrong(fileName)], symbols: [], compileMs: 1.25 }
    },
    curves: async () => ({ states: [], schemes: [], rates: [] }),
    language: async () => fakeLanguage,
    drafts: async () => [...drafts.values()],
    keepDraft: async draft => void drafts.set(draft.key, draft),
    discardDraft: async ({ key }) => void drafts.delete(key),
    folder: async () => folder,
    watchFolder: async ({ path = '/channels' }) => {
      folder = { path, files: [], problem: undefined }
      onFolder.tell(folder)
      return folder
    },
    unwatchFolder: async () => {
      folder = undefined
      onFolder.tell(folder)
    },
    folderText: async () => '',
    onFolder: onFolder.on,
  }
}
