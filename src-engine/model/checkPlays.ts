import { closestName } from '../core/closestName.ts'
import { diagnose } from '../core/diagnostics/catalogue.ts'
import type { Diagnostic } from '../core/diagnostics/diagnostic.ts'
import type { MechanismField } from '../kernel/compiledMechanism.ts'
import { isLayers } from '../kernel/outside.ts'
import { type CellScope, type NetworkScope, processVariable } from './checkEvents.ts'
import { scopeOfSection } from './checkProbes.ts'
import { about, checkLocation, checkRegion } from './checkUses.ts'
import { connectionVariable, connectionVariableNames, hasThreshold } from './connectionVariables.ts'
import { circuitSource } from './linearCircuit.ts'
import { modelMessages } from './diagnostics.ts'
import type { PlayTarget, PlayUse } from './document.ts'
import { eventMessages } from './eventDiagnostics.ts'
import { playMessages } from './playDiagnostics.ts'
import { fieldNamed, resolveVariable, type Variable } from './variables.ts'
import { unknownVariable } from './unknownVariable.ts'

/** The GLOBAL that a name stands for, `hh.q10` or `celsius`; undefined where there is none. */
export function globalVariable(name: string, { mechanisms }: Pick<NetworkScope, 'mechanisms'>) {
  if (name === 'celsius') return { key: name, mechanism: undefined }
  const dot = name.lastIndexOf('.')
  const mechanism = dot > 0 ? mechanisms.get(name.slice(0, dot)) : undefined
  const found = mechanism && fieldNamed(mechanism, name.slice(dot + 1))
  return found?.field.scope === 'global'
    ? { key: `${mechanism!.name}.${found.column}`, mechanism }
    : undefined
}

const isChoice = (field: MechanismField) => field.scope === 'global' && field.name === 'usetable'

/** What is wrong with a variable that is to follow a course, wherever it is. */
function checkVariable(
  variable: Variable,
  name: string,
  use: string,
  { description, context }: CellScope,
): Diagnostic[] {
  const refuse = (why: string) => [diagnose(playMessages, 'model/cannot-play', { name, use, why })]
  if (variable.kind === 'membrane') return refuse('it follows from the membrane’s equations')
  if (variable.kind === 'density' || variable.kind === 'point')
    return isChoice(variable.field) ? refuse('it decides how the model is prepared') : []
  const layered = description.mechanisms.some(one => isLayers({ name: one.mechanism }))
  if (variable.kind === 'voltage' && layered && context.mechanisms.get('extracellular'))
    return refuse('with layers outside, v is the difference of two potentials')
  return []
}

function checkPlaced(target: PlayTarget, use: string, cell: CellScope): Diagnostic[] {
  const { at, region, variable: name } = target
  const found: Diagnostic[] = []
  if (at) found.push(...checkLocation(at, use, cell.context))
  if (region !== undefined) found.push(...checkRegion(region, use, cell.context))
  const here = at ? cell.context.sections.section(at.section) : undefined
  const sections = here === undefined ? (cell.context.sections.region(region ?? '') ?? []) : [here]
  for (const section of sections) {
    const scope = scopeOfSection(cell.description, section, cell.context)
    const variable = resolveVariable(name, scope)
    if (variable) {
      const wrong = checkVariable(variable, name, use, cell)
      if (wrong.length > 0) return [...found, ...wrong]
      continue
    }
    const place = at ? `${at.section}(${at.x})` : (cell.context.sections.names[section] ?? '')
    return [...found, unknownVariable(name, place, scope)]
  }
  return found
}

/** What is wrong with a target that is one of a connection's own numbers. */
function checkOfConnection(
  { connection: id = '', at, region, cell, variable, scale = 1 }: PlayTarget,
  { values, course }: PlayUse,
  use: string,
  scope: NetworkScope,
): Diagnostic[] {
  const refuse = (why: string, meant?: string) => [
    diagnose(playMessages, 'model/play-of-connection', { use, why, meant }),
  ]
  const connection = scope.connections.get(id)
  if (!connection)
    return refuse(`no connection is called "${id}"`, closestName(id, [...scope.connections.keys()]))
  if (at || region !== undefined || cell !== undefined)
    return refuse(`"${variable}" of "${id}" is given a place, and a connection has none`)
  const mechanism = scope.processes.get(connection.target)
  if (!mechanism) return []
  const found = connectionVariable(mechanism, variable)
  if (!found)
    return refuse(
      `"${id}" has nothing called "${variable}"`,
      closestName(variable, connectionVariableNames(mechanism)),
    )
  if (found.kind === 'weight') return []
  if (course !== 'stepped') return refuse(`"${variable}" of "${id}" goes in steps, not along lines`)
  const given = values.map(value => value * Number(scale))
  const short = given.find(value => value < 0)
  if (found.kind === 'delay' && short !== undefined)
    return refuse(`"${id}" would have a delay of ${short} ms, and a delay is 0 or more`)
  if (found.kind === 'active' && given.some(value => value !== 0 && value !== 1))
    return refuse(`"active" of "${id}" is 0 or 1`)
  if (found.kind === 'threshold' && !hasThreshold(connection, scope.gids))
    return refuse(`"${id}" does not begin at a variable that is compared with a threshold`)
  return []
}

