/**
 * The engine's one door: everything that the host, the command line and tests of behaviour use. Types may be
 * imported from where they are declared; the native machine comes from native/binding.ts.
 */

export { type Checked, hasErrors } from './core/checked.ts'
export type { Diagnostic, Fix, Severity, TextEdit } from './core/diagnostics/diagnostic.ts'
export { renderLine, renderWithFrame } from './core/diagnostics/render.ts'
export { CancelledError, InternalError } from './core/errors.ts'
export { createSourceText, type SourceText } from './core/source/sourceText.ts'

export type { Morphology, Samples, Sections } from './morphology/morphology.ts'
export type { Annotations, Marker, Outline, Spine } from './morphology/annotations.ts'
export { sectionType } from './morphology/morphology.ts'
export { MorphologyBuilder } from './morphology/builder.ts'
export { type ArchiveEntry, isZip, listArchive, readArchiveEntry } from './morphology/archive/listArchive.ts'
export { somaChoices, type SomaChoice } from './morphology/soma/somaChoices.ts'
export { somaRules, type SomaRule } from './morphology/soma/somaRule.ts'
export { neuromlCells } from './morphology/formats/neuroml/listCells.ts'
export {
  defaultReadOptions,
  lenientReading,
  readMorphology,
  unpackMorphology,
} from './morphology/readMorphology.ts'
export type { BinaryFormat, MorphologyFormat, ReadOptions } from './morphology/formats/format.ts'
export { judgeName, morphologyExtensions } from './morphology/formats/judgeName.ts'
export { binaryFormats, morphologyFormats } from './morphology/formats/registry.ts'
export { writeMorphology } from './morphology/writers/writeMorphology.ts'
export { type WriterOptionDefinition, writerOptions } from './morphology/writers/optionTable.ts'
export { findWriter, morphologyWriters } from './morphology/writers/registry.ts'
export {
  defaultWriterOptions,
  type MorphologyWriter,
  type WriterOptions,
  type WrittenMorphology,
} from './morphology/writers/writer.ts'
export {
  convertGeometry,
  convertMorphologyGeometry,
  convertNtscable,
  type NtscableConversion,
  ntscableText,
} from './morphology/ntscable/convert.ts'
export { defaultNtscableOptions, type NtscableOptions } from './morphology/ntscable/options.ts'
export { ntscableOptions, type OptionDefinition } from './morphology/ntscable/optionTable.ts'
export { type ConversionPreview, conversionPreview, previewOf } from './morphology/ntscable/preview.ts'
export { convertedMorphology, tracedMorphology } from './morphology/ntscable/previewCells.ts'
export { printReport } from './morphology/ntscable/printReport.ts'
export { type GivenOptions, readNtscableOptions } from './morphology/ntscable/readOptions.ts'
export type { ConversionReport } from './morphology/ntscable/report.ts'
export { ntscableMorphology } from './morphology/ntscable/toMorphology.ts'
export type { EditOf, MorphologyEdit, MorphologyEditKind } from './morphology/edit/morphologyEdit.ts'
export { applyEdit, editMorphology } from './morphology/edit/applyEdit.ts'
export { describeEdit } from './morphology/edit/describeEdit.ts'
export type { EditedMorphology } from './morphology/edit/draft.ts'
export { readEdit } from './morphology/edit/readEdit.ts'
export {
  composeMappings,
  mapPlace,
  mapSection,
  type SectionMapping,
} from './morphology/edit/sectionMapping.ts'
export { Hdf5Error } from './morphology/hdf5/hdf5Error.ts'
export { hdf5Group, type Hdf5Group, type NumberTable } from './morphology/hdf5/hdf5Group.ts'
export { type Hdf5Library, provideHdf5 } from './morphology/hdf5/hdf5Library.ts'
export { decodeText } from './morphology/text/decodeText.ts'
export type { Finding, RepairRule, RuleFix, Threshold } from './morphology/repair/rule.ts'
export { findings, type FindingOptions, type RepairThresholds } from './morphology/repair/findings.ts'
export {
  applyFix,
  editsOfFix,
  type EditPreview,
  previewEdits,
  previewNumbers,
  type PreviewNumbers,
} from './morphology/repair/applyFix.ts'
export {
  type FixChoice,
  type RepairDone,
  type RepairedMorphology,
  repairMorphology,
  safeFixes,
} from './morphology/repair/repairMorphology.ts'
export { findRule, repairRules } from './morphology/repair/ruleTable.ts'
export { drawCell } from './morphology/picture/drawCell.ts'
export { drawSeen } from './morphology/picture/drawSeen.ts'
export { type DendrogramAxis, drawDendrogram } from './morphology/picture/drawDendrogram.ts'
export {
  type DendrogramLayout,
  layDendrogram,
  orderDistances,
  pathDistances,
  type SectionDistances,
} from './morphology/picture/layDendrogram.ts'
export { px, xmlText } from './morphology/picture/svgText.ts'
export { defaultPictureOptions, type PictureOptions } from './morphology/picture/pictureOptions.ts'
export type { PictureView } from './morphology/picture/projection.ts'
export { samplePathDistances } from './morphology/measure/pathDistance.ts'
export { measureSections, type SectionTable } from './morphology/measure/sectionTable.ts'
export { type MorphologyTotals, summarise } from './morphology/measure/summary.ts'
export { MeasuredCell } from './morphology/measure/cell/measuredCell.ts'
export { type MeasureFilters, Selection } from './morphology/measure/cell/selection.ts'
export { chooseFeatures } from './morphology/measure/features/chooseFeatures.ts'
export type { Feature } from './morphology/measure/features/feature.ts'
export { sourceInWords } from './morphology/measure/features/featureHelp.ts'
export { findFeature, morphologyFeatures } from './morphology/measure/features/registry.ts'
export { type MeasuredFeature, measureMorphology } from './morphology/measure/measureMorphology.ts'
export { type Bar, persistenceBarcode } from './morphology/measure/persistence/barcode.ts'
export { bottleneckDistance } from './morphology/measure/persistence/bottleneck.ts'
export { imageDistance, persistenceImage } from './morphology/measure/persistence/persistenceImage.ts'
export { persistenceLandscape } from './morphology/measure/persistence/persistenceLandscape.ts'
export {
  cellValue,
  comparePopulations,
  type FeatureComparison,
} from './morphology/measure/population/comparePopulations.ts'
export { type Description, describeSample } from './morphology/measure/population/describe.ts'
export {
  type ShollOptions,
  type ShollProfile,
  shollProfile,
} from './morphology/measure/sholl/shollProfile.ts'
export { summariseSholl } from './morphology/measure/sholl/shollSummary.ts'
export { strahlerTable } from './morphology/measure/strahlerTable.ts'
export { type ElectrotonicAnatomy, electrotonicAnatomy } from './electrotonic/electrotonicAnatomy.ts'
export { type LengthConstants, lengthConstants } from './electrotonic/lengthConstants.ts'
export { transformedCell } from './electrotonic/transformedCell.ts'

