import type { Morphology } from '../../../src-engine/morphology/morphology.ts'
import type { DendrogramLayout } from '../../../src-main/contract/index.ts'

/** A dendrogram as a few SVG paths. */
export interface DendrogramPicture {
  readonly branches: readonly { readonly type: TypeName; readonly path: string }[]
  readonly connectors: string
  readonly lit: string
  /** Where each root stands. */
  readonly somas: readonly { readonly x: number; readonly y: number }[]
}

/** Section types that have a colour. */
export type TypeName = 'soma' | 'axon' | 'dend' | 'apic' | 'other'

const typeNames: readonly TypeName[] = ['other', 'soma', 'axon', 'dend', 'apic']

/** What a dendrogram is drawn into [pixels], and the largest distance that must find room. */
export interface DendrogramFrame {
  readonly width: number
  readonly height: number
  readonly most: number
}

const marginPx = 6
const mostRowPx = 16

/** Where a distance and a row lie in the picture. */
export function dendrogramScale({ leaves }: DendrogramLayout, { width, height, most }: DendrogramFrame) {
  const perUm = (width - 2 * marginPx) / Math.max(most, 1e-9)
  const row = Math.min(mostRowPx, (height - 2 * marginPx) / Math.max(1, leaves))
  const top = (height - row * leaves) / 2
  return {
    x: (distance: number) => marginPx + distance * perUm,
    y: (at: number) => top + (at + 0.5) * row,
    distance: (x: number) => (x - marginPx) / perUm,
    row: (y: number) => (y - top) / row - 0.5,
  }
}

/** Draws a dendrogram, a path for each type of section. */
export function drawDendrogram(
  { sections }: Morphology,
  layout: DendrogramLayout,
  frame: DendrogramFrame,
  lit: ReadonlySet<number>,
): DendrogramPicture {
  const { x, y } = dendrogramScale(layout, frame)
  const text = (value: number): string => value.toFixed(1)
  const paths = new Map<TypeName, string>()
  const somas: { x: number; y: number }[] = []
  let [connectors, litPath] = ['', '']
  for (let section = 0; section < sections.count; section++) {
    const [start = NaN, end = NaN, row = NaN] = [
      layout.start[section],
      layout.end[section],
      layout.row[section],
    ]
    if (!Number.isFinite(start + end)) continue
    const type = typeNames[sections.type[section] ?? 0] ?? 'other'
    const [from, to, at] = [x(start), x(end), y(row)]
    const line = `M${text(from)} ${text(at)}H${text(Math.max(to, from + 1))}`
    if (type === 'soma') somas.push({ x: from, y: at })
    else paths.set(type, (paths.get(type) ?? '') + line)
    if (lit.has(section)) litPath += type === 'soma' ? `M${text(from - 4)} ${text(at)}h8` : line
    const up = sections.parent[section] ?? -1
    const upRow = layout.row[up]
    if (up >= 0 && upRow !== undefined && upRow !== row)
      connectors += `M${text(from)} ${text(y(upRow))}V${text(at)}`
  }
  return {
    branches: [...paths].map(([type, path]) => ({ type, path })),
    connectors,
    lit: litPath,
    somas,
  }
}

/** The section nearest to a place of the picture, within a few pixels. */
export function sectionAt(
  layout: DendrogramLayout,
  frame: DendrogramFrame,
  place: { readonly x: number; readonly y: number },
): number | undefined {
  const { x, y } = dendrogramScale(layout, frame)
  let nearest: number | undefined
  let least = 8
  for (let section = 0; section < layout.row.length; section++) {
    const from = x(layout.start[section] ?? NaN)
    const to = x(layout.end[section] ?? NaN)
    const aside = Math.max(0, from - place.x, place.x - to)
    const apart = Math.hypot(aside, y(layout.row[section] ?? NaN) - place.y)
    if (apart < least) {
      least = apart
      nearest = section
    }
  }
  return nearest
}
