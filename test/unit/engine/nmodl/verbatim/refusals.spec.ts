import { describe, expect, it } from 'vitest'
import { createSourceText } from '../../../../../src-engine/core/source/sourceText.ts'
import { compileMechanism } from '../../../../../src-engine/nmodl/compile.ts'

const head = 'NEURON { SUFFIX s RANGE x, y POINTER p }\nASSIGNED { v x y p } STATE { ki }\n'

/** A file with this C in a PROCEDURE that BREAKPOINT calls, or that nobody does. */
function file(code: string, isNeeded: boolean): string {
  return `${head}BREAKPOINT { x = 1 ${isNeeded ? 'act()' : ''} }
PROCEDURE act() {
  y = 1
  VERBATIM
  int i = 0;
  ${code}
  ENDVERBATIM
}`
}

function diagnose(text: string, files: Readonly<Record<string, string>> = {}) {
  return compileMechanism(createSourceText('test.mod', text), { readInclude: name => files[name] })
    .diagnostics
}

/** C between bars is what the diagnostic must stand on; then what it says, and what it advises. */
const refusals: readonly (readonly [code: string, why: string, instead: RegExp])[] = [
  ['FILE *f; i = 1; f = |fopen("x", "r")|;', 'it works with addresses in memory', /NMODL/],
  ['x = |fscanf(stdin, "%d", 1)|;', 'it reads or writes files', /FUNCTION_TABLE/],
  ['x = |getcwd(0)|;', 'it reads or writes files', /before the run/],
  ['double *q; q = |malloc(8)|;', 'it works with addresses in memory', /NMODL/],
  ['x = |malloc(8)|;', 'it asks for memory', /array/],
  ['x = |hoc_lookup("tstop")|;', 'it reaches into the interpreter', /POINTER/],
  ['x = |vector_capacity(i)|;', 'it works with Vectors of a script', /SERIES/],
  ['x = |time(0)|;', 'it asks for the time of day', /must not depend/],
  ['x = |i & 3|;', 'it works with single bits', /NMODL/],
  ['x = |i << 3|;', 'it works with single bits', /NMODL/],
  ['x = |~i|;', 'it works with single bits', /NMODL/],
  ['x = |&y|;', 'it works with addresses in memory', /NMODL/],
  ['x = |*y|;', 'it works with addresses in memory', /NMODL/],
  ['x = |y % 2|;', 'it takes the rest of a division of numbers that are not whole', /NMODL/],
  ['double a[3]; x = |a|;', 'it uses the array "a" as an address', /NMODL/],
  ['double a[3][|3|];', 'it has an array of more than one dimension', /NMODL/],
  ['x = |strange(1)|;', 'it calls "strange", which is not known here', /NMODL/],
  ['x = |strange|;', 'it uses "strange", which the file does not declare as a number', /NMODL/],
  ['x = |q->member|;', 'it reaches into the simulator’s memory', /NMODL/],
  ['x = |(*q)(1)|;', 'it calls a function through an address', /script/],
  ['x = |"text"|;', 'it works with text', /NMODL/],
  ['|goto| there;', '"goto" is not translated', /NMODL/],
  ['goto_ = 1; there|:|', '";" is missing', /NMODL/],
  ['|typedef| struct { int a; } thing;', 'it declares a type of its own', /NMODL/],
  ['x = 1 |@| 2;', 'it cannot be read as C', /NMODL/],
  ['x = (1|;|', '")" is missing', /NMODL/],
  ['static double |a = v|; a = a + 1;', 'what "a" begins with is not a plain number', /NMODL/],
  ['|break;|', 'its "break" stands in no loop', /NMODL/],
  [
    'x = |nrnran123_dblpick(y)|;',
    'it draws from a random stream that is no POINTER of the mechanism',
    /RANDOM/,
  ],
  ['|#if 1 +|\n  x = 1;\n#endif', 'its preprocessor condition is not understood', /NMODL/],
]

