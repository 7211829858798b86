import type { ReductionOption, ReductionSettings } from '../../../src-main/contract/index.ts'

/** The value of one option. */
export type SettingValue = NonNullable<ReductionSettings[keyof ReductionSettings]>

/** A row of the form: one option, or several of which one is given. */
export interface OptionRow {
  readonly id: string
  readonly option: ReductionOption
  /** All that could stand here, this one among them; one where there is no choice. */
  readonly alternatives: readonly ReductionOption[]
}

const isSet = (settings: ReductionSettings, { id }: ReductionOption): boolean =>
  settings[id as keyof ReductionSettings] !== undefined

/** The rows of a method's form. Of options that say the same thing in different ways the one that is given has a row. */
export function optionRows(
  options: readonly ReductionOption[],
  settings: ReductionSettings,
  chosen: Readonly<Record<string, string>> = {},
): readonly OptionRow[] {
  const seen = new Set<string>()
  return options.flatMap((option): OptionRow[] => {
    const { oneOf } = option
    if (oneOf === undefined) return [{ id: option.id, option, alternatives: [option] }]
    if (seen.has(oneOf)) return []
    seen.add(oneOf)
    const alternatives = options.filter(one => one.oneOf === oneOf)
    const shown =
      alternatives.find(({ id }) => id === chosen[oneOf]) ??
      alternatives.find(one => isSet(settings, one)) ??
      option
    return [{ id: oneOf, option: shown, alternatives }]
  })
}

/** The settings with another value of one option, and without those that would say the same. Undefined takes it out. */
export function withSetting(
  settings: ReductionSettings,
  { alternatives }: OptionRow,
  { id, initial }: ReductionOption,
  value: SettingValue | undefined,
): ReductionSettings {
  const others = Object.entries(settings).filter(([key]) => !alternatives.some(one => one.id === key))
  const isUsual = value === undefined || JSON.stringify(value) === JSON.stringify(initial)
  return Object.fromEntries(isUsual ? others : [...others, [id, value]])
}

/** `4, 20` as numbers; undefined where it is no list of ascending numbers above 0. */
export function readNumbers(text: string): readonly number[] | undefined {
  const numbers = text
    .split(/[\s,;]+/)
    .filter(part => part !== '')
    .map(Number)
  const ascending = numbers.every(
    (one, index) => Number.isFinite(one) && one > 0 && (index === 0 || one > (numbers[index - 1] ?? 0)),
  )
  return numbers.length > 0 && ascending ? numbers : undefined
}

/** A group of sections that shall become one cylinder. */
export interface Group {
  readonly name: string
  readonly sections: readonly string[]
}

/** `tuft=apic[5],apic[6]`, as settings say it. */
export function readGroup(text: string): Group {
  const [name = '', list = ''] = text.split('=')
  return { name, sections: list.split(',').filter(section => section !== '') }
}

/** The same as settings say it. */
export function writeGroup({ name, sections }: Group): string {
  return `${name}=${sections.join(',')}`
}

/** The groups with one more; its sections leave those in which they were. */
export function addGroup(groups: readonly Group[], sections: readonly string[]): readonly Group[] {
  const left = groups
    .map(({ name, sections: own }) => ({ name, sections: own.filter(one => !sections.includes(one)) }))
    .filter(({ sections: own }) => own.length > 0)
  let number = 1
  while (left.some(({ name }) => name === `group ${number}`)) number++
  return [...left, { name: `group ${number}`, sections }]
}
