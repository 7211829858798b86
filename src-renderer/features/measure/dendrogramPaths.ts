import { sectionType, type Morphology } from '../../../src-engine/morphology/morphology.ts'
import type { DendrogramLayout } from '../../../src-main/contract/index.ts'
import { typeName } from '../../view3d/colouring.ts'

/** Lines of one colour and nearly one width, in one path. */
export interface DendrogramStroke {
  readonly key: string
  /** The token of the colour, without its dashes. */
  readonly type: ReturnType<typeof typeName>
  readonly widthPx: number
  readonly path: string
  /** Drawn faintly is what is not measured. */
  readonly isFaint: boolean
}

/** Places of a dendrogram in a picture. */
export interface DendrogramFrame {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly rowPx: number
  /** Largest distance. */
  readonly most: number
}

const thinnestPx = 0.9
const thickestPx = 9
/** Neighbouring classes of widths differ by a fifth: just seen. */
const widthRatio = 1.2

/** The largest distance of a section that something leads to. */
export function farthest({ end }: DendrogramLayout): number {
  let most = 0
  for (const value of end) if (Number.isFinite(value)) most = Math.max(most, value)
  return most > 0 ? most : 1
}

/** Where a distance and a row lie. */
export function placeIn({ left, top, width, rowPx, most }: DendrogramFrame) {
  return {
    x: (distance: number) => left + (distance / most) * width,
    y: (row: number) => top + (row + 0.5) * rowPx,
  }
}

/** Sections as lines that are as thick as they are on average, the thin ones below. */
export function dendrogramStrokes(
  { sections }: Morphology,
  layout: DendrogramLayout,
  { frame, diameterUm, types }: {
    readonly frame: DendrogramFrame
    readonly diameterUm: Float64Array
    /** Type numbers that are measured; all without it. */
    readonly types: readonly number[] | undefined
  }, // prettier-ignore
): readonly DendrogramStroke[] {
  const { x, y } = placeIn(frame)
  let thickest = 0
  for (let section = 0; section < sections.count; section++)
    if (sections.type[section] !== sectionType.soma) thickest = Math.max(thickest, diameterUm[section] ?? 0)
  const scale = Math.min(thickestPx, frame.rowPx * 0.8) / Math.max(thickest, 1e-9)
  const classes = new Map<string, { stroke: Omit<DendrogramStroke, 'path'>; path: string }>()
  for (let section = 0; section < sections.count; section++) {
    const number = sections.type[section] ?? 0
    const [from, to] = [layout.start[section] ?? NaN, layout.end[section] ?? NaN]
    if (number === sectionType.soma || !Number.isFinite(from + to)) continue
    const wide = Math.max(thinnestPx, (diameterUm[section] ?? 0) * scale)
    const step = Math.round(Math.log(wide / thinnestPx) / Math.log(widthRatio))
    const isFaint = types !== undefined && !types.includes(number)
    const type = typeName(number)
    const key = `${type} ${step} ${isFaint}`
    const known = classes.get(key) ?? {
      stroke: { key, type, widthPx: thinnestPx * widthRatio ** step, isFaint },
      path: '',
    }
    classes.set(key, known)
    known.path += `M${px(x(from))} ${px(y(layout.row[section] ?? 0))}H${px(x(to))}`
  }
  return [...classes.values()]
    .map(({ stroke, path }) => ({ ...stroke, path }))
    .sort((one, other) => one.widthPx - other.widthPx)
}

/** Upright lines from each section to what goes on from it. */
export function connectorPath(
  { sections }: Morphology,
  layout: DendrogramLayout,
  frame: DendrogramFrame,
): string {
  const { x, y } = placeIn(frame)
  let path = ''
  for (let section = 0; section < sections.count; section++) {
    const up = sections.parent[section] ?? -1
    const from = layout.start[section] ?? NaN
    if (up < 0 || !Number.isFinite(from)) continue
    path += `M${px(x(from))} ${px(y(layout.row[up] ?? 0))}V${px(y(layout.row[section] ?? 0))}`
  }
  return path
}

/** A line over some sections. */
export function sectionsPath(
  layout: DendrogramLayout,
  frame: DendrogramFrame,
  sections: Iterable<number>,
): string {
  const { x, y } = placeIn(frame)
  let path = ''
  for (const section of sections) {
    const [from, to] = [layout.start[section] ?? NaN, layout.end[section] ?? NaN]
    if (Number.isFinite(from + to)) path += `M${px(x(from))} ${px(y(layout.row[section] ?? 0))}H${px(x(to))}`
  }
  return path
}

/** Pixels within which a line is hit. */
const nearPx = 8

/** The section under a place of the picture. */
export function sectionAt(
  layout: DendrogramLayout,
  frame: DendrogramFrame,
  place: { readonly x: number; readonly y: number },
): number | undefined {
  const { x, y } = placeIn(frame)
  let best: number | undefined
  let nearest = nearPx
  for (let section = 0; section < layout.row.length; section++) {
    const beyond = Math.max(
      x(layout.start[section] ?? NaN) - place.x,
      place.x - x(layout.end[section] ?? NaN),
      0,
    )
    const away = Math.hypot(beyond, y(layout.row[section] ?? NaN) - place.y)
    if (away < nearest) {
      nearest = away
      best = section
    }
  }
  return best
}

const px = (value: number): string => String(Math.round(value * 100) / 100)
