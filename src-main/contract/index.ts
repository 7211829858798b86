import type { ServiceSpec } from '../rpc/spec.ts'
import { analysesSpec, type AnalysesService } from './analyses.ts'
import { applicationSpec, type ApplicationService } from './application.ts'
import { cellEditsSpec, type CellEditsService } from './cellEdits.ts'
import { conditionsSpec, type ConditionsService } from './conditions.ts'
import { conversionsSpec, type ConversionsService } from './conversions.ts'
import { jobsSpec, type JobsService } from './jobs.ts'
import { measuresSpec, type MeasuresService } from './measures.ts'
import { mechanismsSpec, type MechanismsService } from './mechanisms.ts'
import { modelsSpec, type ModelsService } from './models.ts'
import { morphologiesSpec, type MorphologiesService } from './morphologies.ts'
import { projectSpec, type ProjectService } from './project.ts'
import { reductionsSpec, type ReductionsService } from './reductions.ts'
import { repairsSpec, type RepairsService } from './repairs.ts'
import { runsSpec, type RunsService } from './runs.ts'
import { settingsSpec, type SettingsService } from './settings.ts'
import { sweepsSpec, type SweepsService } from './sweeps.ts'
import { tracesSpec, type TracesService } from './traces.ts'

/** Everything that a window may ask of the host. */
export interface HostApi {
  readonly application: ApplicationService
  readonly analyses: AnalysesService
  readonly project: ProjectService
  readonly morphologies: MorphologiesService
  readonly repairs: RepairsService
  readonly reductions: ReductionsService
  readonly conversions: ConversionsService
  readonly cellEdits: CellEditsService
  readonly measures: MeasuresService
  readonly mechanisms: MechanismsService
  readonly models: ModelsService
  readonly runs: RunsService
  readonly conditions: ConditionsService
  readonly sweeps: SweepsService
  readonly traces: TracesService
  readonly jobs: JobsService
  readonly settings: SettingsService
}

/** Raised whenever a member changes meaning; window and host must agree. */
export const contractVersion = 1

/** How each member is called and what its argument must look like. */
export const hostSpec = {
  application: applicationSpec,
  analyses: analysesSpec,
  project: projectSpec,
  morphologies: morphologiesSpec,
  repairs: repairsSpec,
  reductions: reductionsSpec,
  conversions: conversionsSpec,
  cellEdits: cellEditsSpec,
  measures: measuresSpec,
  mechanisms: mechanismsSpec,
  models: modelsSpec,
  runs: runsSpec,
  conditions: conditionsSpec,
  sweeps: sweepsSpec,
  traces: tracesSpec,
  jobs: jobsSpec,
  settings: settingsSpec,
} as const satisfies { readonly [K in keyof HostApi]: ServiceSpec<HostApi[K]> }

export type * from './analyses.ts'
export type * from './application.ts'
export type * from './cellEdits.ts'
export type * from './conditions.ts'
export type * from './conversions.ts'
export type * from './jobs.ts'
export type * from './measures.ts'
export type * from './mechanisms.ts'
export type * from './models.ts'
export type * from './morphologies.ts'
export type * from './project.ts'
export type * from './reductions.ts'
export type * from './repairs.ts'
export type * from './runs.ts'
export type * from './settings.ts'
export type * from './sweeps.ts'
export type * from './traces.ts'
