/** A text about which something is said, and the same put right. `|…|` marks the characters that it is said of. */
export interface DiagnosticExample {
  readonly fails: string
  readonly passes: string
}

const neuron = 'NEURON { SUFFIX s USEION k READ ek WRITE ik RANGE g }'
const density = `${neuron} PARAMETER { g = 1 } ASSIGNED { tau } STATE { n m }\n`
const gates = 'BREAKPOINT { SOLVE d METHOD cnexp ik = g*(v - ek) }'
const point = 'NEURON { POINT_PROCESS P RANGE x } ASSIGNED { x v }\n'
const scheme = (body: string): string =>
  `NEURON { SUFFIX s } STATE { a b c[2] } BREAKPOINT { SOLVE k METHOD sparse }\nKINETIC k { ${body} }`
const table = (head: string, body = 'tau = x'): string =>
  `NEURON { SUFFIX s RANGE tau } ASSIGNED { tau v } BREAKPOINT { p(v) }\nPROCEDURE p(x) { ${head} ${body} }`

/** One failing and one passing example of everything that lexer, parser, model and checks say. */
export const examples: Readonly<Record<string, DiagnosticExample>> = {
  'unclosed-block': {
    fails: `${density}|COMMENT| never closed`,
    passes: `${density}COMMENT\nclosed\nENDCOMMENT`,
  },
  'text-after-end': {
    fails: `${density}PROCEDURE p() { VERBATIM\nENDVERBATIM| tau = 1|\n}`,
    passes: `${density}PROCEDURE p() { VERBATIM\nENDVERBATIM\ntau = 1 }`,
  },
  'unclosed-string': {
    fails: `${density}BREAKPOINT { printf(|"open)|\n ik = 0 }`,
    passes: `${density}BREAKPOINT { printf("closed\\n")\n ik = 0 }`,
  },
  'unknown-character': {
    fails: `${density}BREAKPOINT { ik = 0 |$| }`,
    passes: `${density}BREAKPOINT { ik = 0 }`,
  },
  'number-too-large': {
    fails: `${density}BREAKPOINT { ik = |1e999| }`,
    passes: `${density}BREAKPOINT { ik = 1e300 }`,
  },
  syntax: {
    fails: `${density}BREAKPOINT { if (v |=| 1) { ik = 0 } }`,
    passes: `${density}BREAKPOINT { if (v == 1) { ik = 0 } }`,
  },
  'too-deep': {
    fails: `${density}BREAKPOINT { ik = ${'('.repeat(119)}|(|v${')'.repeat(120)} }`,
    passes: `${density}BREAKPOINT { ik = ${'('.repeat(60)}v${')'.repeat(60)} }`,
  },
  'too-long': {
    fails: `${density}BREAKPOINT { ik = v${' + v'.repeat(500)} + |v| }`,
    passes: `${density}BREAKPOINT { ik = v${' + v'.repeat(400)} }`,
  },
  'unknown-block': {
    fails: `${density}|BRAKEPOINT| { ik = 0 }`,
    passes: `${density}BREAKPOINT { ik = 0 }`,
  },
  'unknown-neuron-statement': {
    fails: 'NEURON { SUFFIX s\n |RANG| g }',
    passes: 'NEURON { SUFFIX s\n RANGE g } ASSIGNED { g }',
  },
  'removed-word': {
    fails: `${density}BREAKPOINT { |PUTQ| n\n ik = 0 }`,
    passes: `${density}BREAKPOINT { ik = 0 }`,
  },
  'empty-array': {
    fails: 'NEURON { SUFFIX s } ASSIGNED { a[|0|] }',
    passes: 'NEURON { SUFFIX s } ASSIGNED { a[1] }',
  },
  'include-not-found': { fails: `${density}|INCLUDE "missing.inc"|`, passes: density },
  'include-cycle': { fails: `${density}INCLUDE "itself.inc"`, passes: `${density}INCLUDE "other.inc"` },
  verbatim: {
    fails: `${density}BREAKPOINT { ik = 0 VERBATIM |fopen("x", "r")|; ENDVERBATIM }`,
    passes: `${density}BREAKPOINT { ik = 0 VERBATIM ENDVERBATIM }`,
  },
  'second-derivative': {
    fails: `${density}${gates} DERIVATIVE d { |n|'' = 1 }`,
    passes: `${density}${gates} DERIVATIVE d { n' = 1 }`,
  },
  unnamed: {
    fails: '|NEURON| { RANGE x } ASSIGNED { x }',
    passes: 'NEURON { SUFFIX test RANGE x } ASSIGNED { x }',
  },
  'second-block': {
    fails: `${point}NET_RECEIVE (w) { x = w }\n|NET_RECEIVE| (w) { x = 0 }`,
    passes: `${point}NET_RECEIVE (w) { x = w }`,
  },
  'second-name': { fails: 'NEURON { SUFFIX a SUFFIX |b| }', passes: 'NEURON { SUFFIX a }' },
  'duplicate-name': { fails: `${density}ASSIGNED { |g| }`, passes: `${density}ASSIGNED { h }` },
  'local-hides': {
    fails: `NEURON { SUFFIX s } ASSIGNED { |q| v } LOCAL q\nBREAKPOINT { q = v }`,
    passes: `NEURON { SUFFIX s } ASSIGNED { v } LOCAL q\nBREAKPOINT { q = v }`,
  },
  'constant-written': {
    fails:
      'NEURON { SUFFIX s RANGE x } UNITS { |F| = (faraday) (coulomb) } ASSIGNED { x } INITIAL { F = 9 x = F }',
    passes: 'NEURON { SUFFIX s RANGE x } UNITS { F = (faraday) (coulomb) } ASSIGNED { x } INITIAL { x = F }',
  },
  'global-undeclared': {
    fails: 'NEURON { SUFFIX s GLOBAL |q| } INITIAL { q = 1 }',
    passes: 'NEURON { SUFFIX s GLOBAL q } ASSIGNED { q } INITIAL { q = 1 }',
  },
  'undeclared-name': {
    fails: `${density}BREAKPOINT { ik = |gg|*(v - ek) }`,
    passes: `${density}BREAKPOINT { ik = g*(v - ek) }`,
  },
  'unknown-function': {
    fails: `${density}BREAKPOINT { ik = |expp|(v) }`,
    passes: `${density}BREAKPOINT { ik = exp(v) }`,
  },
  'not-a-variable': {
    fails: `${density}FUNCTION f() { f = 1 }\nBREAKPOINT { ik = |f| }`,
    passes: `${density}FUNCTION f() { f = 1 }\nBREAKPOINT { ik = f() }`,
  },
  'no-value': {
    fails: `${point}NET_RECEIVE (w) { x = |net_send|(1, 1) }`,
    passes: `${point}NET_RECEIVE (w) { net_send(1, 1) }`,
  },
  'argument-count': {
    fails: `${density}BREAKPOINT { ik = |exp(v, 2)| }`,
    passes: `${density}BREAKPOINT { ik = pow(v, 2) }`,
  },
  'procedure-as-value': {
    fails: `${density}PROCEDURE p() { tau = 1 }\nBREAKPOINT { ik = |p|() }`,
    passes: `${density}PROCEDURE p() { tau = 1 }\nBREAKPOINT { p() ik = 0 }`,
  },
  'extra-arguments': {
    fails: `${density}PROCEDURE p() { tau = 1 }\nBREAKPOINT { |p(v)| ik = 0 }`,
    passes: `${density}PROCEDURE p(x) { tau = x }\nBREAKPOINT { p(v) ik = 0 }`,
  },
  'argument-kind': {
    fails: `NEURON { SUFFIX s RANDOM r RANGE x } ASSIGNED { x v } BREAKPOINT { x = random_uniform(|v|) }`,
    passes: `NEURON { SUFFIX s RANDOM r RANGE x } ASSIGNED { x v } BREAKPOINT { x = random_uniform(r) }`,
  },
  'array-without-index': {
    fails: 'NEURON { SUFFIX s RANGE x } ASSIGNED { x a[2] v } BREAKPOINT { a[0] = v x = |a| }',
    passes: 'NEURON { SUFFIX s RANGE x } ASSIGNED { x a[2] v } BREAKPOINT { a[0] = v x = a[0] }',
  },
  'index-without-array': {
    fails: 'NEURON { SUFFIX s RANGE x } ASSIGNED { x v } BREAKPOINT { |x|[0] = v }',
    passes: 'NEURON { SUFFIX s RANGE x } ASSIGNED { x[1] v } BREAKPOINT { x[0] = v }',
  },
  'index-outside': {
    fails: 'DEFINE N 2 NEURON { SUFFIX s RANGE a } ASSIGNED { a[N] v } BREAKPOINT { a[|N|] = v }',
    passes: 'DEFINE N 2 NEURON { SUFFIX s RANGE a } ASSIGNED { a[N] v } BREAKPOINT { a[N-1] = v }',
  },
  'string-as-number': {
    fails: `${density}BREAKPOINT { ik = |"a"| }`,
    passes: `${density}BREAKPOINT { ik = 1 }`,
  },
  'not-assignable': {
    fails: `${density}CONSTANT { c = 1 }\nBREAKPOINT { |c| = 2 ik = c }`,
    passes: `${density}CONSTANT { c = 1 }\nBREAKPOINT { tau = 2 ik = c }`,
  },
  'undeclared-range': {
    fails: 'NEURON { SUFFIX s RANGE |q| }',
    passes: 'NEURON { SUFFIX s RANGE q } ASSIGNED { q }',
  },
  'range-and-global': {
    fails: 'NEURON { SUFFIX s RANGE q GLOBAL |q| } ASSIGNED { q }',
    passes: 'NEURON { SUFFIX s GLOBAL q } ASSIGNED { q }',
  },
  'ion-variable': {
    fails: 'NEURON { SUFFIX s USEION k READ |ena| }',
    passes: 'NEURON { SUFFIX s USEION na READ ena }',
  },
  'unknown-method': {
    fails: `${density}BREAKPOINT { SOLVE d METHOD |cnexpp| ik = 0 }\nDERIVATIVE d { n' = -n }`,
    passes: `${density}BREAKPOINT { SOLVE d METHOD cnexp ik = 0 }\nDERIVATIVE d { n' = -n }`,
  },
  'method-misfit': {
    fails: `${density}BREAKPOINT { SOLVE d METHOD |newton| ik = 0 }\nDERIVATIVE d { n' = -n }`,
    passes: `${density}BREAKPOINT { SOLVE d METHOD derivimplicit ik = 0 }\nDERIVATIVE d { n' = -n }`,
  },
  'no-steady-state': {
    fails: `${density}INITIAL { |SOLVE l STEADYSTATE simeq| } BREAKPOINT { ik = 0 }\nLINEAR l { ~ n + m = 1 ~ n - m = 0 }`,
    passes: `${density}INITIAL { SOLVE l } BREAKPOINT { ik = 0 }\nLINEAR l { ~ n + m = 1 ~ n - m = 0 }`,
  },
  'never-solved': {
    fails: `${density}BREAKPOINT { ik = 0 }\nDERIVATIVE |d| { n' = -n }`,
    passes: `${density}${gates}\nDERIVATIVE d { n' = -n }`,
  },
  'unknown-solve': {
    fails: `${density}BREAKPOINT { SOLVE |dd| METHOD cnexp ik = 0 }`,
    passes: `${density}${gates}\nDERIVATIVE d { n' = -n }`,
  },
  'events-without-place': {
    fails: 'NEURON { SUFFIX s } |NET_RECEIVE| (w) { }',
    passes: 'NEURON { POINT_PROCESS s } NET_RECEIVE (w) { }',
  },
  'no-weight': {
    fails: 'NEURON { POINT_PROCESS s } |NET_RECEIVE| () { }',
    passes: 'NEURON { POINT_PROCESS s } NET_RECEIVE (w) { }',
  },
  'watch-condition': {
    fails: `${point}NET_RECEIVE (w) { WATCH (|v == 1|) 2 x = w }`,
    passes: `${point}NET_RECEIVE (w) { WATCH (v > 1) 2 x = w }`,
  },
  'second-table': {
    fails: table('TABLE tau FROM 0 TO 1 WITH 10', 'tau = x |TABLE tau FROM 0 TO 2 WITH 10|'),
    passes: table('TABLE tau FROM 0 TO 1 WITH 10'),
  },
  'table-argument': {
    fails: `NEURON { SUFFIX s RANGE tau } ASSIGNED { tau v } BREAKPOINT { p() }\nPROCEDURE p() { |TABLE tau FROM 0 TO 1 WITH 9| tau = 1 }`,
    passes: table('TABLE tau FROM 0 TO 1 WITH 9'),
  },
  'table-names': {
    fails: table('|TABLE FROM 0 TO 1 WITH 10|'),
    passes: table('TABLE tau FROM 0 TO 1 WITH 10'),
  },
  'volume-of-nothing': {
    fails: scheme('COMPARTMENT 2 { a |q| } ~ a <-> b (1, 1)'),
    passes: scheme('COMPARTMENT 2 { a } ~ a <-> b (1, 1)'),
  },
  'not-a-state-in': {
    fails: scheme('LONGITUDINAL_DIFFUSION 2 { |k| } ~ a <-> b (1, 1)'),
    passes: scheme('LONGITUDINAL_DIFFUSION 2 { a } ~ a <-> b (1, 1)'),
  },
  'misplaced-statement': {
    fails: `${density}BREAKPOINT { ik = 0 |n' = 1| }`,
    passes: `${density}${gates}\nDERIVATIVE d { n' = 1 }`,
  },
  'not-a-state': {
    fails: `${density}${gates}\nDERIVATIVE d { |q|' = 1 }`,
    passes: `${density}${gates}\nDERIVATIVE d { n' = 1 }`,
  },
  'recursive-call': {
    fails: `${density}FUNCTION f(x) { f = |f(x)| }\nBREAKPOINT { ik = f(v) }`,
    passes: `${density}FUNCTION f(x) { f = x }\nBREAKPOINT { ik = f(v) }`,
  },
  'too-large': {
    fails: `${density}BREAKPOINT { |if| (v) { } ${'else if (v) { } '.repeat(101)} ik = 0 }`,
    passes: `${density}BREAKPOINT { if (v) { } ${'else if (v) { } '.repeat(50)} ik = 0 }`,
  },
  'unknown-unit': {
    fails: `${density}UNITS { F = |(farady)| (coulomb) }\nBREAKPOINT { ik = 0 }`,
    passes: `${density}UNITS { F = (faraday) (coulomb) }\nBREAKPOINT { ik = 0 }`,
  },
  'unit-dimension': {
    fails: `${density}UNITS { F = |(faraday)| (volt) }\nBREAKPOINT { ik = 0 }`,
    passes: `${density}UNITS { F = (faraday) (coulomb) }\nBREAKPOINT { ik = 0 }`,
  },
  'local-before-set': {
    fails: `${density}BREAKPOINT { LOCAL x ik = |x| }`,
    passes: `${density}BREAKPOINT { LOCAL x x = 1 ik = x }`,
  },
  'never-assigned': {
    fails: `${density}BREAKPOINT { ik = |tau| }`,
    passes: `${density}BREAKPOINT { tau = 1 ik = tau }`,
  },
  'no-lasting-effect': {
    fails: `${density}INITIAL { |v| = -65 } BREAKPOINT { ik = 0 }`,
    passes: `${density}INITIAL { tau = -65 } BREAKPOINT { ik = 0 }`,
  },
  'function-without-value': {
    fails: `${density}FUNCTION |f|() { tau = 1 }\nBREAKPOINT { ik = f() }`,
    passes: `${density}FUNCTION f() { f = 1 }\nBREAKPOINT { ik = f() }`,
  },
  'breakpoint-runs-twice': {
    fails: `${neuron} PARAMETER { g = 1 } ASSIGNED { |tau| } BREAKPOINT { tau = tau + 1 ik = tau }`,
    passes: `${density}BREAKPOINT { tau = v + 1 ik = tau }`,
  },
  sequential: {
    fails: 'NEURON { SUFFIX s GLOBAL q RANGE x } ASSIGNED { |q| x v } BREAKPOINT { x = q q = v }',
    passes: 'NEURON { SUFFIX s GLOBAL q RANGE x } ASSIGNED { q x v } BREAKPOINT { q = v x = q }',
  },
  'mixed-currents': {
    fails:
      'NEURON { POINT_PROCESS p NONSPECIFIC_CURRENT |i| ELECTRODE_CURRENT e } BREAKPOINT { i = v e = 1 }',
    passes: 'NEURON { POINT_PROCESS p ELECTRODE_CURRENT i, e } BREAKPOINT { i = -v e = 1 }',
  },
  'current-not-assigned': {
    fails: 'NEURON { SUFFIX s NONSPECIFIC_CURRENT |i| } BREAKPOINT { }',
    passes: 'NEURON { SUFFIX s NONSPECIFIC_CURRENT i } BREAKPOINT { i = v }',
  },
  'ignored-default': {
    fails: 'NEURON { SUFFIX s } PARAMETER { |celsius = 36 (degC)| }',
    passes: 'NEURON { SUFFIX s } PARAMETER { celsius (degC) }',
  },
  'neuron-rounds-default': {
    fails: 'NEURON { SUFFIX s RANGE p } PARAMETER { |p| = 0.12345678 }',
    passes: 'NEURON { SUFFIX s RANGE p } PARAMETER { p = 0.123456 }',
  },
  'reaction-index': {
    fails:
      'NEURON { SUFFIX s } PARAMETER { q = 1 } STATE { a c[2] } BREAKPOINT { SOLVE k METHOD sparse }\nKINETIC k { ~ c[|q|] <-> a (1, 1) }',
    passes: scheme('~ c[1] <-> a (1, 1)'),
  },
  'too-many-conserve': {
    fails: scheme('~ a <-> b (1, 1) |CONSERVE a + b = 1| CONSERVE 2 a + b = 1 CONSERVE b = 1'),
    passes: scheme('~ a <-> b (1, 1) CONSERVE a + b = 1'),
  },
  'kinetic-method': {
    fails:
      'NEURON { SUFFIX s } STATE { a b } BREAKPOINT { |SOLVE k METHOD cnexp| }\nKINETIC k { ~ a <-> b (1, 1) }',
    passes: scheme('~ a <-> b (1, 1)'),
  },
  'rate-without-parentheses': {
    fails: scheme('~ a <-> b (1, |1 + v|)').replace('STATE', 'ASSIGNED { v } STATE'),
    passes: scheme('~ a <-> b (1, (1 + v))').replace('STATE', 'ASSIGNED { v } STATE'),
  },
  'not-linear': {
    fails: 'NEURON { SUFFIX s } STATE { a b } BREAKPOINT { SOLVE l }\nLINEAR l { |~ a*b = 1| ~ a = 2 }',
    passes: 'NEURON { SUFFIX s } STATE { a b } BREAKPOINT { SOLVE l }\nLINEAR l { ~ a + b = 1 ~ a = 2 }',
  },
  undetermined: {
    fails:
      'NEURON { SUFFIX s } STATE { a b } BREAKPOINT { SOLVE l }\nLINEAR |l| { ~ a = 1 + 0*b ~ a - b + b = 3 }',
    passes: 'NEURON { SUFFIX s } STATE { a b } BREAKPOINT { SOLVE l }\nLINEAR l { ~ a = 1 + b ~ a + b = 3 }',
  },
  'equation-count': {
    fails: 'NEURON { SUFFIX s } STATE { a b } BREAKPOINT { SOLVE l }\nLINEAR |l| { ~ a + b = 1 }',
    passes: 'NEURON { SUFFIX s } STATE { a b } BREAKPOINT { SOLVE l }\nLINEAR l { ~ a + b = 1 ~ a = b }',
  },
  'forall-without-array': {
    fails: `${density}BREAKPOINT { FORALL |i| { tau = i } ik = 0 }`,
    passes: `${density}ASSIGNED { c[3] }\nBREAKPOINT { FORALL i { c[i] = i } ik = 0 }`,
  },
  'cnexp-nonlinear': {
    fails: `${density}${gates}\nDERIVATIVE d { |n' = 1 - n*n| }`,
    passes: `${density}${gates}\nDERIVATIVE d { n' = 1 - n }`,
  },
  'removed-method': {
    fails: `${density}BREAKPOINT { SOLVE d METHOD |gear| ik = 0 }\nDERIVATIVE d { n' = -n }`,
    passes: `${density}${gates}\nDERIVATIVE d { n' = -n }`,
  },
  'table-intervals': {
    fails: table('TABLE tau FROM 0 TO 1 WITH |0.5|'),
    passes: table('TABLE tau FROM 0 TO 1 WITH 5'),
  },
  'table-per-instance': {
    fails: `NEURON { SUFFIX s RANGE tau, q } PARAMETER { q = 1 } ASSIGNED { tau v } BREAKPOINT { p(v) }\nPROCEDURE |p|(x) { TABLE tau DEPEND q FROM 0 TO 1 WITH 5 tau = q*x }`,
    passes: `NEURON { SUFFIX s RANGE tau GLOBAL q } PARAMETER { q = 1 } ASSIGNED { tau v } BREAKPOINT { p(v) }\nPROCEDURE p(x) { TABLE tau DEPEND q FROM 0 TO 1 WITH 5 tau = q*x }`,
  },
  'independent-not-t': {
    fails: 'INDEPENDENT { |x| FROM 0 TO 1 WITH 10 } STATE { q } INITIAL { q = 0 }',
    passes: 'INDEPENDENT { SWEEP x FROM 0 TO 1 WITH 10 t FROM 0 TO 1 WITH 10 } STATE { q } INITIAL { q = x }',
  },
  'hook-never-run': {
    fails: 'NEURON { SUFFIX s RANGE x } ASSIGNED { x } |AFTER STEP| { x = 1 }',
    passes: 'NEURON { SUFFIX s RANGE x } ASSIGNED { x } BEFORE STEP { x = 1 }',
  },
  'watch-of-local': {
    fails: `${point}NET_RECEIVE (w) { WATCH (v > |w|) 2 x = w }`,
    passes: `${point}NET_RECEIVE (w) { WATCH (v > x) 2 x = w }`,
  },
  'breakpoint-draws-twice': {
    fails:
      'NEURON { POINT_PROCESS P NONSPECIFIC_CURRENT i RANDOM r } ASSIGNED { i } BREAKPOINT |{| i = random_normal(r) }',
    passes:
      'NEURON { POINT_PROCESS P NONSPECIFIC_CURRENT i RANDOM r } ASSIGNED { i n } BEFORE BREAKPOINT { n = random_normal(r) } BREAKPOINT { i = n }',
  },
  'library-function': {
    fails: `${point}INITIAL { x = |stepforce|(t, "steps.dat") }`,
    passes: `${point}INITIAL { x = perstep(t, 1, 2, 3) }`,
  },
  'misplaced-event': {
    fails: `${point}BREAKPOINT { send() } NET_RECEIVE (w) { x = w }\nPROCEDURE send() { |net_send(1, 1)| }`,
    passes: `${point}INITIAL { send() } NET_RECEIVE (w) { x = w }\nPROCEDURE send() { net_send(1, 1) }`,
  },
  'verbatim-script-routine': {
    fails:
      'NEURON { SUFFIX s RANGE x } ASSIGNED { x } PROCEDURE p() { VERBATIM x = *|getarg|(1); ENDVERBATIM }',
    passes: 'NEURON { SUFFIX s RANGE x } ASSIGNED { x } PROCEDURE p(y) { VERBATIM x = _ly; ENDVERBATIM }',
  },
  'verbatim-silent': {
    fails: `${density}BREAKPOINT { ik = 0 VERBATIM |fputs("a", f)|; ENDVERBATIM }`,
    passes: `${density}BREAKPOINT { ik = 0 VERBATIM ik = 0; ENDVERBATIM }`,
  },
  'verbatim-nowhere': {
    fails: `VERBATIM static double *q; ENDVERBATIM\n${density}BREAKPOINT { ik = 0 VERBATIM if (|q|) ik = 1; ENDVERBATIM }`,
    passes: `VERBATIM static double q; ENDVERBATIM\n${density}BREAKPOINT { ik = 0 VERBATIM if (q) ik = 1; ENDVERBATIM }`,
  },
  'verbatim-no-arguments': {
    fails: `NEURON { ARTIFICIAL_CELL A RANGE x } ASSIGNED { x }\nCONSTRUCTOR { VERBATIM x = |ifarg(1)| ? *getarg(1) : 2; ENDVERBATIM }`,
    passes: `NEURON { ARTIFICIAL_CELL A RANGE x } ASSIGNED { x }\nCONSTRUCTOR { VERBATIM x = 2; ENDVERBATIM }`,
  },
  'verbatim-random': {
    fails: `${density}BREAKPOINT { VERBATIM ik = |drand48()|; ENDVERBATIM }`,
    passes: `${density}BREAKPOINT { VERBATIM ik = scop_random(); ENDVERBATIM }`,
  },
  'verbatim-single': {
    fails: `${density}BREAKPOINT { VERBATIM float |x = 1|; ik = x; ENDVERBATIM }`,
    passes: `${density}BREAKPOINT { VERBATIM double x = 1; ik = x; ENDVERBATIM }`,
  },
  'verbatim-left-out': {
    fails:
      'NEURON { SUFFIX s RANGE x } ASSIGNED { x } PROCEDURE p() { VERBATIM |fopen("x", "r")|; ENDVERBATIM }',
    passes: 'NEURON { SUFFIX s RANGE x } ASSIGNED { x } PROCEDURE p() { VERBATIM ENDVERBATIM }',
  },
}
