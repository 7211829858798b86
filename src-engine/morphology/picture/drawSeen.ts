import { sectionType, type Morphology } from '../morphology.ts'
import { defaultPictureOptions, type PictureOptions } from './pictureOptions.ts'
import type { Projection } from './projection.ts'
import { silhouette } from './silhouette.ts'
import { Strokes } from './strokes.ts'
import { px, svgFile } from './svgText.ts'

/** A direction or point in space. */
interface Vector {
  readonly x: number
  readonly y: number
  readonly z: number
}

/** From where a cell is looked at, without perspective. */
export interface Sight {
  /** The point in the middle of the picture [µm]. */
  readonly target: Vector
  /** Unit vectors to the right and upwards in the picture. */
  readonly right: Vector
  readonly up: Vector
  readonly umPerPixel: number
  /** Size of the picture [pixels]. */
  readonly width: number
  readonly height: number
}

/** What a seen picture holds besides the cell's shape. */
export interface SeenOptions {
  /** Colour of a sample, red · 65536 + green · 256 + blue. */
  readonly colourOf: (sample: number) => number
  readonly background?: string | undefined
  /** Colour of what was traced or marked beside the cell; none leaves it out. */
  readonly annotationInk?: string | undefined
  /** Lines are at least so wide [pixels]. */
  readonly thinnestPx: number
  readonly title: string
  /** SVG elements over the cell: scale bar, legend. */
  readonly over: readonly string[]
}

/** Diameter of markers and spines [pixels]. */
const dotPx = 4

/**
 * A cell as SVG, from any side and in any colours. What lies outside the frame is left out; thick branches lie over
 * thin ones.
 */
export function drawSeen(morphology: Morphology, sight: Sight, seen: SeenOptions): string {
  const { width, height } = sight
  const elements = [
    ...branches(morphology, sight, seen),
    ...somas(morphology, sight, seen),
    ...annotations(morphology, sight, seen),
    ...seen.over,
  ]
  return svgFile({ width, height, title: seen.title, background: seen.background, elements })
}

const dot = (a: Vector, x: number, y: number, z: number): number => a.x * x + a.y * y + a.z * z

/** Pixels from the left and from the top. */
function place({ target, right, up, umPerPixel, width, height }: Sight, x: number, y: number, z: number) {
  const [dx, dy, dz] = [x - target.x, y - target.y, z - target.z]
  return {
    x: width / 2 + dot(right, dx, dy, dz) / umPerPixel,
    y: height / 2 - dot(up, dx, dy, dz) / umPerPixel,
  }
}

function branches({ sections, samples }: Morphology, sight: Sight, seen: SeenOptions): string[] {
  const { umPerPixel, width, height } = sight
  const colours: Record<number, string> = {}
  const options: PictureOptions = { ...defaultPictureOptions, colours, thinnestPx: seen.thinnestPx }
  const strokes = new Strokes(options)
  const colourOf = (sample: number): number => {
    const colour = seen.colourOf(sample)
    colours[colour] ??= hex(colour)
    return colour
  }
  for (let section = 0; section < sections.count; section++) {
    const first = sections.firstSample[section]!
    if (sections.wire[section] && first < sections.firstSample[section + 1]!) {
      const from = place(sight, sections.wireX[section]!, sections.wireY[section]!, sections.wireZ[section]!)
      const to = place(sight, samples.x[first]!, samples.y[first]!, samples.z[first]!)
      strokes.moveTo(from.x, from.y)
      strokes.lineTo(to.x, to.y, colourOf(first), 0)
    }
    if (sections.type[section] === sectionType.soma) continue
    let before = place(sight, samples.x[first]!, samples.y[first]!, samples.z[first]!)
    let down = false
    for (let i = first + 1; i < sections.firstSample[section + 1]!; i++) {
      const at = place(sight, samples.x[i]!, samples.y[i]!, samples.z[i]!)
      const wide = (Math.abs(samples.diameter[i - 1]!) + Math.abs(samples.diameter[i]!)) / 2 / umPerPixel
      const outside =
        Math.max(before.x, at.x) < -wide ||
        Math.max(before.y, at.y) < -wide ||
        Math.min(before.x, at.x) > width + wide ||
        Math.min(before.y, at.y) > height + wide
      if (!outside) {
        if (!down) strokes.moveTo(before.x, before.y)
        strokes.lineTo(at.x, at.y, colourOf(i), wide)
      }
      down = !outside
      before = at
    }
  }
  return strokes.elements()
}

/** Somas are filled outlines, in the colour of their middle. */
function somas(morphology: Morphology, sight: Sight, seen: SeenOptions): string[] {
  const { sections, samples } = morphology
  if (!sections.type.includes(sectionType.soma)) return []
  const projection = projectionOf(samples, sight)
  const elements: string[] = []
  for (let section = 0; section < sections.count; section++) {
    const first = sections.firstSample[section]!
    const end = sections.firstSample[section + 1]!
    if (sections.type[section] !== sectionType.soma || end <= first) continue
    const points = silhouette(morphology, section, projection).map(
      ({ across, up }) =>
        `${px(sight.width / 2 + across / sight.umPerPixel)} ${px(sight.height / 2 - up / sight.umPerPixel)}`,
    )
    elements.push(`<path fill="${hex(seen.colourOf((first + end) >> 1))}" d="M${points.join('L')}Z"/>`)
  }
  return elements
}

function projectionOf(samples: Morphology['samples'], { target, right, up }: Sight): Projection {
  const across = new Float64Array(samples.count)
  const upwards = new Float64Array(samples.count)
  for (let i = 0; i < samples.count; i++) {
    const dx = samples.x[i]! - target.x
    const dy = samples.y[i]! - target.y
    const dz = samples.z[i]! - target.z
    across[i] = dot(right, dx, dy, dz)
    upwards[i] = dot(up, dx, dy, dz)
  }
  return { across, up: upwards, left: 0, right: 0, low: 0, high: 0 }
}

/** Outlines as thin lines, markers and spines as dots. */
function annotations({ annotations }: Morphology, sight: Sight, { annotationInk }: SeenOptions): string[] {
  if (!annotations || annotationInk === undefined) return []
  let lines = ''
  for (const { x, y, z, closed } of annotations.outlines) {
    if (x.length === 0) continue
    const points = Array.from(x, (_, i) => place(sight, x[i]!, y[i]!, z[i]!))
    lines += `M${points.map(at => `${px(at.x)} ${px(at.y)}`).join('L')}${closed ? 'Z' : ''}`
  }
  // A line of no length with round ends is a dot: all of them are one element.
  const dots = [...annotations.markers, ...annotations.spines]
    .map(({ x, y, z }) => place(sight, x, y, z))
    .map(at => `M${px(at.x)} ${px(at.y)}h0`)
    .join('')
  const path = (d: string, style: string): string[] =>
    d === '' ? [] : [`<path fill="none" stroke="${annotationInk}" ${style} d="${d}"/>`]
  return [...path(lines, 'stroke-width="1"'), ...path(dots, `stroke-width="${dotPx}" stroke-linecap="round"`)]
}

const hex = (colour: number): string => `#${colour.toString(16).padStart(6, '0')}`
