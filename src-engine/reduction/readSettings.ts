import { type Checked, checked } from '../core/checked.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { Clustering } from '../morphology/reduction/collapse/clusters.ts'
import type { SectionGroup } from '../morphology/reduction/collapse/groups.ts'
import { publishedCollapse } from '../morphology/reduction/collapse/collapse.ts'
import { reductionMessages } from '../morphology/reduction/diagnostics.ts'
import type { ReductionMethod } from '../morphology/reduction/reducedCell.ts'
import { defaultAnalytic } from './analytic/analytic.ts'
import type { Reduction } from './methods.ts'
import {
  type OptionKind,
  optionsOfMethod,
  type OptionValue,
  type ReductionOption,
  reductionOptions,
  type ReductionSettings,
} from './optionTable.ts'

/** A method with settings, checked against the table; what is not set is as the table says. */
export function readSettings(method: ReductionMethod, settings: ReductionSettings): Checked<Reduction> {
  const found: Diagnostic[] = []
  const refuse = (option: string, what: string) =>
    found.push(diagnose(reductionMessages, 'reduction/bad-option', { option, what }))
  const own = optionsOfMethod(method)
  const values: Record<string, OptionValue | undefined> = {}
  for (const option of own) values[option.id] = option.initial
  for (const [id, value] of Object.entries(settings)) {
    const option: ReductionOption | undefined = reductionOptions.find(one => one.id === id)
    if (!option) refuse(id, 'is no option of a reduction')
    else if (!own.includes(option)) refuse(`--${option.flag}`, `means nothing to the method "${method}"`)
    else {
      const wrong = faultOf(option.value, value)
      if (wrong === undefined) values[id] = value
      else refuse(`--${option.flag}`, wrong)
    }
  }
  const { cutoffs, groups, clusters, strahler } = settings
  if ([cutoffs, groups, clusters, strahler].filter(value => value !== undefined).length > 1)
    refuse(
      '--clusters, --cutoffs, --strahler or --group',
      'say the same thing in different ways: give one of them',
    )
  return checked(found.length > 0 ? undefined : reductionOf(method, values), found)
}

/** What is wrong with a value; undefined where nothing is. */
function faultOf(kind: OptionKind, value: OptionValue): string | undefined {
  switch (kind.kind) {
    case 'number':
    case 'count': {
      if (typeof value !== 'number' || !Number.isFinite(value)) return 'must be a number'
      if (kind.kind === 'count' && !Number.isInteger(value)) return 'must be a whole number'
      if (value < kind.from) return `must be ${kind.from} or more`
      return kind.to !== undefined && value > kind.to ? `must be ${kind.to} or less` : undefined
    }
    case 'numbers': {
      const list = Array.isArray(value) ? (value as readonly unknown[]) : []
      const ascending = list.every(
        (one, index) =>
          typeof one === 'number' && one > 0 && (index === 0 || one > (list[index - 1] as number)),
      )
      return list.length > 0 && ascending ? undefined : 'must be ascending numbers above 0'
    }
    case 'choice':
      return typeof value === 'string' && kind.choices.includes(value)
        ? undefined
        : `must be one of ${kind.choices.join(', ')}`
    case 'yes-no':
      return typeof value === 'boolean' ? undefined : 'must be true or false'
    case 'groups': {
      const texts = Array.isArray(value) ? (value as readonly unknown[]) : []
      return texts.length > 0 && texts.every(text => typeof text === 'string' && groupOf(text))
        ? undefined
        : 'must be NAME=SECTION,SECTION…'
    }
  }
}

/** `tuft=apic[5],apic[6]` */
function groupOf(text: string): SectionGroup | undefined {
  const [label = '', list = ''] = text.split('=')
  const sections = list.split(',').map(name => name.trim())
  return label.trim() !== '' && sections.every(name => name !== '')
    ? { label: label.trim(), sections }
    : undefined
}

function reductionOf(
  method: ReductionMethod,
  values: Readonly<Record<string, OptionValue | undefined>>,
): Reduction {
  // Values have the kinds of the table, and the table those of the options.
  const chosen = values as never
  switch (method) {
    case 'collapse': {
      const limit = values['lengthRatioLimit']
      return {
        method,
        options: {
          ...publishedCollapse,
          ...(chosen as object),
          clustering: clusteringOf(values),
          lengthRatioLimit: typeof limit === 'number' && limit > 0 ? limit : Infinity,
        },
      }
    }
    case 'analytic':
      return { method, options: { ...defaultAnalytic, ...(chosen as object) } }
    case 'rall':
    case 'bush':
    case 'stratford':
      return { method, options: chosen }
  }
}

function clusteringOf(values: Readonly<Record<string, OptionValue | undefined>>): Clustering {
  const perType = values['perType'] === true
  const { groups, cutoffs, clusters, strahler } = values
  if (Array.isArray(strahler)) return { by: 'strahler', limits: strahler as readonly number[] }
  if (Array.isArray(groups))
    return { by: 'groups', groups: (groups as readonly string[]).flatMap(text => groupOf(text) ?? []) }
  if (Array.isArray(cutoffs)) return { by: 'resistance', cutoffsMohm: cutoffs as readonly number[], perType }
  return { by: 'count', clusters: typeof clusters === 'number' ? clusters : 2, perType }
}
