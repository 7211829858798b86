import { annotationLines } from '../geometry/annotationLines.ts'
import { pointUnder, type Camera } from '../camera.ts'
import type { Rgb } from '../colourMaps.ts'
import { createCellScene, type CellScene } from '../scene.ts'
import { furnitureOf, letterSize, type Furniture } from './furniture.ts'
import type { SeenCell } from './seenCell.ts'
import { tilesOf, type Tile } from './tiles.ts'
import { mergeTransparent } from './transparency.ts'

/** Draws pictures of one cell beside the window, by the scene that the window uses. */
export interface PictureMaker {
  /**
   * One picture.
   *
   * @param scale pixels of the file for each CSS pixel of the view
   * @param transparent no background; edges let through what will be behind
   */
  draw(seen: SeenCell, scale: number, transparent: boolean): HTMLCanvasElement
  dispose(): void
}

/** The largest part that is drawn at once [pixels]: every WebGL 2 has this much. */
const mostTile = 2048
/** How far a picture for print may be off [pixels of the file]. */
const tolerance = 0.2

const black: Rgb = [0, 0, 0]
const white: Rgb = [255, 255, 255]

/** Pixels of a file. */
export const pixelsOf = ({ viewport: { width, height } }: SeenCell, scale: number) => ({
  width: Math.max(1, Math.round(width * scale)),
  height: Math.max(1, Math.round(height * scale)),
})

/**
 * Starts a scene of its own. It costs a WebGL context: dispose of it.
 *
 * @throws Error where the browser has no WebGL 2
 */
export function createPictureMaker(): PictureMaker {
  const source = document.createElement('canvas')
  const scene = createCellScene(source)
  let mesh: SeenCell['drawing'] | undefined

  function prepare(seen: SeenCell): void {
    const { drawing, colours, annotated } = seen
    const { tubes, bounds, view } = drawing
    if (drawing !== mesh) scene.setMesh(tubes, bounds, view.morphology.samples.count)
    mesh = drawing
    scene.setColours(colours)
    const { annotations } = view.morphology
    scene.setAnnotations(annotations && annotated ? annotationLines(annotations) : undefined)
  }

  function draw(seen: SeenCell, scale: number, transparent: boolean): HTMLCanvasElement {
    prepare(seen)
    const { width, height } = pixelsOf(seen, scale)
    const { canvas, context } = surface(width, height)
    for (const tile of tilesOf(width, height, mostTile)) {
      const one = (background: Rgb): void => drawTile(scene, seen, scale, tile, background)
      if (!transparent) {
        one(seen.background)
        context.drawImage(source, tile.x, tile.y)
        continue
      }
      one(white)
      const onWhite = pixelsDrawn(source, tile)
      one(black)
      const onBlack = pixelsDrawn(source, tile)
      mergeTransparent(onBlack.data, onWhite.data)
      context.putImageData(onBlack, tile.x, tile.y)
    }
    context.scale(scale, scale)
    for (const piece of furnitureOf(seen)) paint(context, piece)
    return canvas
  }

  return {
    draw,
    dispose: () => {
      scene.dispose()
      source.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext()
    },
  }
}

/** The scene as seen through one tile: a smaller picture whose middle lies elsewhere. */
function drawTile(scene: CellScene, seen: SeenCell, scale: number, tile: Tile, background: Rgb): void {
  const { camera, viewport, highlight, ink } = seen
  const [x, y] = [(tile.x + tile.width / 2) / scale, (tile.y + tile.height / 2) / scale]
  const part: Camera = { ...camera, target: pointUnder(camera, x, y, viewport) }
  scene.setTheme(background, highlight, ink)
  // Whole pixels of the file, whatever the scale: the scene gives a tile as many as it has.
  scene.resizeTo({ width: tile.width / scale, height: tile.height / scale }, scale)
  scene.draw(part, tolerance / scale)
}

function surface(width: number, height: number) {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('This browser cannot draw pictures of this size.')
  return { canvas, context }
}

function pixelsDrawn(source: HTMLCanvasElement, { width, height }: Tile): ImageData {
  const { context } = surface(width, height)
  context.drawImage(source, 0, 0)
  return context.getImageData(0, 0, width, height)
}

const css = ([red, green, blue]: Rgb): string => `rgb(${red} ${green} ${blue})`

function paint(context: CanvasRenderingContext2D, piece: Furniture): void {
  context.fillStyle = css(piece.colour)
  if (piece.kind === 'box') {
    context.fillRect(piece.x, piece.y, piece.width, piece.height)
    return
  }
  context.font = `${letterSize}px system-ui, sans-serif`
  context.textAlign = piece.anchor
  context.fillText(piece.text, piece.x, piece.y)
}
