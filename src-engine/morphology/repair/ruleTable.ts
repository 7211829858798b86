import type { RepairRule } from './rule.ts'
import { backTracking } from './rules/backTracking.ts'
import { cutPlanes } from './rules/cutPlanes.ts'
import {
  diameterJumps,
  diameterSteps,
  equalDiameters,
  implausibleDiameters,
  negativeDiameters,
  zeroDiameters,
} from './rules/diameters.ts'
import { fatEnds } from './rules/fatEnds.ts'
import { flatNeurites } from './rules/flatNeurites.ts'
import { branchGaps, multifurcations, trifurcations, unifurcations, wrongRootPoints } from './rules/forks.ts'
import { jumps } from './rules/jumps.ts'
import { narrowSections } from './rules/narrowSections.ts'
import { narrowStarts } from './rules/narrowStarts.ts'
import { overlappingPoints } from './rules/overlappingPoints.ts'
import { danglingBranches, disconnectedPieces, rootJumps, startsInOtherSomas } from './rules/pieces.ts'
import { presence } from './rules/presence.ts'
import { risingDiameters } from './rules/risingDiameters.ts'
import { branchingSoma, multipleSomas, noSoma, somaOnNeurite, zeroSoma } from './rules/somas.ts'
import { startJumps } from './rules/startJumps.ts'
import { crossings, touchingTips } from './rules/touching.ts'
import { axonsOnDendrites, typeChanges, unknownTypes } from './rules/types.ts'
import {
  constantDepth,
  fewPoints,
  implausibleExtent,
  shortStems,
  shrinkage,
  wholeCoordinates,
} from './rules/wholeCell.ts'
import { zeroLengthSections } from './rules/zeroLengthSections.ts'
import { zeroLengthSegments } from './rules/zeroLengthSegments.ts'

/** Every check, in the order of the checklist and in which `repairMorphology` makes their fixes. */
export const repairRules: readonly RepairRule[] = [
  // Points and diameters first: fixes of the tree look at both.
  zeroLengthSegments,
  zeroLengthSections,
  negativeDiameters,
  zeroDiameters,
  implausibleDiameters,
  fatEnds,
  narrowStarts,
  narrowSections,
  diameterJumps,
  equalDiameters,
  risingDiameters,
  jumps,
  startJumps,
  backTracking,
  overlappingPoints,
  // The tree.
  noSoma,
  multipleSomas,
  somaOnNeurite,
  branchingSoma,
  zeroSoma,
  disconnectedPieces,
  danglingBranches,
  startsInOtherSomas,
  rootJumps,
  wrongRootPoints,
  branchGaps,
  touchingTips,
  crossings,
  typeChanges,
  axonsOnDendrites,
  unknownTypes,
  unifurcations,
  trifurcations,
  multifurcations,
  diameterSteps,
  shortStems,
  // The cell as a whole.
  ...presence,
  cutPlanes,
  flatNeurites,
  constantDepth,
  shrinkage,
  implausibleExtent,
  wholeCoordinates,
  fewPoints,
]

const byId = new Map(repairRules.map(rule => [rule.id, rule]))

/** The rule with an id, or with the name that NeuroM gives it, such as `has_no_jumps`. */
export function findRule(id: string): RepairRule | undefined {
  return (
    byId.get(id) ??
    repairRules.find(({ source }) => source.split(/[ ,;()]+/).includes(id) && id.includes('_'))
  )
}