export type { CompiledMechanism, IonUse, MechanismField } from './kernel/compiledMechanism.ts'
export {
  compileMechanism,
  type CompileOptions,
  printStage,
  type Stage,
  stages,
  stageSummaries,
} from './nmodl/compile.ts'
export { type Curves, findCurves, noCurves } from './nmodl/language/curves.ts'
export type { CurveInputs } from './nmodl/language/tabulate.ts'
export { addFixes } from './nmodl/language/fixes.ts'
export { describeLanguage, type LanguageReference } from './nmodl/language/reference.ts'
export { type LanguageSymbol, listSymbols } from './nmodl/language/symbols.ts'
export { type Catalogue, checkMechanisms, createCatalogue, joinMechanisms } from './mechanisms/catalogue.ts'
export { ionDefaults } from './mechanisms/ions.ts'

export { emptyModel } from './model/document.ts'
export type {
  AdaptiveSettings,
  ArtificialCellUse,
  ConnectionUse,
  Discretisation,
  EventSource,
  FunctionTableUse,
  Location,
  MechanismUse,
  ModelDocument,
  PointerUse,
  ElectrodeUse,
  PlayTarget,
  PlayUse,
  PointProcessUse,
  Probe,
  ProcessProbe,
  ProcessSpikes,
  PropertyUse,
  RandomIdsUse,
  Region,
  RunSettings,
  SampleTimes,
  SeriesUse,
  StreamUse,
  SpikeProbe,
  TransferUse,
} from './model/document.ts'
export type {
  CircuitElement,
  CircuitPlace,
  CircuitUse,
  ElementCircuit,
  MatrixCircuit,
  SourceStep,
} from './model/circuitUse.ts'
export { checkModel, type ModelSurroundings } from './model/check.ts'
export { type CarriedModel, type CarriedPlaces, carryModel } from './model/carry.ts'
export { indexSections, type SectionIndex, standardRegions } from './model/regions.ts'
export { structureDifferences } from './model/structureDifferences.ts'
export { propertyNames } from './model/properties.ts'
export { scopeOfSection } from './model/checkProbes.ts'
export { variableNames } from './model/variables.ts'