function checkTarget(target: PlayTarget, play: PlayUse, use: string, scope: NetworkScope): Diagnostic[] {
  const { at, region, variable, scale = 1 } = target
  const found: Diagnostic[] = []
  const factors = typeof scale === 'number' ? [scale] : scale
  if (!factors.every(Number.isFinite))
    found.push(diagnose(modelMessages, 'model/value-not-finite', { name: 'scale', use }))
  if (typeof scale !== 'number' && region === undefined)
    found.push(diagnose(playMessages, 'model/play-factors-without-region', { name: variable, use }))
  if (target.connection !== undefined) return [...found, ...checkOfConnection(target, play, use, scope)]
  if (at && region !== undefined)
    return [...found, diagnose(playMessages, 'model/play-two-places', { name: variable, use })]
  if (at || region !== undefined) {
    const cell = scope.cells.get(target.cell ?? '')
    if (cell) return [...found, ...checkPlaced(target, use, cell)]
    const name = target.cell ?? ''
    const meant = closestName(name, [...scope.cells.keys()])
    return [...found, diagnose(eventMessages, 'model/unknown-cell', { name, use, meant })]
  }
  const process = processVariable(variable, scope.processes)
  const choice = process ? isChoice(process.field) : variable.endsWith('.usetable')
  if (choice) {
    const facts = { name: variable, use, why: 'it decides how the model is prepared' }
    return [...found, diagnose(playMessages, 'model/cannot-play', facts)]
  }
  if (process || circuitSource(variable, scope.circuits) || globalVariable(variable, scope)) return found
  const processes = [...scope.processes].flatMap(([owner, mechanism]) =>
    mechanism.fields.filter(field => field.scope !== 'hidden').map(field => `${owner}.${field.name}`),
  )
  const globals = scope.mechanisms
    .names()
    .flatMap(name =>
      (scope.mechanisms.get(name)?.fields ?? []).flatMap(field =>
        field.scope === 'global' ? [`${name}.${field.name}`] : [],
      ),
    )
  const sources = scope.circuits.flatMap(({ id, sources: of }) => of.map(({ name }) => `${id}.${name}`))
  const meant = closestName(variable, [...processes, ...sources, ...globals, 'celsius'])
  return [...found, diagnose(playMessages, 'model/unknown-played', { name: variable, use, meant })]
}

function checkCourse({ timesMs, values }: PlayUse, use: string): Diagnostic[] {
  const wrong = (why: string) => [diagnose(playMessages, 'model/play-course', { use, why })]
  if (values.length === 0) return wrong('it has no values')
  if (!values.every(Number.isFinite))
    return [diagnose(modelMessages, 'model/value-not-finite', { name: 'values', use })]
  if (!('intervalMs' in timesMs)) {
    if (timesMs.length !== values.length)
      return wrong(`it has ${values.length} values but ${timesMs.length} times`)
    if (!timesMs.every(Number.isFinite))
      return [diagnose(modelMessages, 'model/value-not-finite', { name: 'times', use })]
    const back = timesMs.findIndex((time, index) => index > 0 && time < timesMs[index - 1]!)
    return back < 0 ? [] : wrong(`its times go back from ${timesMs[back - 1]} to ${timesMs[back]} ms`)
  }
  const { intervalMs } = timesMs
  return Number.isFinite(intervalMs) && intervalMs > 0
    ? []
    : wrong(`its interval must be more than 0 ms, and is ${intervalMs}`)
}

/** What is wrong with what follows a course given beforehand. */
export function checkPlays(plays: readonly PlayUse[], scope: NetworkScope): Diagnostic[] {
  return plays.flatMap(play => {
    const use = `Play "${play.id}"`
    return about(`plays.${play.id}`, [
      ...checkCourse(play, use),
      ...play.targets.flatMap(target => checkTarget(target, play, use, scope)),
    ])
  })
}
