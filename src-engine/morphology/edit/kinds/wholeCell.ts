import { diagnose } from '../../../core/diagnostics/catalogue.ts'
import { cos, sin } from '../../../math/elementary.ts'
import type { MorphologyDraft, Refusal } from '../draft.ts'
import type { Transform } from '../draftAnnotations.ts'
import { isCoordinate, refuseCoordinates, refuseFactor } from '../checks.ts'
import { editMessages } from '../messages.ts'
import type { EditOf, Vector } from '../morphologyEdit.ts'

const origin: Vector = [0, 0, 0]

/** Displaces the whole cell. */
export function translate(draft: MorphologyDraft, { by }: EditOf<'translate'>): Refusal {
  const [dx, dy, dz] = by
  return (
    refuseCoordinates(by, 'displacement') ??
    transformAll(draft, (x, y, z) => [x + dx, y + dy, z + dz], 'displacement')
  )
}

/** Stretches the whole cell about a point. */
export function scale(draft: MorphologyDraft, edit: EditOf<'scale'>): Refusal {
  const [fx, fy, fz] = edit.factors
  const [cx, cy, cz] = edit.about ?? origin
  const widths = edit.diameterFactor ?? 1
  const refusal =
    refuseFactor(fx) ??
    refuseFactor(fy) ??
    refuseFactor(fz) ??
    refuseFactor(widths) ??
    refuseCoordinates([cx, cy, cz], 'fixed point')
  if (refusal) return refusal
  const all = draft.sections()
  for (const { points, first, end } of all) {
    for (let row = first; row < end; row++) {
      if (!isCoordinate(points.diameter[row]! * widths))
        return diagnose(editMessages, 'edit/bad-diameter', { diameter: points.diameter[row]! * widths })
    }
  }
  // A factor of 1 leaves the very bits.
  const along = (value: number, factor: number, centre: number) =>
    factor === 1 ? value : centre + factor * (value - centre)
  const failed = transformAll(
    draft,
    (x, y, z) => [along(x, fx, cx), along(y, fy, cy), along(z, fz, cz)],
    'scaled place',
  )
  if (failed || widths === 1) return failed
  for (const section of all) {
    const points = draft.ownPoints(section)
    for (let row = 0; row < points.count; row++) points.diameter[row]! *= widths
  }
  draft.transformAnnotations((x, y, z) => [x, y, z], widths)
  return undefined
}

/** Turns the whole cell (Rodrigues' formula). */
export function rotate(draft: MorphologyDraft, edit: EditOf<'rotate'>): Refusal {
  const [ax, ay, az] = edit.axis
  const length = Math.sqrt(ax * ax + ay * ay + az * az)
  const [cx, cy, cz] = edit.about ?? origin
  const refusal =
    refuseCoordinates([ax, ay, az], 'axis') ??
    refuseCoordinates([cx, cy, cz], 'fixed point') ??
    refuseCoordinates([edit.degrees], 'angle')
  if (refusal) return refusal
  if (!(length > 0)) return diagnose(editMessages, 'edit/bad-number', { what: 'axis' })
  const [ux, uy, uz] = [ax / length, ay / length, az / length]
  const c = cosineOf(edit.degrees)
  const s = cosineOf(edit.degrees - 90)
  return transformAll(
    draft,
    (x, y, z) => {
      const [px, py, pz] = [x - cx, y - cy, z - cz]
      const along = (ux * px + uy * py + uz * pz) * (1 - c)
      return [
        cx + px * c + (uy * pz - uz * py) * s + ux * along,
        cy + py * c + (uz * px - ux * pz) * s + uy * along,
        cz + pz * c + (ux * py - uy * px) * s + uz * along,
      ]
    },
    'turned place',
  )
}

/** Exact at quarter turns. */
function cosineOf(degrees: number): number {
  const turned = ((degrees % 360) + 360) % 360
  if (turned % 90 === 0) return turned === 0 ? 1 : turned === 180 ? -1 : 0
  const radians = (turned * Math.PI) / 180
  return turned > 45 && turned < 135 ? sin(Math.PI / 2 - radians) : cos(radians)
}

function transformAll(draft: MorphologyDraft, transform: Transform, what: string): Refusal {
  const all = draft.sections()
  for (const { points, first, end } of all) {
    for (let row = first; row < end; row++) {
      const [x, y, z] = transform(points.x[row]!, points.y[row]!, points.z[row]!)
      if (!isCoordinate(x) || !isCoordinate(y) || !isCoordinate(z))
        return diagnose(editMessages, 'edit/bad-number', { what })
    }
  }
  for (const section of all) {
    const points = draft.ownPoints(section)
    for (let row = 0; row < points.count; row++) {
      const [x, y, z] = transform(points.x[row]!, points.y[row]!, points.z[row]!)
      points.x[row] = x
      points.y[row] = y
      points.z[row] = z
    }
    const { wire } = section
    if (!wire) continue
    const [x, y, z] = transform(wire.x, wire.y, wire.z)
    section.wire = { x, y, z }
  }
  draft.transformAnnotations(transform)
  return undefined
}
