import { column, register, scalar, type Words } from './programs.ts'

const a = column(0)
const b = column(1)
const c = column(2)
const s = scalar(0)

/** Operations by name; the last one's result counts. */
export type Sequence = readonly [name: string, words: readonly Words[]]

/** Sequences that the machine runs as one loop (native/fusion.cc); the last operation's result counts. */
export const sequences: readonly Sequence[] = [
  ...[0, 1, 2, 3].map((kind): Sequence => [
    `${['a', 's·a', 'a', 's·a'][kind]}/(e^(a·s) − s), or its series near 0${kind < 2 ? ', times s' : ''}`,
    [
      ['mul', 1, a, s],
      ['exp', 2, register(1)],
      ['sub', 2, register(2), s],
      ['div', 2, a, register(2)],
      ...(kind % 2 === 1 ? [['mul', 2, register(2), s] as const] : []),
      ['abs', 1, register(1)],
      ['lt', 1, register(1), scalar(2)],
      ['subMul', 3, s, a, s],
      ...(kind < 2 ? [['mul', 3, s, register(3)] as const] : []),
      ['select', 0, register(1), register(3), register(2)],
    ],
  ]),
  // Every way of x = b ± s, of where s·x stands, of factors, and of registers that are used again.
  ...Array.from({ length: 48 }, (_, kind): Sequence => {
    const [early, scaled, raised] = [kind % 3, (kind & 4) > 0, (kind & 8) > 0]
    const x = kind % 2 === 0 ? 4 : 5
    const product = (kind & 16) > 0 ? 6 : 3
    const ratio = kind >= 32 ? 2 : 1
    const scaledProduct: Words = ['mul', product, ...(scaled ? [register(x), s] : [s, register(x)])]
    return [
      `x = b ${raised ? '−' : '+'} s, near 0 a line, else ${early === 2 ? 's·x' : 'x'}/(s·a − s), kind ${kind}`,
      [
        ['mulSub', 1, ...(raised ? [s, a] : [a, s]), s],
        raised ? ['sub', x, b, s] : ['add', x, s, b],
        ...(early > 0 ? [scaledProduct] : []),
        ['div', ratio, register(early === 2 ? product : x), register(1)],
        ...(scaled ? [['mul', ratio, s, register(ratio)] as const] : []),
        ...(early > 0 ? [] : [scaledProduct]),
        ['abs', product, register(product)],
        ['lt', product, register(product), scalar(2)],
        ['subMul', 0, register(x), s, s],
        ...(raised ? [['mul', 0, register(0), s] as const] : []),
        ['select', 0, register(product), register(0), register(ratio)],
      ],
    ]
  }),
  [
    'a line near 0 whose quotient is lost on the way',
    [
      ['mulSub', 1, a, s, s],
      ['add', 2, b, s],
      ['div', 1, register(2), register(1)],
      ['mul', 1, register(2), s],
      ['abs', 1, register(1)],
      ['lt', 1, register(1), scalar(2)],
      ['subMul', 2, register(2), s, s],
      ['select', 0, register(1), register(2), register(1)],
    ],
  ],
  ...[2, 3].map((count): Sequence => [
    `${count} squares, of which all are kept`,
    [
      ['mul', 1, a, a],
      ['mul', 2, register(1), register(1)],
      ...(count > 2 ? [['mul', 3, register(2), register(2)] as const] : []),
      ['mulAdd', 0, register(1), register(count), register(2)],
    ],
  ]),
  [
    'squares in one register',
    [
      ['mul', 0, b, b],
      ['mul', 0, register(0), register(0)],
      ['mul', 0, register(0), register(0)],
    ],
  ],
  [
    'e^(a·s)',
    [
      ['mul', 0, a, s],
      ['exp', 0, register(0)],
    ],
  ],
  [
    's·e^(a·s)',
    [
      ['mul', 1, a, s],
      ['exp', 1, register(1)],
      ['mul', 0, s, register(1)],
    ],
  ],
  [
    'e^(a/b)',
    [
      ['div', 1, a, b],
      ['exp', 0, register(1)],
    ],
  ],
  [
    'e^(s/b)',
    [
      ['div', 0, s, b],
      ['exp', 0, register(0)],
    ],
  ],
  [
    'b/(e^a + s)',
    [
      ['exp', 1, a],
      ['add', 1, s, register(1)],
      ['div', 0, b, register(1)],
    ],
  ],
  [
    's/(e^a + s)',
    [
      ['exp', 1, a],
      ['add', 1, register(1), s],
      ['div', 0, s, register(1)],
    ],
  ],
  [
    'b/(e^a − s)',
    [
      ['exp', 1, a],
      ['sub', 1, register(1), s],
      ['div', 0, b, register(1)],
    ],
  ],
  [
    's/(e^a − s)',
    [
      ['exp', 1, a],
      ['sub', 1, register(1), s],
      ['div', 0, s, register(1)],
    ],
  ],
  [
    'b/(e^(s·a) + s)',
    [
      ['mul', 1, s, a],
      ['exp', 1, register(1)],
      ['add', 1, s, register(1)],
      ['div', 0, b, register(1)],
    ],
  ],
  [
    's/(e^(s·a) + s)',
    [
      ['mul', 1, s, a],
      ['exp', 1, register(1)],
      ['add', 1, s, register(1)],
      ['div', 0, s, register(1)],
    ],
  ],
  [
    'b/(e^(s·a) − s)',
    [
      ['mul', 1, a, s],
      ['exp', 1, register(1)],
      ['sub', 1, register(1), s],
      ['div', 0, b, register(1)],
    ],
  ],
  [
    's/(e^(s·a) − s)',
    [
      ['mul', 1, a, s],
      ['exp', 1, register(1)],
      ['sub', 1, register(1), s],
      ['div', 0, s, register(1)],
    ],
  ],
  [
    's·e^(a·s)/b + s',
    [
      ['mul', 1, a, s],
      ['exp', 1, register(1)],
      ['mul', 1, register(1), s],
      ['div', 1, register(1), b],
      ['add', 0, s, register(1)],
    ],
  ],
  [
    'b/(s·e^(a·s)) + s',
    [
      ['mul', 1, s, a],
      ['exp', 1, register(1)],
      ['mul', 1, s, register(1)],
      ['div', 1, b, register(1)],
      ['add', 0, register(1), s],
    ],
  ],
  [
    'extrapolation',
    [
      ['sub', 1, a, b],
      ['add', 1, a, register(1)],
      ['select', 0, s, register(1), a],
    ],
  ],
  [
    'extrapolation that is not wanted',
    [
      ['sub', 1, c, b],
      ['add', 1, register(1), c],
      ['select', 0, scalar(1), register(1), c],
    ],
  ],
  [
    'four differences and a product',
    [
      ['sub', 1, s, a],
      ['sub', 1, register(1), b],
      ['sub', 1, register(1), c],
      ['sub', 1, register(1), a],
      ['mulAdd', 0, b, c, register(1)],
    ],
  ],
  [
    'relaxation',
    [
      ['div', 0, a, b],
      ['sub', 1, c, register(0)],
      ['mul', 2, b, s],
      ['exp', 2, register(2)],
      ['mulAdd', 0, register(2), register(1), register(0)],
    ],
  ],
  [
    'relaxation, the exponential first',
    [
      ['mul', 1, s, b],
      ['exp', 1, register(1)],
      ['div', 2, a, c],
      ['sub', 0, b, register(2)],
      ['mulAdd', 0, register(0), register(1), register(2)],
    ],
  ],
  [
    'relaxation whose quotient is lost on the way',
    [
      ['mul', 1, s, b],
      ['exp', 1, register(1)],
      ['div', 2, a, c],
      ['sub', 2, b, register(2)],
      ['mulAdd', 0, register(2), register(1), register(2)],
    ],
  ],
]
