import type { CompiledMechanism, HookName } from '../../src-engine/kernel/compiledMechanism.ts'
import { ionDefaults, ionStyle } from '../../src-engine/mechanisms/ions.ts'
import { gasConstant, faraday, zeroCelsiusInKelvin } from '../../src-engine/core/constants.ts'
import { interpret } from '../../src-engine/program/interpret.ts'
import type { ProgramOutcome } from '../../src-engine/program/outcome.ts'
import { lanePadding, type Program } from '../../src-engine/program/program.ts'

/** The numbers that a program sees, by `space name` for columns and `$name` for uniforms. */
export type World = Record<string, number>

/**
 * Runs a program for a single instance, reading and writing the world by name. What is missing counts as NaN.
 * Element k of an array or of a table's column is `x[k]`; `#space` is how many elements a space has (else 1).
 */
export function runProgram(program: Program, world: World): ProgramOutcome {
  const places = new Map<string, number>()
  const place = (key: string): number => {
    const address = places.get(key) ?? places.size
    places.set(key, address)
    return address
  }
  const extents = program.columns.map(({ space }) => world[`#${space}`] ?? 1)
  // Arrays first, so that an element that a program also names by itself is the same number.
  program.columns.forEach(({ space, name, length }, slot) => {
    const own = space === 'own'
    const elements = own ? length : (extents[slot] ?? 1)
    const stride = own ? lanePadding : 1
    if (elements === 1 && !places.has(`${space} ${name}[0]`)) return
    const first = place(`${space} ${name}[0]`)
    for (let index = 0; index < (elements - 1) * stride + 1; index++) {
      const key = index % stride === 0 ? `${space} ${name}[${index / stride}]` : `padding ${first + index}`
      if (places.get(key) === undefined) places.set(key, first + index)
    }
  })
  const columns = program.columns.map(({ space, name, length }, slot) => {
    const isArray = space === 'own' ? length > 1 : (extents[slot] ?? 1) > 1
    return place(`${space} ${name}${isArray ? '[0]' : ''}`)
  })
  const uniforms = program.uniforms.map(({ name }) => place(`$${name}`))
  const arena = new Float64Array(places.size)
  for (const [key, address] of places) arena[address] = world[key] ?? NaN
  const outcome = interpret(program, {
    arena,
    count: 1,
    columns: Int32Array.from(columns),
    tables: program.columns.map(column => (column.space === 'own' ? undefined : Int32Array.of(0))),
    extents,
    uniforms: Int32Array.from(uniforms),
  })
  for (const [key, address] of places) if (!key.startsWith('padding')) world[key] = arena[address] ?? NaN
  return outcome
}

/** Fills the tables of a mechanism, as a run does before it starts. */
export function fillTables(mechanism: CompiledMechanism, world: World): void {
  for (const { name, entries, columns, program } of mechanism.tables) {
    world[`#table:${name}`] = entries
    const before = columns.map(column => world[`own ${column}`])
    for (let entry = 0; entry < entries; entry++) {
      world['own entry'] = entry
      runProgram(program, world)
      for (const column of columns) world[`table:${name} ${column}[${entry}]`] = world[`own ${column}`] ?? NaN
    }
    columns.forEach((column, index) => {
      const number = before[index]
      if (number === undefined) delete world[`own ${column}`]
      else world[`own ${column}`] = number
    })
  }
}

/** Runs one of a mechanism's hooks, if it has it; with tables where `usetable` is not 0. */
export function runHook(mechanism: CompiledMechanism, hook: HookName, world: World): void {
  const exact = world.$usetable === 0 ? mechanism.exactPrograms : undefined
  const program = (exact ?? mechanism.programs)[hook]
  const outcome = program && runProgram(program, world)
  if (outcome?.fault)
    throw new Error(`${program?.name}: ${JSON.stringify(program?.faults[outcome.fault.fault])}`)
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
    $secondorder: 0,
  }
  for (const { name, scope, length, default: start } of mechanism.fields) {
    const key = scope === 'global' ? `$${name}` : `own ${name}`
    if (length === undefined) world[key] = start
    for (let index = 0; index < (length ?? 0); index++) world[`${key}[${index}]`] = start
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
  runHook(mechanism, 'current', world)
}

/** Tables, INITIAL with what stands before and after it, the currents once with BEFORE BREAKPOINT, and BEFORE STEP. */
export function initialise(mechanism: CompiledMechanism, world: World): void {
  runHook(mechanism, 'construct', world)
  fillTables(mechanism, world)
  const before = ['beforeInitial', 'initialise', 'afterInitial', 'beforeBreakpoint'] as const
  for (const hook of before) runHook(mechanism, hook, world)
  runCurrents(mechanism, world)
  runHook(mechanism, 'beforeStep', world)
}

/** One step at a voltage that stays as it is, in the order of a fixed step. */
export function step(mechanism: CompiledMechanism, world: World): void {
  const dtMs = world.$dt ?? NaN
  world.$t = (world.$t ?? NaN) + dtMs / 2
  runHook(mechanism, 'beforeBreakpoint', world)
  runCurrents(mechanism, world)
  world.$t += dtMs / 2
  for (const hook of ['state', 'afterSolve', 'beforeStep'] as const) runHook(mechanism, hook, world)
}
