import type { LeftOutPoint } from '../../../src-main/contract/index.ts'
import type { CellMarker } from '../../view3d/cellMarker.ts'

/** More flags would hide the cell; the table has every point. */
const mostMarkers = 100

/** Flags where points were left out, the chosen one always among them. */
export function leftOutMarkers(
  leftOut: readonly LeftOutPoint[],
  chosen: number | undefined,
  translate: (key: string, names: Readonly<Record<string, string | number>>) => string,
): readonly CellMarker[] {
  return leftOut
    .map((point, index) => ({ point, index }))
    .filter(({ point }) => point.place)
    .filter(({ index }, rank) => rank < mostMarkers || index === chosen)
    .map(({ point: { line, reason, place }, index }) => ({
      kind: 'finding',
      id: `left-out-${index}`,
      label: translate('convert.leftOutAt', { line, reason }),
      selected: index === chosen,
      point: place ?? { x: 0, y: 0, z: 0 },
    }))
}
