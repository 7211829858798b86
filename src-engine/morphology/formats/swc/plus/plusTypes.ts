/** What the points of a type describe. */
export type PlusGeometry = 'tree' | 'outline' | 'marker' | 'spine' | 'image' | 'volume' | 'surface'

/** A type that an SWC+ file declares or that its library holds. */
export interface PlusType {
  readonly geometry: PlusGeometry
  readonly name: string
  /** Of a marker; empty for none. */
  readonly symbol: string
  readonly isClosed: boolean
}

/** The elements that declare types, by what their points describe. */
const geometries: Readonly<Record<string, PlusGeometry>> = {
  tree: 'tree',
  undefined: 'tree',
  unknown: 'tree',
  soma: 'tree',
  axon: 'tree',
  dendrite: 'tree',
  apical: 'tree',
  border: 'outline',
  contour: 'outline',
  somaContour: 'outline',
  layerBorder: 'outline',
  regionContour: 'outline',
  regionBorder: 'outline',
  sectionContour: 'outline',
  marker: 'marker',
  spine: 'spine',
  image: 'image',
  volume: 'volume',
  surface: 'surface',
}

/** Attributes of a declaration that are made use of, or say no more than others do. */
const usedAttributes = new Set(['id', 'key', 'name', 'parent', 'geometry', 'symbol', 'closed'])

/** A declared type, and which of its attributes are not kept. */
export interface PlusDeclaration {
  readonly id: number
  readonly type: PlusType
  readonly notKept: readonly string[]
}

/** Largest and smallest number that a file may give a type of its own. */
const firstOwnType = 16
const lastOwnType = 65535

/** Understands an element such as `<tree id="256" key="oblique"/>`. @returns undefined where it declares nothing */
export function plusDeclaration(
  element: string,
  attributes: ReadonlyMap<string, string>,
): PlusDeclaration | undefined {
  const id = Number(attributes.get('id') ?? NaN)
  const geometry = geometries[element] ?? geometries[attributes.get('geometry') ?? '']
  if (!geometry || !Number.isInteger(id) || id < firstOwnType || id > lastOwnType) return undefined
  const name = attributes.get('key') ?? attributes.get('name') ?? ''
  const isSpine = geometry === 'marker' && /\bspine/i.test(`${name} ${attributes.get('parent') ?? ''}`)
  return {
    id,
    type: {
      geometry: isSpine ? 'spine' : geometry,
      name,
      symbol: attributes.get('symbol') ?? '',
      isClosed: /contour/i.test(element) && !/^(false|no|0)$/i.test(attributes.get('closed') ?? ''),
    },
    notKept: [...attributes.keys()].filter(key => !usedAttributes.has(key)),
  }
}

function own(geometry: PlusGeometry, name: string): PlusType {
  return { geometry, name, symbol: '', isClosed: geometry === 'outline' && /contour$/.test(name) }
}

/** The types that version 0 gives numbers without declaring them. */
export const plusLibrary: ReadonlyMap<number, PlusType> = new Map<number, PlusType>([
  [16, own('tree', 'unknown')],
  [17, own('tree', 'dendrite')],
  [18, own('outline', 'slice contour')],
  [24, own('marker', 'soma center')],
  [25, own('outline', 'soma contour')],
  [26, own('surface', 'soma surface')],
  [27, own('volume', 'soma volume')],
  [28, own('outline', 'slice contour')],
  [29, own('image', 'slice image')],
  [30, own('volume', 'slice volume')],
  [31, own('outline', 'pia')],
  ...Array.from({ length: 15 }, (_, i): [number, PlusType] => [32 + i, own('outline', 'layer border')]),
])
