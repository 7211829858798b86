import { biophysicsFeature } from '../features/biophysics/feature.ts'
import { cellEditFeature } from '../features/cellEdit/feature.ts'
import { compareFeature } from '../features/compare/feature.ts'
import { convertFeature } from '../features/convert/feature.ts'
import { helpFeature } from '../features/help/feature.ts'
import { historyFeature } from '../features/history/feature.ts'
import { impedanceFeature } from '../features/impedance/feature.ts'
import { importFeature } from '../features/import/feature.ts'
import { measureFeature } from '../features/measure/feature.ts'
import { mechanismsFeature } from '../features/mechanisms/feature.ts'
import { morphologyFeature } from '../features/morphology/feature.ts'
import { problemsFeature } from '../features/problems/feature.ts'
import { projectFeature } from '../features/project/feature.ts'
import { protocolFeature } from '../features/protocol/feature.ts'
import { repairFeature } from '../features/repair/feature.ts'
import { reduceFeature } from '../features/reduce/feature.ts'
import { runFeature } from '../features/run/feature.ts'
import { sectionsFeature } from '../features/sections/feature.ts'
import { settingsFeature } from '../features/settings/feature.ts'
import { sweepFeature } from '../features/sweep/feature.ts'
import { tracesFeature } from '../features/traces/feature.ts'
import type { Feature } from './feature.ts'

/** Every feature of the workbench; the order is that of lists, bars and the palette. */
export const features: readonly Feature[] = [
  projectFeature,
  historyFeature,
  morphologyFeature,
  importFeature,
  cellEditFeature,
  compareFeature,
  reduceFeature,
  convertFeature,
  sectionsFeature,
  repairFeature,
  measureFeature,
  biophysicsFeature,
  mechanismsFeature,
  protocolFeature,
  runFeature,
  tracesFeature,
  sweepFeature,
  impedanceFeature,
  problemsFeature,
  settingsFeature,
  helpFeature,
]
