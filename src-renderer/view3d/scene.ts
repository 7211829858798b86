import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DataTexture,
  DoubleSide,
  DynamicDrawUsage,
  GLSL3,
  Matrix4,
  Mesh,
  NearestFilter,
  OrthographicCamera,
  RawShaderMaterial,
  RGBAFormat,
  Scene,
  Sphere,
  UnsignedByteType,
  Vector2,
  Vector3,
  WebGLRenderer,
} from 'three'
import { cameraAxes, type Camera, type Viewport } from './camera.ts'
import type { Rgb } from './colourMaps.ts'
import type { AnnotationLines } from './geometry/annotationLines.ts'
import type { Bounds } from './geometry/bounds.ts'
import type { VertexRange } from './geometry/moveTubes.ts'
import type { TubeMesh } from './geometry/tubes.ts'
import { createTriangleChoice, type TriangleChoice } from './geometry/triangleChoice.ts'
import { createAnnotationObjects } from './annotationObjects.ts'
import { fragmentShader, vertexShader } from './shaders.ts'

/** The picture of one cell. It draws only when asked to. */
export interface CellScene {
  /** Takes a new cell. `samples` is the number of texels that colours will have. */
  setMesh(mesh: TubeMesh, bounds: Bounds, samples: number): void
  /** Takes up vertices that were written anew in place; their samples are drawn however small they are. */
  moveVertices(ranges: readonly VertexRange[]): void
  /** Four bytes a sample: colour and emphasis (see `colouring.ts`). */
  setColours(bytes: Uint8Array): void
  /** Lines and dots beside the cell; none takes them away. */
  setAnnotations(lines: AnnotationLines | undefined): void
  setTheme(background: Rgb, highlight: Rgb, ink: Rgb): void
  resize(viewport: Viewport, pixelRatio: number): void
  /** The same where width times ratio must give whole pixels. */
  resizeTo(viewport: Viewport, pixelRatio: number): void
  /** Draws once; the drawing may be off by so many pixels. Returns the number of triangles. */
  draw(camera: Camera, tolerancePixels: number): number
  dispose(): void
}

/** Widest row of the texture that holds the samples' colours: every WebGL 2 has this much. */
const textureWidth = 2048

const setColour = (color: Color, [red, green, blue]: Rgb): Color =>
  color.setRGB(red / 255, green / 255, blue / 255)

/**
 * Makes the scene on a canvas.
 *
 * @throws Error where the browser has no WebGL 2
 */
