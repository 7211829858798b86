import type { CompiledMechanism, EventUse, MechanismField } from '../kernel/compiledMechanism.ts'
import { wholeText } from '../core/source/sourceText.ts'
import { describeObstacle } from './lowering/continuous/fixedStep.ts'
import { diffusionsOf } from './lowering/kinetic/diffusion.ts'
import { fingerprint } from './fingerprint.ts'
import { visitExpression, visitStatements, expressionsOf } from './ast/visit.ts'
import type { Body } from './ast/statements.ts'
import type { LoweredMechanism } from './lowering/index.ts'
import { describeCourse } from './model/course.ts'
import { describeFields, describeIons } from './model/describe.ts'
import type { MechanismModel } from './model/mechanismModel.ts'
import type { Report } from './report.ts'
import { changeOfSeries } from './symbols/series.ts'

/** Everything that the simulation, forms and help need to know of a mechanism, together with its programs. */
export function describeMechanism(report: Report, lowered: LoweredMechanism): CompiledMechanism {
  const { model, lasting, programs, exactPrograms, tables, continuous, exactContinuous, obstacle, stops } =
    lowered
  const hasTables = exactPrograms !== undefined
  const text = wholeText(report.source)
  return {
    name: model.name,
    kind: model.kind,
    title: model.title,
    fields: [
      ...describeFields(model, lasting),
      ...(hasTables && !model.variables.has('usetable') ? [useTable] : []),
    ],
    ions: describeIons(model),
    ...(model.currents.some(({ kind }) => kind === 'electrode') ? { isElectrode: true } : {}),
    programs,
    ...(exactPrograms ? { exactPrograms } : {}),
    ...(lowered.currentWithSlopes ? { currentWithSlopes: lowered.currentWithSlopes } : {}),
    ...(lowered.exactCurrentWithSlopes ? { exactCurrentWithSlopes: lowered.exactCurrentWithSlopes } : {}),
    ...(continuous ? { continuous } : {}),
    ...(exactContinuous ? { exactContinuous } : {}),
    ...(stops ? { stops } : {}),
    tables,
    functionTables: [...model.functionTables.values()].map(table => ({
      name: table.name.name,
      arguments: table.arguments.map(({ name, unit }) => ({ name: name.name, unit })),
      unit: table.unit,
    })),
    events: eventUse(model),
    pointers: model.pointers,
    randoms: model.randoms,
    series: model.series,
    ...changedSeries(model),
    diffusions: diffusionsOf(model),
    ...(model.kind === 'model' ? { course: describeCourse(model) } : {}),
    fixedStepOnly: obstacle && describeObstacle(report.source, obstacle),
    // Worked out when somebody asks: only runs that are kept do.
    get fingerprint() {
      return fingerprint(text)
    },
  }
}

function changedSeries({ series, written }: MechanismModel): Pick<CompiledMechanism, 'changedSeries'> {
  const changed = series.flatMap(name => {
    const change = changeOfSeries(written, name)
    return change === 'none' ? [] : [{ name, grows: change === 'grows' }]
  })
  return changed.length > 0 ? { changedSeries: changed } : {}
}

/** The switch that every mechanism with TABLE has: 0 computes exactly what tables interpolate. */
const useTable: MechanismField = {
  name: 'usetable',
  role: 'parameter',
  scope: 'global',
  unit: '1',
  default: 1,
  limits: [0, 1],
  comment: 'whether TABLE is used',
}

function eventUse(model: MechanismModel): EventUse {
  const called = new Set<string>()
  let watches = false
  const collect = (body: Body | undefined) => {
    if (!body) return
    visitStatements(body, statement => {
      if (statement.kind === 'watch') watches = true
      for (const expression of expressionsOf(statement))
        visitExpression(expression, inner => {
          if (inner.kind === 'call') called.add(inner.callee.name)
        })
    })
  }
  for (const body of [model.initial, model.breakpoint, model.netReceive?.body]) collect(body)
  for (const block of [...model.routines.values(), ...model.solvables.values(), ...model.hooks])
    collect(block.body)
  return {
    weights: model.weights.map(({ name, unit }) => ({ name: name.name, unit })),
    receives: model.netReceive !== undefined,
    sends: watches || called.has('net_send') || called.has('net_move'),
    fires: called.has('net_event'),
    ...(called.has('gid_event') ? { standsIn: true } : {}),
  }
}
