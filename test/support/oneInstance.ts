import type { CompiledMechanism } from '../../src-engine/kernel/compiledMechanism.ts'
import { ionDefaults, ionStyle } from '../../src-engine/mechanisms/ions.ts'
import { gasConstant, faraday, zeroCelsiusInKelvin } from '../../src-engine/core/constants.ts'
import { interpret } from '../../src-engine/program/interpret.ts'
import type { Program } from '../../src-engine/program/program.ts'

/** The numbers that a program sees, by `space name` for columns and `$name` for uniforms. */
export type World = Record<string, number>

/** Runs a program for a single instance, reading and writing the world by name. What is missing counts as NaN. */
export function runProgram(program: Program, world: World): void {
  const columns = program.columns.map(column => `${column.space} ${column.name}`)
  const uniforms = program.uniforms.map(uniform => `$${uniform.name}`)
  const names = [...columns, ...uniforms]
  const arena = Float64Array.from(names, name => world[name] ?? NaN)
  interpret(program, {
    arena,
    count: 1,
    columns: Int32Array.from(columns.keys()),
    tables: program.columns.map(column => (column.space === 'own' ? undefined : Int32Array.of(0))),
    uniforms: Int32Array.from(uniforms.keys(), index => columns.length + index),
  })
  names.forEach((name, index) => (world[name] = arena[index] ?? NaN))
}

/** Where a mechanism's single instance sits. */
export interface Place {
  readonly vMv: number
  readonly celsius: number
  readonly dtMs: number
  readonly areaUm2: number
  readonly diameterUm: number
}

/** A world with everything at its default for one instance of a mechanism. */
export function worldOf(mechanism: CompiledMechanism, place: Place): World {
  const world: World = {
    'node v': place.vMv,
    'node rhs': 0,
    'node diagonal': 0,
    'node area': place.areaUm2,
    'node areaFactor': 0.01 * place.areaUm2,
    'node diameter': place.diameterUm,
    $t: 0,
    $dt: place.dtMs,
    $celsius: place.celsius,
  }
  for (const field of mechanism.fields) {
    world[field.scope === 'global' ? `$${field.name}` : `own ${field.name}`] = field.default
  }
  for (const { ion } of mechanism.ions) {
    const { insideMm, outsideMm, reversalMv, valence } = ionDefaults(ion, [mechanism])
    const thermalMv = (1000 * gasConstant * (zeroCelsiusInKelvin + place.celsius)) / faraday
    const nernstMv = (thermalMv / valence) * Math.log(outsideMm / insideMm)
    world[`ion:${ion} ${ion}i`] = insideMm
    world[`ion:${ion} ${ion}o`] = outsideMm
    world[`ion:${ion} e${ion}`] = ionStyle(ion, [mechanism]).computesReversalAtStart ? nernstMv : reversalMv
    world[`ion:${ion} i${ion}`] = 0
  }
  return world
}

/** Clears what the stepper clears before the currents, then runs them. */
export function runCurrents(mechanism: CompiledMechanism, world: World): void {
  world['node rhs'] = 0
  world['node diagonal'] = 0
  for (const { ion } of mechanism.ions) world[`ion:${ion} i${ion}`] = 0
  if (mechanism.programs.current) runProgram(mechanism.programs.current, world)
}

/** INITIAL, then the currents once. */
export function initialise(mechanism: CompiledMechanism, world: World): void {
  if (mechanism.programs.initialise) runProgram(mechanism.programs.initialise, world)
  runCurrents(mechanism, world)
}

/** One step at a voltage that stays as it is, in the order of a fixed step. */
export function step(mechanism: CompiledMechanism, world: World): void {
  const dtMs = world.$dt ?? NaN
  world.$t = (world.$t ?? NaN) + dtMs / 2
  runCurrents(mechanism, world)
  world.$t += dtMs / 2
  if (mechanism.programs.state) runProgram(mechanism.programs.state, world)
}
