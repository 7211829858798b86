import { accepted, checked, refused, type Checked } from '../../core/checked.ts'
import type { Morphology } from '../morphology.ts'
import { MorphologyDraft, type EditedMorphology, type Refusal } from './draft.ts'
import type { EditOf, MorphologyEdit, MorphologyEditKind } from './morphologyEdit.ts'
import { attach, detach } from './kinds/attach.ts'
import { cut } from './kinds/cut.ts'
import { scaleDiameters, setDiameter, smoothDiameters, taper } from './kinds/diameters.ts'
import { merge } from './kinds/merge.ts'
import { moveSamples, placeSample } from './kinds/moveSamples.ts'
import { moveSubtree } from './kinds/moveSubtree.ts'
import { deleteSection, deleteSubtree } from './kinds/remove.ts'
import { resample } from './kinds/resample.ts'
import { reroot } from './kinds/reroot.ts'
import { retype } from './kinds/retype.ts'
import { deleteSamples, insertSample, setPoints } from './kinds/samples.ts'
import { rotate, scale, translate } from './kinds/wholeCell.ts'

type Appliers = {
  readonly [Kind in MorphologyEditKind]: (draft: MorphologyDraft, edit: EditOf<Kind>) => Refusal
}

/** How each kind of edit is made on a draft; one that is refused leaves the draft as it was. */
const appliers: Appliers = {
  'move-samples': moveSamples,
  'place-sample': placeSample,
  'move-subtree': moveSubtree,
  'delete-samples': deleteSamples,
  'delete-section': deleteSection,
  'delete-subtree': deleteSubtree,
  'insert-sample': insertSample,
  cut,
  detach,
  attach,
  merge,
  retype,
  'set-diameter': setDiameter,
  taper,
  'scale-diameters': scaleDiameters,
  'smooth-diameters': smoothDiameters,
  resample,
  scale,
  translate,
  rotate,
  reroot,
  'set-points': setPoints,
}

/** Makes one edit on a draft. */
export function applyToDraft(draft: MorphologyDraft, edit: MorphologyEdit): Refusal {
  const applier = appliers[edit.kind] as (draft: MorphologyDraft, edit: MorphologyEdit) => Refusal
  return applier(draft, edit)
}

/**
 * Makes edits one after the other and says what has become of the sections. All are made or none: the first that is
 * impossible refuses the whole.
 */
export function editMorphology(
  morphology: Morphology,
  edits: readonly MorphologyEdit[],
): Checked<EditedMorphology> {
  const draft = new MorphologyDraft(morphology)
  for (const edit of edits) {
    const refusal = applyToDraft(draft, edit)
    if (refusal) return refused([refusal])
  }
  return accepted(draft.build())
}

/** Makes one edit; the cell that is given stays as it is. */
export function applyEdit(morphology: Morphology, edit: MorphologyEdit): Checked<Morphology> {
  const { value, diagnostics } = editMorphology(morphology, [edit])
  return checked(value?.morphology, diagnostics)
}