export function createCellScene(canvas: HTMLCanvasElement): CellScene {
  // Edges are smoothed in the shader: multisampling takes four times as long where rendering is in software.
  const renderer = new WebGLRenderer({
    canvas,
    antialias: false,
    alpha: false,
    powerPreference: 'high-performance',
  })
  // The shader's colours are already what the screen shows.
  renderer.outputColorSpace = 'srgb-linear'
  const scene = new Scene()
  const eye = new OrthographicCamera()
  eye.matrixAutoUpdate = false
  const uniforms = {
    umPerPixel: { value: 1 },
    pixelRatio: { value: 1 },
    colours: { value: new DataTexture(new Uint8Array(4), 1, 1) },
    coloursWidth: { value: textureWidth },
    depthRange: { value: new Vector2(-1, 1) },
    background: { value: new Color() },
    highlight: { value: new Color() },
  }
  const material = new RawShaderMaterial({
    vertexShader,
    fragmentShader,
    uniforms,
    glslVersion: GLSL3,
    side: DoubleSide,
  })
  const geometry = new BufferGeometry()
  const mesh = new Mesh(geometry, material)
  mesh.frustumCulled = false
  const beside = createAnnotationObjects()
  scene.add(...beside.objects)
  let choice: TriangleChoice | undefined
  let index = new BufferAttribute(new Uint32Array(0), 1)
  let reach = 1
  let centre = new Vector3()
  let viewport: Viewport = { width: 1, height: 1 }
  const basis = new Matrix4()

  function setMesh(tubes: TubeMesh, { min, max }: Bounds, samples: number): void {
    geometry.dispose()
    const { vertices } = tubes
    geometry.setAttribute('axis', new BufferAttribute(vertices.axis, 3))
    geometry.setAttribute('corner', new BufferAttribute(vertices.corner, 4, true))
    geometry.setAttribute('radius', new BufferAttribute(vertices.radius, 1))
    geometry.setAttribute('sampleIndex', new BufferAttribute(vertices.sample, 1))
    choice = createTriangleChoice(tubes)
    index = new BufferAttribute(choice.index, 1)
    index.setUsage(DynamicDrawUsage)
    geometry.setIndex(index)
    centre = new Vector3((min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2)
    reach = Math.max(1, Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]) / 2)
    geometry.boundingSphere = new Sphere(centre, reach)
    const rows = Math.max(1, Math.ceil(samples / textureWidth))
    uniforms.colours.value.dispose()
    const texture = new DataTexture(
      new Uint8Array(textureWidth * rows * 4),
      textureWidth,
      rows,
      RGBAFormat,
      UnsignedByteType,
    )
    texture.minFilter = texture.magFilter = NearestFilter
    uniforms.colours.value = texture
    if (!mesh.parent) scene.add(mesh)
  }

  function moveVertices(ranges: readonly VertexRange[]): void {
    for (const name of ['axis', 'corner']) {
      const attribute = geometry.getAttribute(name) as BufferAttribute
      attribute.clearUpdateRanges()
      for (const { first, count } of ranges)
        attribute.addUpdateRange(first * attribute.itemSize, count * attribute.itemSize)
      attribute.needsUpdate = true
    }
    choice?.forget()
  }

  function setColours(bytes: Uint8Array): void {
    const texture = uniforms.colours.value
    ;(texture.image.data as Uint8Array).set(bytes)
    texture.needsUpdate = true
  }

  function place(camera: Camera): void {
    const { right, up, towards } = cameraAxes(camera)
    const { target, umPerPixel } = camera
    const away = centre.clone().sub(new Vector3(target.x, target.y, target.z))
    const middle = away.x * towards.x + away.y * towards.y + away.z * towards.z
    // What was traced beside the cell may lie some way off.
    const room = 3 * reach
    // The eye stands so far away that the whole cell is in front of it, wherever the target is.
    const distance = Math.max(0, middle) + room + 10
    basis.makeBasis(
      new Vector3(right.x, right.y, right.z),
      new Vector3(up.x, up.y, up.z),
      new Vector3(towards.x, towards.y, towards.z),
    )
    basis.setPosition(
      target.x + towards.x * distance,
      target.y + towards.y * distance,
      target.z + towards.z * distance,
    )
    eye.matrix.copy(basis)
    eye.updateMatrixWorld(true)
    eye.left = (-viewport.width / 2) * umPerPixel
    eye.right = -eye.left
    eye.top = (viewport.height / 2) * umPerPixel
    eye.bottom = -eye.top
    eye.near = 0
    eye.far = distance - middle + room + 10
    eye.updateProjectionMatrix()
    uniforms.umPerPixel.value = umPerPixel
    uniforms.depthRange.value.set(middle - distance - reach, middle - distance + reach)
  }

  function choose(camera: Camera, tolerancePixels: number): void {
    if (!choice?.choose(camera, viewport, tolerancePixels)) return
    index.clearUpdateRanges()
    index.addUpdateRange(0, choice.count)
    index.needsUpdate = true
    geometry.setDrawRange(0, choice.count)
  }

  return {
    setMesh,
    moveVertices,
    setColours,
    setAnnotations: lines => beside.set(lines),
    setTheme: (background, highlight, ink) => {
      beside.setInk(ink)
      setColour(uniforms.background.value, background)
      setColour(uniforms.highlight.value, highlight)
      renderer.setClearColor(setColour(new Color(), background), 1)
    },
    resize: (next, pixelRatio) => {
      viewport = next
      uniforms.pixelRatio.value = pixelRatio
      renderer.setPixelRatio(pixelRatio)
      renderer.setSize(next.width, next.height, false)
    },
    resizeTo: (next, pixelRatio) => {
      viewport = next
      uniforms.pixelRatio.value = pixelRatio
      renderer.setPixelRatio(1)
      renderer.setSize(Math.round(next.width * pixelRatio), Math.round(next.height * pixelRatio), false)
      beside.setPixelRatio(pixelRatio)
    },
    draw: (camera, tolerancePixels) => {
      place(camera)
      choose(camera, tolerancePixels)
      renderer.render(scene, eye)
      return geometry.drawRange.count / 3
    },
    dispose: () => {
      geometry.dispose()
      material.dispose()
      beside.dispose()
      uniforms.colours.value.dispose()
      renderer.dispose()
    },
  }
}
