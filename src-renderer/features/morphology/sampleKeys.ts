import type { MorphologyEdit } from '../../../src-engine/morphology/edit/morphologyEdit.ts'
import type { EditedSample } from '../../stores/cellEditStore.ts'
import type { Camera } from '../../view3d/camera.ts'
import type { Point3 } from '../../view3d/geometry/arcs.ts'
import { planeMove } from '../../view3d/sampleHandles.ts'

/** A press of + or − changes a diameter by this factor. */
const thicker = 1.1

/** A press of an arrow key moves a sample so far in the picture [px]. */
const nudgePixels = 4

/** To a thousandth of a micrometre, which is finer than any microscope. */
const rounded = (um: number): number => Math.round(um * 1000) / 1000

/** The edit that puts a sample, or all from it on, so far from where it is [µm]. */
export function moveEdit(at: EditedSample, by: Point3, withSubtree: boolean): MorphologyEdit {
  const vector = [rounded(by.x), rounded(by.y), rounded(by.z)] as const
  return withSubtree
    ? { kind: 'move-subtree', section: at.section, from: at.sample, keepStart: at.sample === 0, by: vector }
    : { kind: 'move-samples', samples: [at], by: vector }
}

/** What a key does to the sample that has the focus; undefined where it does nothing. */
export function editOfKey(
  { key, altKey, shiftKey, ctrlKey, metaKey }: KeyboardEvent,
  at: EditedSample,
  { diameterUm, camera }: { readonly diameterUm: number; readonly camera: Camera },
): MorphologyEdit | undefined {
  if (ctrlKey || metaKey) return undefined
  if (altKey) {
    const step = {
      ArrowLeft: [-nudgePixels, 0],
      ArrowRight: [nudgePixels, 0],
      ArrowUp: [0, -nudgePixels],
      ArrowDown: [0, nudgePixels],
    }[key]
    return step && moveEdit(at, planeMove(camera, step[0] ?? 0, step[1] ?? 0), shiftKey)
  }
  if (key === 'Delete' || key === 'Backspace')
    return { kind: 'delete-samples', section: at.section, samples: [at.sample] }
  const factor = { '+': thicker, '=': thicker, '-': 1 / thicker }[key]
  return factor === undefined
    ? undefined
    : { kind: 'set-diameter', ...at, diameter: Number((diameterUm * factor).toPrecision(4)) }
}
