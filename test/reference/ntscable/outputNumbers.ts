/** The numbers in a text for NEURON, as its `geometry()` reads them. */
export interface NeuronNumbers {
  /** x, y, z, diameter [µm]. */
  readonly soma: readonly number[][]
  readonly sections: readonly { readonly segments: number; readonly points: readonly number[][] }[]
  /** Parent within the neurite and place on it, for every section but the first of a neurite. */
  readonly connections: readonly number[][]
  /** Sections of each neurite. */
  readonly sizes: readonly number[]
}

/** Reads what follows the call of `geometry()`. */
export function readNeuronText(text: string): NeuronNumbers {
  const [, somaText = '', neuriteText = '', connectionText = ''] =
    /SOMA COORDINATES AND DIAMETERS:([^]*)NEURITE COORDINATES AND DIAMETERS:([^]*)CONNECTIONS:([^]*?)\/\*-/.exec(
      text,
    ) ?? []
  const soma = numbersIn(somaText)
  const neurites = numbersIn(neuriteText)
  const connections = numbersIn(connectionText)
  const sections: { segments: number; points: number[][] }[] = []
  for (let at = 0; at < neurites.length;) {
    const [segments = NaN, count = NaN] = neurites.slice(at, at + 2)
    sections.push({ segments, points: inRows(neurites.slice(at + 2, at + 2 + 4 * count), 4) })
    at += 2 + 4 * count
  }
  return {
    soma: inRows(soma.slice(1), 4),
    sections,
    connections: inRows(connections, 2),
    sizes: [...text.matchAll(/^ +dend(?:rite_)?\d+\[(\d+)\]/gm)].map(([, size]) => Number(size)),
  }
}

/** Segments of a text for CABLE whose lengths have statements of their own: index, length and, likewise, diameter [µm]. */
export function readCableText(text: string): readonly (readonly [number, number | null, number | null])[] {
  const segments = new Map<number, [number, number | null, number | null]>()
  for (const [, name, index, value] of text.matchAll(/^ +(dx|diam)\[(\d+)\] *= *(\S+)$/gm)) {
    const at = Number(index)
    const segment = segments.get(at) ?? [at, null, null]
    segment[name === 'dx' ? 1 : 2] = Number(value)
    segments.set(at, segment)
  }
  return [...segments.values()].filter(([, dx]) => dx !== null).sort(([a], [b]) => a - b)
}

/** The arguments of the calls that say which segments follow which. */
export function readTopology(text: string): number[][] {
  return [...text.matchAll(/^ +fcbs\(([\d, ]+)\)/gm)].map(([, list = '']) => list.split(',').map(Number))
}

/** Length of a row of points [µm]. */
export function lengthOf(points: readonly (readonly number[])[]): number {
  let length = 0
  for (let i = 1; i < points.length; i++) {
    const squares = [0, 1, 2].map(axis => (points[i]![axis]! - points[i - 1]![axis]!) ** 2)
    length += Math.sqrt(squares.reduce((sum, square) => sum + square))
  }
  return length
}

function numbersIn(text: string): number[] {
  return text.trim() === '' ? [] : text.trim().split(/\s+/).map(Number)
}

function inRows(numbers: readonly number[], width: number): number[][] {
  return Array.from({ length: numbers.length / width }, (_, row) =>
    numbers.slice(row * width, (row + 1) * width),
  )
}
