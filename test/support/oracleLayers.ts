import { layeredSolve, type LayeredRow } from '../../src-engine/cable/layeredSolve.ts'
import { type FixedStepMethod, isCrankNicolson } from '../../src-engine/kernel/machine.ts'
import type { NativeGroup } from '../../src-engine/kernel/abi.ts'
import type { CableLayers } from '../../src-engine/kernel/cableLayers.ts'

/** Begins a run: no potential outside. */
export function beginLayers(values: Float64Array, group: NativeGroup, layers: CableLayers): void {
  for (const address of layers.columns.slice(5)) values.fill(0, address, address + layers.instances)
  const [v = 0] = group.nodeColumns
  const { firstNode } = group.packs[layers.pack]!
  layers.inside.forEach((inside, index) => {
    if (inside >= 0) values[v + inside] = values[v + firstNode + index]!
  })
}

/** One solution of cells with layers (kernel/abi.ts, CableLayers), cell by cell: what native/layers.cc must agree with. */
export function stepLayers(
  values: Float64Array,
  group: NativeGroup,
  layers: CableLayers,
  { dtMs, method }: { readonly dtMs: number; readonly method: FixedStepMethod },
): void {
  const { firstNode, rows, lanes, order, parent, axial } = group.packs[layers.pack]!
  const [v = 0, rhs = 0, diagonal = 0, , , areaFactor = 0] = group.nodeColumns
  const [xg0 = 0, xg1 = 0, xc0 = 0, xc1 = 0, e = 0, vext0 = 0, vext1 = 0, membrane = 0] = layers.columns
  const isMiddle = isCrankNicolson(method)
  const rate = (isMiddle ? 2 : 1) / dtMs
  for (let lane = 0; lane < lanes; lane++) {
    const nodeOf = (row: number) => firstNode + row * lanes + lane
    const at = (column: number, index: number) => values[column + index]!
    const filled = Array.from({ length: rows }, (_, row): LayeredRow => {
      const node = nodeOf(row)
      const inside = layers.inside[row * lanes + lane]!
      const element = layers.element[row * lanes + lane]!
      if (inside < 0)
        return { between: [0, 0, 0], ground: [at(diagonal, node), 1, 1], current: [at(rhs, node), 0, 0] }
      const current: [number, number, number] = [at(rhs, inside) + at(rhs, node), -at(rhs, node), 0]
      const ground: [number, number, number] = [at(diagonal, inside), 0, 0]
      const between: [number, number, number] = [at(diagonal, node), 0, 0]
      if (element >= 0) {
        const factor = at(areaFactor, node)
        const perTime = factor * 1e-3 * rate
        const [charge0, charge1] = [perTime * at(xc0, element), perTime * at(xc1, element)]
        const held = charge0 * (at(vext0, element) - at(vext1, element))
        const through = factor * at(xg1, element)
        between[1] = factor * at(xg0, element) + charge0
        ground[2] = through + charge1
        current[1] += held
        current[2] = charge1 * at(vext1, element) - held + through * at(e, element)
      }
      return { between, ground, current }
    })
    const along = (address: number) =>
      Float64Array.from({ length: rows }, (_, k) => values[address + k * lanes + lane]!)
    const [first, second] = layers.axial
    const axialUs = [along(axial), along(first!), along(second!)] as const
    layeredSolve({ order, parent, axialUs }, filled).forEach(([x0, x1, x2], row) => {
      const node = nodeOf(row)
      const inside = layers.inside[row * lanes + lane]!
      const element = layers.element[row * lanes + lane]!
      const across = x0 - x1
      values[v + node] = isMiddle ? 2 * across - at(v, node) : across
      if (inside < 0) return
      let outside = x1
      if (element >= 0) {
        values[membrane + element] = (at(diagonal, node) * across - at(rhs, node)) / at(areaFactor, node)
        let [between, last] = [x1 - x2, x2]
        if (isMiddle && at(xc0, element) > 0)
          between = 2 * between - (at(vext0, element) - at(vext1, element))
        if (isMiddle && at(xc1, element) > 0) last = 2 * last - at(vext1, element)
        if (isMiddle) outside = between + last
        values[vext0 + element] = outside
        values[vext1 + element] = last
      }
      values[v + inside] = values[v + node]! + outside
    })
  }
}
