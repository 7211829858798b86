import { sectionType, type Morphology } from '../morphology.ts'
import { storedPointsOfAll } from '../storedPoints.ts'
import { layDendrogram, type DendrogramLayout, type SectionDistances } from './layDendrogram.ts'
import { legend, presentTypes } from './legend.ts'
import { niceLength } from './niceLength.ts'
import { colourOf, defaultPictureOptions, type PictureOptions } from './pictureOptions.ts'
import { Strokes } from './strokes.ts'
import { px, svgFile, xmlText } from './svgText.ts'

/** What stands along the horizontal axis. */
export interface DendrogramAxis {
  readonly distances: SectionDistances
  /** Its name with its unit, such as `path length [µm]`. */
  readonly label: string
}

const marginPx = 20
/** Below the tree: ticks, their numbers, the axis's name. */
const footPx = 48
/** Above the tree: the legend. */
const headPx = 20
/** A leaf's row, if there is room [pixels]. */
const rowPx = 14
/** The thickest line takes this part of a row, and no more than so many pixels. */
const thickestPart = 0.7
const thickestPx = 10
const connectorPx = 0.7
const ticks = 6

/** A cell as a dendrogram in SVG: how far everything is, and how thick, without its shape in space. */
export function drawDendrogram(
  morphology: Morphology,
  axis: DendrogramAxis,
  options: Partial<PictureOptions> = {},
): string {
  const chosen = { ...defaultPictureOptions, ...options }
  const layout = layDendrogram(morphology, axis.distances)
  const roomX = Math.max(chosen.widthPx - 2 * marginPx, 40)
  const roomY = Math.max(chosen.heightPx - 2 * marginPx - footPx - headPx, 40)
  const row = Math.min(rowPx, roomY / Math.max(1, layout.leaves))
  const tall = row * layout.leaves
  const height = tall + 2 * marginPx + footPx + headPx
  const { least, most } = rangeOf(layout)
  const place: Place = {
    x: value => marginPx + ((value - least) / Math.max(most - least, 1e-12)) * roomX,
    y: at => marginPx + headPx + (at + 0.5) * row,
    row,
  }
  const elements = [
    ...connectors(morphology, layout, place, chosen),
    ...branches(morphology, layout, place, chosen),
    ...somas(morphology, layout, place, chosen),
    ...axisOf(axis.label, { least, most }, place, height, chosen),
    ...legend(presentTypes(morphology), marginPx + roomX, marginPx + 8, chosen),
  ]
  const title = `${morphology.name}, dendrogram by ${axis.label}`
  const width = roomX + 2 * marginPx
  return svgFile({ width, height, title, background: chosen.background, elements })
}

interface Place {
  readonly x: (distance: number) => number
  readonly y: (row: number) => number
  readonly row: number
}

function rangeOf({ start, end }: DendrogramLayout): { least: number; most: number } {
  let least = 0
  let most = 0
  for (let section = 0; section < start.length; section++) {
    // What nothing leads to has no distance.
    for (const value of [start[section]!, end[section]!]) {
      if (!Number.isFinite(value)) continue
      least = Math.min(least, value)
      most = Math.max(most, value)
    }
  }
  return { least, most }
}

/** Every section as a line as long as it is, its thickness along it. */
function branches(
  morphology: Morphology,
  { start, end, row }: DendrogramLayout,
  place: Place,
  options: PictureOptions,
): string[] {
  const { count, firstSample, type } = morphology.sections
  const { arcUm, diameter } = storedPointsOfAll(morphology)
  let thickest = 0
  for (let section = 0; section < count; section++)
    if (type[section] !== sectionType.soma)
      for (let i = firstSample[section]!; i < firstSample[section + 1]!; i++)
        thickest = Math.max(thickest, diameter[i]!)
  const pxPerUm = Math.min(place.row * thickestPart, thickestPx) / Math.max(thickest, 1e-9)
  const strokes = new Strokes(options)
  for (let section = 0; section < count; section++) {
    const first = start[section]!
    const long = end[section]! - first
    if (type[section] === sectionType.soma || !Number.isFinite(first + long)) continue
    const last = firstSample[section + 1]! - 1
    const whole = arcUm[last]!
    const y = place.y(row[section]!)
    strokes.moveTo(place.x(first), y)
    for (let i = firstSample[section]! + 1; i <= last; i++) {
      const part = whole > 0 ? arcUm[i]! / whole : 1
      const wide = (diameter[i - 1]! + diameter[i]!) / 2
      strokes.lineTo(place.x(first + part * long), y, type[section]!, wide * pxPerUm)
    }
  }
  return strokes.elements()
}

/** A soma is a dot, where what leaves it starts. */
function somas(
  { sections }: Morphology,
  { start, row }: DendrogramLayout,
  place: Place,
  options: PictureOptions,
): string[] {
  const elements: string[] = []
  for (let section = 0; section < sections.count; section++) {
    if (sections.type[section] !== sectionType.soma || !Number.isFinite(start[section]!)) continue
    const centre = `cx="${px(place.x(start[section]!))}" cy="${px(place.y(row[section]!))}"`
    elements.push(`<circle ${centre} r="4" fill="${colourOf(options, sectionType.soma)}"/>`)
  }
  return elements
}

/** Upright lines from each section to what goes on from it, all in one path. */
function connectors(
  { sections }: Morphology,
  { start, row }: DendrogramLayout,
  place: Place,
  options: PictureOptions,
): string[] {
  let path = ''
  for (let section = 0; section < sections.count; section++) {
    const up = sections.parent[section]!
    if (up < 0 || row[up] === row[section] || !Number.isFinite(start[section]!)) continue
    const x = px(place.x(start[section]!))
    path += `M${x} ${px(place.y(row[up]!))}V${px(place.y(row[section]!))}`
  }
  const style = `stroke="${options.ink}" stroke-width="${connectorPx}"`
  return path === '' ? [] : [`<path fill="none" ${style} d="${path}"/>`]
}

function axisOf(
  label: string,
  { least, most }: { readonly least: number; readonly most: number },
  place: Place,
  height: number,
  { ink }: PictureOptions,
): string[] {
  const y = height - marginPx - footPx + 8
  const [left, right] = [place.x(least), place.x(most)]
  const elements = [`<path stroke="${ink}" d="M${px(left)} ${px(y)}H${px(right)}"/>`]
  const step = most > least ? niceLength((2 * (most - least)) / ticks) : 1
  for (let i = Math.ceil(least / step); i * step <= most * (1 + 1e-9); i++) {
    const value = i * step
    const x = px(place.x(value))
    elements.push(
      `<path stroke="${ink}" d="M${x} ${px(y)}v5"/>`,
      `<text x="${x}" y="${px(y + 18)}" text-anchor="middle" fill="${ink}">${Number(value.toPrecision(6))}</text>`,
    )
  }
  elements.push(
    `<text x="${px((left + right) / 2)}" y="${px(y + 36)}" text-anchor="middle" fill="${ink}">${xmlText(label)}</text>`,
  )
  return elements
}
