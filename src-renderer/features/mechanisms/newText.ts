import type { MechanismInfo } from '../../../src-main/contract/index.ts'
import type { Span } from '../../../src-engine/core/source/span.ts'

/** What a new mechanism begins as: a channel with one gate, which compiles and has curves. */
export function newMechanismText(name: string): string {
  return `TITLE A potassium channel with one gate

NEURON {
  SUFFIX ${name}
  USEION k READ ek WRITE ik
  RANGE gbar
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  gbar = 0.001 (S/cm2) <0, 1e9>  : largest conductance
  vhalf = -30 (mV)               : half of the gates are open here
  k = 9 (mV)                     : steepness
  tau = 4 (ms)                   : time constant of the gate
}

STATE { n }

ASSIGNED {
  v (mV)
  ek (mV)
  ik (mA/cm2)
}

INITIAL {
  n = ninf(v)
}

BREAKPOINT {
  SOLVE states METHOD cnexp
  ik = gbar*n*(v - ek)
}

DERIVATIVE states {
  n' = (ninf(v) - n)/tau
}

FUNCTION ninf(v (mV)) {
  ninf = 1/(1 + exp(-(v - vhalf)/k))
}
`
}

/** The first of `name`, `name2`, `name3` … that nobody has. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const stem = name.replace(/\d+$/, '') || name
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${stem}${number}`
    if (!taken.has(candidate)) return candidate
  }
}

/** A mechanism's text under another name, and where that stands. */
export function renamedText(
  { text, name }: Pick<MechanismInfo, 'text' | 'name'>,
  to: string,
): { readonly text: string; readonly span: Span | undefined } {
  const found = new RegExp(`\\b(SUFFIX|POINT_PROCESS|ARTIFICIAL_CELL)(\\s+)${name}\\b`).exec(text)
  if (!found) return { text, span: undefined }
  const start = found.index + found[0].length - name.length
  return {
    text: text.slice(0, start) + to + text.slice(start + name.length),
    span: { start, end: start + to.length },
  }
}
