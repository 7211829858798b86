import type { PointKind } from '../digitised/digitisedPoints.ts'

/**
 * Point types of a Eutectic file: tree origins at the middle, top or bottom of a slice; continuation, fibre swelling,
 * spine base; branch point; natural, swollen and artificial ends; soma outline.
 */
export const pointKinds: Readonly<Record<string, PointKind>> = {
  MTO: 'origin',
  TTO: 'origin',
  BTO: 'origin',
  CP: 'along',
  FS: 'along',
  SB: 'along',
  BP: 'branching',
  NE: 'ending',
  ES: 'ending',
  MAE: 'ending',
  TAE: 'ending',
  BAE: 'ending',
  SOS: 'outlineStart',
  SCP: 'outline',
  SOE: 'outlineEnd',
}

/** Types that mark other things than the cell: further outlines, and dots. */
export const otherPointTypes: ReadonlySet<string> = new Set(['OS', 'OCP', 'OE', 'DS', 'DCP', 'DE'])