export type { Compartments } from './cable/compartments.ts'
export { discretise } from './cable/discretise/discretise.ts'
export { discretisationPolicies } from './cable/discretise/registry.ts'

export { createStream, type GeneratorChoice, type RandomStream } from './random/stream.ts'

export type { Machine, MachineInfo, MachineSession } from './kernel/machine.ts'
export { RanksApart } from './kernel/ranks.ts'
export type { CellDescription, CellModel, SharedSettings } from './simulation/cellModel.ts'
export {
  type ModelPlan,
  planRuns,
  type Recorded,
  type SolveRequest,
  type Stretch,
} from './simulation/modelRuns.ts'
export { type ModelRun, prepareModel } from './simulation/prepareModel.ts'
export { discretiseModel } from './simulation/discretiseModel.ts'
export { prepareCells, prepareRun, type PrepareSurroundings } from './simulation/prepare.ts'
export type { PrepareOptions } from './simulation/prepareOptions.ts'
export type {
  PreparedCells,
  PreparedProbe,
  PreparedRun,
  PreparedSpikeProbe,
} from './simulation/preparedRun.ts'
export { conductivityAt } from './fieldPotential/media.ts'
export { throughMedium } from './fieldPotential/throughMedium.ts'
export { needWholeTrace, withMedia } from './fieldPotential/withMedia.ts'
export type { Dispersion, Medium } from './model/medium.ts'
export { printedMessages, printedText } from './simulation/printing.ts'
export { hasOpenSteps, startRun } from './simulation/run.ts'
export {
  computeImpedance,
  type Impedance,
  type ImpedanceRequest,
  type PlaceImpedance,
} from './impedance/impedance.ts'
export { type DataTable, readDataTable } from './fit/dataTable.ts'
export { fitModel, type ModelFit } from './fit/fitModel.ts'
export { type DesignTable, designTable } from './sweep/design.ts'
export { recordedProbes } from './sweep/recordedProbes.ts'
export { type PlannedSweep, planSweep, type VariantResult } from './sweep/runSweep.ts'
export { checkSweepStart, type SweepStart } from './sweep/start.ts'
export type { VariantTrace } from './sweep/summary.ts'
export { readSweepList } from './sweep/listTable.ts'
export { nameOfTarget, targetOfName } from './sweep/targetNames.ts'
export { checkTargets, variantOf } from './sweep/variant.ts'
export type { SweepParameter, SweepTarget, SweepUse } from './model/sweepUse.ts'
export { type Solution, solveModel } from './simulation/solveModel.ts'
export type {
  RestoreOptions,
  RunHandle,
  RunSlice,
  RunSnapshot,
  SampledTrace,
} from './simulation/runHandle.ts'
export { readStateFacts, type StateFacts } from './simulation/stateFacts.ts'
export { stepCount } from './simulation/stepCount.ts'
export { mapPlace as placeOnReduced, type SectionPlace } from './morphology/reduction/locationMapping.ts'
export { type PassiveCable, type UniformCable, uniformCable } from './morphology/reduction/passiveCable.ts'
export {
  type CableReport,
  type ReducedCell,
  type ReductionMethod,
  reductionMethods,
  type ReductionReport,
} from './morphology/reduction/reducedCell.ts'
export { defaultErrorRequest, usualSites } from './reduction/errorRequest.ts'
export {
  type Difference,
  type ErrorRequest,
  type FullCell,
  measureFull,
  reductionErrors,
  type ReductionErrors,
} from './reduction/errors.ts'
export { reduceMorphology, type Reduction } from './reduction/methods.ts'
export { passiveOfModel, withAssumedLeak } from './reduction/model/passiveOfModel.ts'
export { reduceModel, type ReducedModel } from './reduction/model/reduceModel.ts'
export {
  cableOptions,
  optionsOfMethod,
  type OptionValue,
  type ReductionOption,
  reductionOptions,
  type ReductionSettings,
} from './reduction/optionTable.ts'
export { type MethodText, methodTexts } from './reduction/methodTexts.ts'
export { readSettings } from './reduction/readSettings.ts'
export {
  type Candidate,
  chooseCandidate,
  errorsToJudge,
  judgeSettings,
  recommend,
  type Recommendation,
  settingsWith,
  type Tolerances,
  usualTolerances,
} from './reduction/recommend.ts'
