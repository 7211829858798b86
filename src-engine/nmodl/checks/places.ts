import type { Argument, Body } from '../ast/statements.ts'
import type { RoutineBlock, SolvableBlock } from '../ast/blocks.ts'
import type { MechanismModel } from '../model/mechanismModel.ts'

/** What kind of block statements stand in. */
export type PlaceKind =
  | 'initial'
  | 'breakpoint'
  | 'constructor'
  | 'destructor'
  | 'hook'
  | 'net-receive'
  | RoutineBlock['kind']
  | SolvableBlock['kind']

/** A block with statements. */
export interface Place {
  readonly kind: PlaceKind
  /** `INITIAL`, `PROCEDURE rates`: how messages name it. */
  readonly title: string
  readonly body: Body
  /** Names that only this block knows, besides its LOCALs. */
  readonly arguments: readonly Argument[]
  /** Where it is a routine. */
  readonly routine: RoutineBlock | undefined
}

/** Every block of a file that has statements, in no order. */
export function placesOf(model: MechanismModel): readonly Place[] {
  const places: Place[] = []
  const add = (kind: PlaceKind, title: string, body: Body | undefined, more: Partial<Place> = {}): void => {
    if (body) places.push({ kind, title, body, arguments: [], routine: undefined, ...more })
  }
  add('constructor', 'CONSTRUCTOR', model.construct)
  add('destructor', 'DESTRUCTOR', model.destruct)
  add('initial', 'INITIAL', model.initial)
  add('breakpoint', 'BREAKPOINT', model.breakpoint)
  for (const { when, at, body } of model.hooks) {
    add('hook', `${when.toUpperCase()} ${at.toUpperCase()}`, body)
  }
  if (model.netReceive) {
    add('net-receive', 'NET_RECEIVE', model.netReceive.body, { arguments: model.netReceive.arguments })
  }
  for (const block of model.solvables.values()) {
    add(block.kind, `${block.kind.toUpperCase()} ${block.name.name}`, block.body)
  }
  for (const routine of model.routines.values()) {
    const title = `${routine.kind.toUpperCase()} ${routine.name.name}`
    add(routine.kind, title, routine.body, { arguments: routine.arguments, routine })
  }
  return places
}
