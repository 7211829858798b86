import { sectionType, type Morphology } from '../morphology.ts'
import { legend, presentTypes } from './legend.ts'
import { lengthLabel, niceLength } from './niceLength.ts'
import { colourOf, defaultPictureOptions, type PictureOptions } from './pictureOptions.ts'
import { project, type PictureView, type Projection } from './projection.ts'
import { silhouette } from './silhouette.ts'
import { Strokes } from './strokes.ts'
import { px, svgFile } from './svgText.ts'

/** Room around the cell, and below it for scale bar and legend [pixels]. */
const marginPx = 20
const footPx = 44
/** A picture is at least so large, however flat the cell is [pixels]. */
const leastPx = 40
/** The scale bar takes at most this part of the width. */
const barPart = 0.25

/**
 * A cell as an SVG picture: seen along an axis, as wide as it is, coloured by type, with a scale bar.
 *
 * @param view the plane that is seen
 */
export function drawCell(
  morphology: Morphology,
  view: PictureView,
  options: Partial<PictureOptions> = {},
): string {
  const chosen = { ...defaultPictureOptions, ...options }
  const seen = project(morphology, view)
  const wide = Math.max(seen.right - seen.left, 1e-6)
  const tall = Math.max(seen.high - seen.low, 1e-6)
  const roomX = Math.max(chosen.widthPx - 2 * marginPx, leastPx)
  const roomY = Math.max(chosen.heightPx - 2 * marginPx - footPx, leastPx)
  const pxPerUm = Math.min(roomX / wide, roomY / tall)
  const width = roomX + 2 * marginPx
  const height = Math.max(tall * pxPerUm, leastPx) + 2 * marginPx + footPx
  const place: Place = {
    seen,
    pxPerUm,
    left: (width - wide * pxPerUm) / 2,
    top: marginPx,
  }
  const elements = [
    ...neurites(morphology, place, chosen),
    ...somas(morphology, place, chosen),
    ...scaleBar(roomX / pxPerUm, pxPerUm, height, chosen),
    ...legend(presentTypes(morphology), width - marginPx, height - marginPx, chosen),
  ]
  const title = `${morphology.name}, ${view}`
  return svgFile({ width, height, title, background: chosen.background, elements })
}

/** Where on the paper the cell lies. */
interface Place {
  readonly seen: Projection
  readonly pxPerUm: number
  readonly left: number
  readonly top: number
}

const toX = ({ seen, pxPerUm, left }: Place, across: number) => left + (across - seen.left) * pxPerUm
const toY = ({ seen, pxPerUm, top }: Place, up: number) => top + (seen.high - up) * pxPerUm

function neurites({ sections, samples }: Morphology, place: Place, options: PictureOptions): string[] {
  const { across, up } = place.seen
  const { diameter } = samples
  const strokes = new Strokes(options)
  for (let section = 0; section < sections.count; section++) {
    const type = sections.type[section]!
    if (type === sectionType.soma) continue
    const start = sections.firstSample[section]!
    strokes.moveTo(toX(place, across[start]!), toY(place, up[start]!))
    for (let i = start + 1; i < sections.firstSample[section + 1]!; i++) {
      const wide = (Math.abs(diameter[i - 1]!) + Math.abs(diameter[i]!)) / 2
      strokes.lineTo(toX(place, across[i]!), toY(place, up[i]!), type, wide * place.pxPerUm)
    }
  }
  return strokes.elements()
}

/** Somas are filled shapes: they are often as wide as long. */
function somas(morphology: Morphology, place: Place, options: PictureOptions): string[] {
  const { sections } = morphology
  let path = ''
  for (let section = 0; section < sections.count; section++) {
    if (sections.type[section] !== sectionType.soma) continue
    const corners = silhouette(morphology, section, place.seen)
    const points = corners.map(({ across, up }) => `${px(toX(place, across))} ${px(toY(place, up))}`)
    path += `M${points.join('L')}Z`
  }
  return path === '' ? [] : [`<path fill="${colourOf(options, sectionType.soma)}" d="${path}"/>`]
}

function scaleBar(roomUm: number, pxPerUm: number, height: number, options: PictureOptions): string[] {
  const um = niceLength(roomUm * barPart)
  const y = height - marginPx
  const end = marginPx + um * pxPerUm
  return [
    `<path stroke="${options.ink}" stroke-width="2" d="M${px(marginPx)} ${px(y)}L${px(end)} ${px(y)}"/>`,
    `<text x="${px(marginPx)}" y="${px(y - 6)}" fill="${options.ink}">${lengthLabel(um)}</text>`,
  ]
}
