/**
 * The library that scripts import as `hillock`: build cells and networks, run them, read what they did.
 * resources/help/scripting.md shows it by examples.
 */

export { Cell, Process, Section, type Parameters, type Place, type SectionShape, type Where } from './cell.ts'
export { Model, type NetworkParts, type StartOptions } from './model.ts'
export type { ConnectionOptions } from './connections.ts'
export type { Recording } from './recordings.ts'
export { ModelError } from './modelError.ts'
export type { Quantity } from './quantity.ts'
export { rank, ranks } from './ranks.ts'
export { Run, type AtTime, type Trace } from './run.ts'
export type { SavedModel, SavedMorphology } from './savedModel.ts'
export { StateMachine } from './stateMachine.ts'
export { createStream, type GeneratorChoice, type RandomStream } from '../../src-engine/index.ts'
export type { Diagnostic } from '../../src-engine/core/diagnostics/diagnostic.ts'
export type { ModelDocument, RunSettings } from '../../src-engine/model/document.ts'
export type { NetworkDocument } from '../../src-engine/model/networkDocument.ts'
export type { InitialisationPhase } from '../../src-engine/simulation/initialisation.ts'
