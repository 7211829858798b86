import type { ImportReport } from '../../importReport.ts'
import type { GenesisLine } from './genesisLines.ts'

/** How the compartments that follow are to be understood. */
export interface GenesisState {
  isRelative: boolean | undefined
  isPolar: boolean
  isDoubleEndpoint: boolean
  isSpherical: boolean
  /** Compartments belong to a prototype and not to the cell. */
  isPrototype: boolean
  /** Names of parameters given, which are no morphology, with the first line. */
  readonly parameters: Map<string, number>
}

/** At the start of a file. */
export function initialGenesisState(): GenesisState {
  return {
    isRelative: undefined,
    isPolar: false,
    isDoubleEndpoint: false,
    isSpherical: false,
    isPrototype: false,
    parameters: new Map(),
  }
}

/** Commands that change what compartments are, electrically, in ways that are no morphology. */
const electrical = new Set(['*symmetric', '*asymmetric', '*lambda_warn', '*lambda_unwarn', '*membfactor'])
const areaChanging = new Set([
  '*memb_factor',
  '*add_spines',
  '*add_spines_fixed',
  '*add_spines_proto',
  '*fixed_spines',
])

/** Follows a command (rule T31). @returns what is wrong, if anything */
export function readCommand(
  { words, line }: GenesisLine,
  state: GenesisState,
  report: ImportReport,
): string | undefined {
  const [command = '', ...values] = words
  const place = { line }
  switch (command.toLowerCase()) {
    case '*relative':
      state.isRelative = true
      return undefined
    case '*absolute':
      state.isRelative = false
      return undefined
    case '*polar':
      state.isPolar = true
      return undefined
    case '*cartesian':
      state.isPolar = false
      return undefined
    case '*double_endpoint':
      state.isDoubleEndpoint = true
      return undefined
    case '*double_endpoint_off':
      state.isDoubleEndpoint = false
      return undefined
    case '*spherical':
      state.isSpherical = true
      return undefined
    case '*cylindrical':
      state.isSpherical = false
      return undefined
    case '*start_cell':
    case '*makeproto':
      state.isPrototype = values.length > 0
      return undefined
    case '*origin':
      if (values.some(value => Number(value) !== 0)) report.say('genesis/origin-not-applied', {}, place)
      return undefined
    case '*compt':
      report.say('genesis/prototype-not-used', { prototype: values[0] ?? '' }, place)
      return undefined
    case '*set_global':
    case '*set_compt_param': {
      const name = values[0] ?? ''
      if (!state.parameters.has(name)) state.parameters.set(name, line)
      return undefined
    }
    default:
      if (areaChanging.has(command.toLowerCase())) report.say('genesis/area-not-changed', { command }, place)
      else if (!electrical.has(command.toLowerCase())) return `“${command}” is no command of a cell file`
      return undefined
  }
}
