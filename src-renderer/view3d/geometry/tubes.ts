import { sectionType, type Morphology } from '../../../src-engine/morphology/morphology.ts'
import { appendTube, createTubeBuffers, type TubeBuffers, type TubePath } from './tubeBuffers.ts'

/**
 * A cell as one mesh. Vertices keep the axis and the radius apart, so that the shader can keep thin branches
 * visible; they name their sample, so that colours live in a texture with one texel a sample.
 */
export interface TubeMesh {
  readonly vertices: number
  /** Point on the axis [µm], shape [vertices, 3]. */
  readonly axis: Float32Array
  /** Direction away from the axis, −127…127, shape [vertices, 4] (the fourth is padding for alignment). */
  readonly normal: Int8Array
  /** Distance from the axis [µm]; 0 for the middle of an end's disc. */
  readonly radius: Float32Array
  /** Sample that gives the colour. */
  readonly sample: Float32Array
  /** Triangles of the full mesh. */
  readonly index: Uint32Array
  /** Fewer triangles, for moving a large cell: every other corner and every other ring. */
  readonly coarseIndex: Uint32Array
}

/** Corners of the ring around each sample: round where it is seen, few where there are many samples. */
export function ringCorners(type: number, diameterUm: number, samples: number): number {
  if (type === sectionType.soma) return samples > 200_000 ? 12 : 24
  const thin = samples > 150_000 ? 3 : samples > 20_000 ? 4 : samples > 6_000 ? 6 : 10
  return diameterUm > 4 && samples < 150_000 ? Math.max(thin, 10) : thin
}

/** Radius of a wire without electrical effect [µm]: the shader draws it one pixel wide. */
const wireRadiusUm = 0.02

/** Builds the tubes of all sections, and the wires that join sections which do not touch. */
export function buildTubes(morphology: Morphology): TubeMesh {
  const { samples, sections } = morphology
  const paths: TubePath[] = []
  for (let section = 0; section < sections.count; section++) {
    const first = sections.firstSample[section] as number
    const end = sections.firstSample[section + 1] as number
    if (end - first > 1) paths.push(sectionPath(morphology, section, first, end))
    if (sections.wire[section] && end > first) paths.push(wirePath(morphology, section, first))
  }
  const buffers = createTubeBuffers(paths)
  for (const path of paths) appendTube(buffers, path)
  return finish(buffers, samples.count)
}

function sectionPath(
  { samples, sections }: Morphology,
  section: number,
  first: number,
  end: number,
): TubePath {
  let widest = 0
  for (let sample = first; sample < end; sample++)
    widest = Math.max(widest, Math.abs(samples.diameter[sample]!)) // hot
  return {
    count: end - first,
    corners: ringCorners(sections.type[section] as number, widest, samples.count),
    x: samples.x.subarray(first, end),
    y: samples.y.subarray(first, end),
    z: samples.z.subarray(first, end),
    diameter: samples.diameter.subarray(first, end),
    firstSample: first,
    sampleStep: 1,
  }
}

function wirePath({ samples, sections }: Morphology, section: number, first: number): TubePath {
  const pair = (from: Float64Array, to: Float64Array): Float64Array =>
    Float64Array.of(from[section] as number, to[first] as number)
  return {
    count: 2,
    corners: 3,
    x: pair(sections.wireX, samples.x),
    y: pair(sections.wireY, samples.y),
    z: pair(sections.wireZ, samples.z),
    diameter: Float64Array.of(2 * wireRadiusUm, 2 * wireRadiusUm),
    firstSample: first,
    sampleStep: 0,
  }
}

function finish(buffers: TubeBuffers, samples: number): TubeMesh {
  const { vertex, axis, normal, radius, sample, index, coarse } = buffers
  // Small cells are drawn in full even while they move.
  const coarseIndex = samples > 20_000 ? Uint32Array.from(coarse.subarray(0, buffers.coarseAt)) : index
  return { vertices: vertex, axis, normal, radius, sample, index, coarseIndex }
}