describe('nmodl verbatim refusals', () => {
  it.each(refusals)('refuses %s where a hook needs it, on the very characters', (code, why, instead) => {
    const text = file(code.replaceAll('|', ''), true)
    const errors = diagnose(text).filter(({ severity }) => severity !== 'hint')
    const [before = '', marked = ''] = file(code, true).split('|')
    const about = errors.filter(one => one.code.startsWith('nmodl/verbatim'))
    expect(about.map(one => one.code)).toEqual(['nmodl/verbatim'])
    expect(about[0]?.message).toContain(why)
    expect(about[0]?.help).toMatch(instead)
    const { start = 0, end = 0 } = about[0]?.span ?? {}
    // A statement’s span may go on to its end; it begins at the very character.
    expect([start, text.slice(start, end).startsWith(marked[0] ?? '')]).toEqual([before.length, true])
  })

  it.each(refusals)('only warns of %s where no hook needs it', code => {
    const { value, diagnostics } = compileMechanism(
      createSourceText('test.mod', file(code.replaceAll('|', ''), false)),
    )
    expect(value).toBeDefined()
    const about = diagnostics.filter(one => one.code.startsWith('nmodl/verbatim'))
    expect(about.map(one => [one.code, one.severity])).toEqual([['nmodl/verbatim-left-out', 'warning']])
  })

  it('finds the line of C in an included file', () => {
    const included =
      ': nothing\nPROCEDURE act() {\n  VERBATIM\n  int i;\n  x = malloc(8);\n  ENDVERBATIM\n}\n'
    const diagnostics = diagnose(`${head}INCLUDE "c.inc"\nBREAKPOINT { act() }`, { 'c.inc': included })
    const at = included.indexOf('malloc')
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
      {
        code: 'nmodl/verbatim',
        source: 'c.inc',
        at: { line: 5, column: 7 },
        span: { start: at, end: at + 'malloc(8)'.length },
        related: [{ message: 'included here' }],
      },
    ])
  })

  it('finds the line of C behind macros, and of what stands in a macro', () => {
    const text = `${head}VERBATIM\n#define TWICE(a) ((a) + (a))\n#define BAD malloc(8)\nENDVERBATIM
BREAKPOINT { VERBATIM\n x = TWICE(1) + TWICE(y & 3);\n ENDVERBATIM
}
FUNCTION f() { VERBATIM return BAD; ENDVERBATIM
}`
    const spans = diagnose(text).flatMap(({ code, span }) =>
      code.startsWith('nmodl/verbatim') && span ? [text.slice(span.start, span.end)] : [],
    )
    expect(spans).toEqual(['y & 3', '#define BAD malloc(8)'])
  })

  it('says of a routine that takes arguments from a script, once, what to set in the model', () => {
    const text = `NEURON { ARTIFICIAL_CELL A RANGE gap, x POINTER rng, space }
PARAMETER { gap = 3 } ASSIGNED { rng space x }
INITIAL { x = pick() }
FUNCTION pick() { VERBATIM
  if (_p_rng) { _lpick = nrn_random_pick(_p_rng); } else { _lpick = 0; }
  ENDVERBATIM
}
NET_RECEIVE (w) { VERBATIM
  { void* vv = *((void**)(&_p_space)); if (vv) { x = vector_capacity(vv); } }
  ENDVERBATIM
}
PROCEDURE set() { VERBATIM
  void** pv = (void**)(&_p_rng);
  if (ifarg(1)) { *pv = nrn_random_arg(1); }
  ENDVERBATIM
}
PROCEDURE play() { VERBATIM
  void** pv = (void**)(&_p_space);
  *pv = vector_arg(1);
  if (ifarg(2)) { gap = *getarg(2); }
  ENDVERBATIM
}`
    const found = diagnose(text).filter(({ code }) => code.startsWith('nmodl/verbatim'))
    expect(found.map(({ message, help }) => [message, help])).toEqual([
      [
        '"set" takes arguments from a script, and is left out.',
        'Give each instance its random stream "rng" in the model.',
      ],
      [
        '"play" takes arguments from a script, and is left out.',
        'Give each instance its series "space" in the model. Set "gap" in the model.',
      ],
    ])
    expect(found.map(({ span }) => span && text.slice(span.start, span.end))).toEqual(['ifarg', 'vector_arg'])
  })

  it('says once what is left out because no result depends on it', () => {
    const text = `${head}BREAKPOINT { VERBATIM printf("a"); printf("b"); fflush(stdout); srand(3); x = 1; ENDVERBATIM
}`
    const found = diagnose(text).filter(({ code }) => code.startsWith('nmodl/verbatim'))
    expect(
      found.map(({ code, severity, span }) => [code, severity, span && text.slice(span.start, span.end)]),
    ).toEqual([
      ['nmodl/verbatim-silent', 'warning', 'fflush(stdout)'],
      ['nmodl/verbatim-random', 'warning', 'srand(3)'],
    ])
  })

  it('takes no float for a double without a word', () => {
    const text = `${head}BREAKPOINT { VERBATIM float a = v; x = a; ENDVERBATIM
}`
    expect(diagnose(text).map(({ code }) => code)).toContain('nmodl/verbatim-single')
  })
})
