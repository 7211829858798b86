import { parseUnit } from '../../core/units/parseUnit.ts'
import { conversionFactor, type Unit } from '../../core/units/unit.ts'
import { unitNames } from '../../core/units/unitDatabase.ts'
import type { UnitDefinition } from '../ast/blocks.ts'
import type { Report } from '../report.ts'

type ConstantDefinition = Extract<UnitDefinition, { kind: 'constant' }>

/** What a UNITS block defines. */
export interface UnitDefinitions {
  readonly aliases: ReadonlyMap<string, Unit>
  /** Numbers such as FARADAY = (faraday) (coulomb), by name. */
  readonly constants: ReadonlyMap<string, { readonly value: number; readonly definition: ConstantDefinition }>
}

/** Works out the aliases and constants of a file's UNITS blocks, in order. */
export function readUnitDefinitions(
  report: Pick<Report, 'add'>,
  definitions: readonly UnitDefinition[],
): UnitDefinitions {
  const aliases = new Map<string, Unit>()
  const constants = new Map<string, { value: number; definition: ConstantDefinition }>()
  for (const definition of definitions) {
    if (definition.kind === 'alias') {
      const parsed = parseUnit(definition.unit, aliases)
      if ('unit' in parsed) aliases.set(definition.name, parsed.unit)
      else report.add('nmodl/unknown-unit', { name: parsed.unknown, known: unitNames() }, definition.span)
      continue
    }
    const value = valueOf(report, definition, aliases)
    if (value !== undefined) constants.set(definition.name.name, { value, definition })
  }
  return { aliases, constants }
}

/** The number of units that a constant stands for: how many coulomb a faraday is. */
function valueOf(
  report: Pick<Report, 'add'>,
  definition: ConstantDefinition,
  aliases: ReadonlyMap<string, Unit>,
): number | undefined {
  if (definition.factor === '') return definition.value
  const from = parseUnit(definition.factor, aliases)
  const to = parseUnit(definition.unit, aliases)
  for (const parsed of [from, to]) {
    if ('unknown' in parsed) {
      report.add('nmodl/unknown-unit', { name: parsed.unknown, known: unitNames() }, definition.factorSpan)
    }
  }
  if ('unknown' in from || 'unknown' in to) return undefined
  const factor = conversionFactor(from.unit, to.unit)
  if (factor === undefined) {
    report.add(
      'nmodl/unit-dimension',
      { from: definition.factor, to: definition.unit },
      definition.factorSpan,
    )
  }
  return factor
}
