/** A small file, and the rule of src-engine/nmodl/units/SPEC.md by which our verdict differs from modlunit's. */
export interface Snippet {
  readonly name: string
  readonly text: string
  readonly differs: string | undefined
}

const units = `UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (nA) = (nanoamp)
  (S) = (siemens)
  (uS) = (microsiemens)
  (mM) = (milli/liter)
  (um) = (micron)
  FARADAY = (faraday) (coulomb)
  R = (k-mole) (joule/degC)
}`

const declarations = `PARAMETER {
  g = 0.1 (S/cm2)
  e = -70 (mV)
  k = 5 (mV)
  big = 1 (volt)
  tau = 3 (ms)
  rate = 2 (/ms)
  len = 10 (um)
  wide = 0.1 (cm)
  n = 2 (1)
  bare = 1
}
ASSIGNED {
  v (mV)
  celsius (degC)
  i (mA/cm2)
  volts (volt)
  other (ms)
  plain (1)
  squared (mV2)
  a[3] (mV)
  result
}
STATE {
  m (1)
  c (mM)
  h
}`

/** Statements of a PROCEDURE over the declarations above. */
function statement(name: string, body: string, differs?: string): Snippet {
  return file(name, `${declarations}\nPROCEDURE p() { LOCAL x, y\n  ${body}\n}`, differs)
}

/** A file of its own, after NEURON and UNITS. */
function file(
  name: string,
  rest: string,
  differs?: string,
  neuron = 'SUFFIX s NONSPECIFIC_CURRENT i',
): Snippet {
  const current = neuron.includes(' i') && !/\bi \(/.test(rest) ? '\nASSIGNED { i (mA/cm2) }' : ''
  return { name, text: `NEURON { ${neuron} }\n${units}\n${rest}${current}\n`, differs }
}

const point = 'POINT_PROCESS P NONSPECIFIC_CURRENT i'
const kinetic = `PARAMETER { kf (/mM-ms) kb (/ms) vol (um3) flat (um2) D (um2/ms) long (um) }
STATE { a (mM) b (mM) ab (mM) s (1) q (1) pump (mM um) }
ASSIGNED { inflow (mM/ms) volflow (mM um3/ms) }`

export const snippets: readonly Snippet[] = [
  // Sums, comparisons, assignments.
  statement('sum of one unit', 'v = e + k'),
  statement('sum of different units', 'v = e + tau'),
  statement('sum that lacks a factor', 'v = e + big'),
  statement('sum with the factor', 'v = e + (1000)*big'),
  statement('sum with the inverse factor', 'v = e + (0.001)*big'),
  statement('sum with the factor as a plain number', 'v = e + 1000*big'),
  statement('sum with a bare number', 'v = e + 5'),
  statement('sum with a number of a unit', 'v = e + 5 (mV)'),
  statement('sum with a number of another unit', 'v = e + 5 (ms)'),
  statement('sum with a plain name', 'v = e + n'),
  statement('sum with a name without a unit', 'v = e + bare'),
  statement('difference of different units', 'other = tau - v'),
  statement('assignment of one unit', 'i = g*(v - e)'),
  statement('assignment that lacks a factor', 'i = g*(volts - (0.001)*e)'),
  statement('assignment of another unit', 'tau = v'),
  statement('assignment of a bare number', 'tau = 7'),
  statement('assignment of a sum of bare numbers', 'tau = 7 + 3*2'),
  statement('assignment to a plain name', 'plain = v'),
  statement('assignment to a name without a unit', 'result = v'),
  statement('assignment of a ratio', 'plain = v/k'),
  statement('assignment of a ratio that lacks a factor', 'plain = v/big'),
  statement('comparison of one unit', 'if (v > e) { plain = 1 }'),
  statement('comparison with a bare number', 'if (v > -40) { plain = 1 }'),
  statement('comparison of different units', 'if (v > tau) { plain = 1 }'),
  statement('equality of different units', 'if (v == tau) { plain = 1 }'),
  statement('and, or, not of anything', 'if (v > e && !(tau > 3) || other != 0) { plain = 1 }'),
  statement('condition of while', 'while (v < tau) { v = v + k }'),
  statement('result of a comparison is plain', 'plain = (v > e)'),
  statement('sum of a comparison and volts', 'v = e + (v > e)'),
  statement('minus sign keeps the unit', 'v = -tau'),
  statement('product of three', 'squared = v*k'),
  statement('product that should be squared', 'squared = v*n'),
  statement('lengths of different scale', 'len = wide'),
  statement('lengths with the factor', 'len = (10000)*wide'),
  // LOCAL.
  statement('a LOCAL takes a unit', 'x = v v = x + e'),
  statement('a LOCAL of another unit', 'x = tau v = x + e'),
  statement('a LOCAL takes a second unit', 'x = tau x = v v = x + e'),
  statement('a LOCAL with a bare number', 'x = 5 v = x + e', 'D2'),
  statement('a LOCAL that sums up', 'x = 0 FROM j = 0 TO 2 { x = x + a[j] }', 'D2'),
  statement('a LOCAL as a divisor', 'x = k plain = exp(v/x)'),
  statement('array elements', 'v = a[1] + a[2]'),
  statement('array elements and milliseconds', 'other = a[1]'),
  // Functions of numbers.
  statement('exp of a ratio', 'plain = exp((v - e)/k)'),
  statement('exp of volts', 'plain = exp(v)'),
  statement('exp with a bare divisor', 'plain = exp((v + 40)/10)'),
  statement('exp with a divisor in mV', 'plain = exp((v + 40)/10(mV))'),
  statement('exp of a ratio that lacks a factor', 'plain = exp(v/big)'),
  statement('log of a ratio', 'v = k*log(c/c)'),
  statement('log of a concentration', 'plain = log(c)'),
  statement('sine of a phase', 'plain = sin(rate*tau)'),
  statement('sine of a time', 'plain = sin(tau)'),
  statement('fabs of volts', 'v = fabs(e - k)', 'D3'),
  statement('fabs of a ratio', 'plain = fabs(v/k)'),
  statement('sqrt of volts squared', 'v = sqrt(squared)', 'D3'),
  statement('sqrt of volts', 'v = sqrt(k)'),
  statement('fmod of times', 'tau = fmod(tau, other)', 'D3'),
  statement('floor of a time', 'plain = floor(tau)'),
  statement('atan2 of volts', 'plain = atan2(v, e)', 'D3'),
  // Powers.
  statement('a whole power', 'squared = v^2'),
  statement('a whole power of another unit', 'v = v^2'),
  statement('a power with a sign', 'plain = squared*v^-2', 'D3'),
  statement('a broken power', 'plain = v^1.5'),
  statement('a power that is a name', 'plain = v^n'),
  statement('a plain power that is a name', 'plain = n^bare'),
  statement('an exponent in degrees', 'plain = 3^((celsius - 22)/10)'),
  statement('an exponent without a unit', 'plain = 3^((celsius - 22)/10(degC))'),
  // Constants and temperature.
  statement('RT/F in volts', 'volts = R*(celsius + 273.15)/FARADAY'),
  statement('RT/F in millivolts', 'v = R*(celsius + 273.15)/FARADAY'),
  statement('RT/F in millivolts with its factor', 'v = (1000)*R*(celsius + 273.15)/FARADAY'),
  // UNITSOFF.
  statement('UNITSOFF', 'UNITSOFF v = tau UNITSON v = e'),
  statement('UNITSOFF and on again', 'UNITSOFF v = tau UNITSON v = tau'),
  statement('a LOCAL set under UNITSOFF', 'UNITSOFF x = v UNITSON tau = x'),
  file(
    'UNITSOFF across blocks',
    `${declarations}\nUNITSOFF\nPROCEDURE p() { v = tau }\nPROCEDURE q() { v = tau }`,
  ),
  file(
    'UNITSOFF inside a block lasts',
    `${declarations}\nPROCEDURE p() { UNITSOFF }\nPROCEDURE q() { v = tau }`,
  ),
  // Equations of state.
  file('an equation with a time', `${declarations}\nDERIVATIVE d { m' = (1 - m)/tau }`),
  file('an equation without a time', `${declarations}\nDERIVATIVE d { m' = 1 - m }`),
  file('an equation with a bare divisor', `${declarations}\nDERIVATIVE d { m' = (1 - m)/3 }`),
  file('an equation of a state without a unit', `${declarations}\nDERIVATIVE d { h' = (n - h)/tau }`),
  file('an equation whose time has no unit', `${declarations}\nDERIVATIVE d { m' = (1 - m)/bare }`),
  file('concentration from current', `${declarations}\nDERIVATIVE d { c' = -(10000)*i/(2*FARADAY*len) }`),
  file(
    'concentration from current without its factor',
    `${declarations}\nDERIVATIVE d { c' = -i/(2*FARADAY*len) }`,
  ),
  file('an initial value', `${declarations}\nINITIAL { c = c0 }`),
  file('an initial value of another unit', `${declarations}\nINITIAL { v = c0 }`),
  // Routines.
  file(
    'a FUNCTION',
    `${declarations}\nFUNCTION f(x (mV)) (/ms) { f = rate*exp(x/k) }\nPROCEDURE p() { rate = f(v) }`,
  ),
  file(
    'a FUNCTION with another argument',
    `${declarations}\nFUNCTION f(x (mV)) (/ms) { f = rate*exp(x/k) }\nPROCEDURE p() { rate = f(tau) }`,
  ),
  file('a FUNCTION with a wrong result', `${declarations}\nFUNCTION f(x (mV)) (/ms) { f = exp(x/k) }`),
  file(
    'a FUNCTION whose result is used otherwise',
    `${declarations}\nFUNCTION f(x (mV)) (/ms) { f = rate*exp(x/k) }\nPROCEDURE p() { tau = f(v) }`,
  ),
  file(
    'a FUNCTION without units',
    `${declarations}\nFUNCTION f(x) { f = exp(x) }\nPROCEDURE p() { plain = f(v/k) }`,
  ),
  file(
    'a FUNCTION without units gets volts',
    `${declarations}\nFUNCTION f(x) { f = exp(x) }\nPROCEDURE p() { plain = f(v) }`,
  ),
  file('a PROCEDURE', `${declarations}\nPROCEDURE q(x (mV)) { v = x }\nPROCEDURE p() { q(e) }`),
  file('a PROCEDURE gets a time', `${declarations}\nPROCEDURE q(x (mV)) { v = x }\nPROCEDURE p() { q(tau) }`),
  file(
    'a PROCEDURE gets a bare number',
    `${declarations}\nPROCEDURE q(x (mV)) { v = x }\nPROCEDURE p() { q(-60) }`,
  ),
  file('a FUNCTION_TABLE', `${declarations}\nFUNCTION_TABLE f(x (mV)) (ms)\nPROCEDURE p() { tau = f(v) }`),
  file(
    'a FUNCTION_TABLE used otherwise',
    `${declarations}\nFUNCTION_TABLE f(x (mV)) (ms)\nPROCEDURE p() { v = f(v) }`,
  ),
  file('nrn_ghk', `${declarations}\nPROCEDURE p() { LOCAL x\n  x = nrn_ghk(v, c, c, 2) }`),
  file('nrn_ghk gets a time', `${declarations}\nPROCEDURE p() { LOCAL x\n  x = nrn_ghk(tau, c, c, 2) }`),
  file('nernst', `${declarations}\nPROCEDURE p() { v = nernst(c, c, 2) }`, 'D3'),
  file('nernst gets a potential', `${declarations}\nPROCEDURE p() { v = nernst(v, c, 2) }`),
  file('at_time', `${declarations}\nPROCEDURE p() { at_time(tau) }`),
  file('at_time gets volts', `${declarations}\nPROCEDURE p() { at_time(v) }`),
  // Names whose unit is fixed.
  file('v in volts', 'PARAMETER { x (mV) }\nASSIGNED { v (volt) }'),
  file('v without a unit', 'PARAMETER { x (mV) }\nASSIGNED { v }', 'D1'),
  file('v undeclared', 'PARAMETER { x (mV) }\nPROCEDURE p() { x = v }', 'D1'),
  file('t needs no declaration', 'PARAMETER { x (ms) }\nPROCEDURE p() { x = t }'),
  file('celsius in kelvin', 'PARAMETER { x (mV) }\nASSIGNED { celsius (K) }'),
  file('area in square centimetres', 'PARAMETER { x (mV) }\nASSIGNED { area (cm2) }'),
  file('diam in millimetres', 'PARAMETER { x (mV) }\nASSIGNED { diam (mm) }'),
  file('a density current in nA', 'PARAMETER { x (mV) }\nASSIGNED { i (nA) }'),
  file('a point current in nA', 'PARAMETER { x (mV) }\nASSIGNED { i (nA) }', undefined, point),
  file('a point current in mA/cm2', 'PARAMETER { x (mV) }\nASSIGNED { i (mA/cm2) }', undefined, point),
  file(
    'an electrode current',
    'PARAMETER { x (mV) }\nASSIGNED { i (nA) }',
    undefined,
    'POINT_PROCESS P ELECTRODE_CURRENT i',
  ),
  file(
    'an ion',
    'PARAMETER { x (mV) }\nASSIGNED { ica (mA/cm2) eca (mV) cai (mM) cao (mM) }',
    undefined,
    'SUFFIX s USEION ca READ eca, cai, cao WRITE ica',
  ),
  file(
    'an ion with a wrong concentration',
    'PARAMETER { x (mV) }\nASSIGNED { cai (mV) }',
    undefined,
    'SUFFIX s USEION ca READ cai',
  ),
  file(
    'an ion with a wrong potential',
    'PARAMETER { x (mV) }\nASSIGNED { eca (mM) }',
    undefined,
    'SUFFIX s USEION ca READ eca',
  ),
  file(
    'an ion with a wrong current',
    'PARAMETER { x (mV) }\nASSIGNED { ica (nA) }',
    undefined,
    'SUFFIX s USEION ca WRITE ica',
  ),
  file(
    'an ion without units',
    'PARAMETER { x (mV) }\nASSIGNED { ica cai }',
    'D1',
    'SUFFIX s USEION ca READ cai WRITE ica',
  ),
  // Texts of units.
  file('an unknown unit', 'PARAMETER { x (flurb) }'),
  file('an undeclared symbol', 'PARAMETER { x (pS) }', 'D4'),
  file('a plural', 'PARAMETER { x (millivolts) y (mV) }\nPROCEDURE p() { x = y }'),
  file('stacked prefixes', 'PARAMETER { x (millimicron) y (nm) }\nPROCEDURE p() { x = y }'),
  file('microns', 'PARAMETER { x (microns) y (um) }\nPROCEDURE p() { x = y }', 'D6'),
  file('a number in a unit', 'PARAMETER { x (1000 volt) y (kilovolt) }\nPROCEDURE p() { x = y }'),
  file('a power of ten in a unit', 'PARAMETER { x (1-3 volt) y (mV) }\nPROCEDURE p() { x = y }'),
  file('a fraction in a unit', 'PARAMETER { x (1|60 minute) y (sec) }\nPROCEDURE p() { x = y }'),
  file(
    'everything after the slash divides',
    'PARAMETER { x (/mM-ms) y (/ms) z (mM) }\nPROCEDURE p() { x = y/z }',
  ),
  file('an exponent written with a caret', 'PARAMETER { x (cm^2) }', 'D4'),
  file('a definition that changes nothing', 'UNITS { (ms) = (millisec) }\nPARAMETER { x (ms) }', 'D4'),
  file('a definition that changes something', 'UNITS { (min) = (meter) }\nPARAMETER { x (min) }'),
  file(
    'a constant in volts',
    'UNITS { F = 96485 (coulomb) }\nPARAMETER { x (coulomb) }\nPROCEDURE p() { x = F }',
  ),
  file(
    'a constant used otherwise',
    'UNITS { F = 96485 (coulomb) }\nPARAMETER { x (mV) }\nPROCEDURE p() { x = F }',
  ),
  file(
    'a factor between units',
    'UNITS { inches = (foot) -> (inch) }\nPARAMETER { x (inch) y (foot) }\nPROCEDURE p() { x = inches*y }',
  ),
  file(
    'a factor between units forgotten',
    'UNITS { inches = (foot) -> (inch) }\nPARAMETER { x (inch) y (foot) }\nPROCEDURE p() { x = y }',
  ),
  file('a DEFINE converts', `DEFINE N 1000\n${declarations}\nPROCEDURE p() { v = (N)*big }`),
  file('a DEFINE is a bare number', `DEFINE N 1000\n${declarations}\nPROCEDURE p() { v = N }`),
  // Kinetics.
  file('a first-order reaction', `${kinetic}\nKINETIC k { ~ s <-> q (kb, kb) }`),
  file('a first-order reaction with a second-order rate', `${kinetic}\nKINETIC k { ~ s <-> q (kf, kb) }`),
  file('a second-order reaction', `${kinetic}\nKINETIC k { ~ a + b <-> ab (kf, kb) }`),
  file('a second-order reaction with its rates swapped', `${kinetic}\nKINETIC k { ~ a + b <-> ab (kb, kf) }`),
  file('twice the same', `${kinetic}\nKINETIC k { ~ 2 a <-> ab (kf, kb) }`),
  file('what reacts is not alike', `${kinetic}\nKINETIC k { ~ a <-> s (kb, kb) }`),
  file(
    'a pump made alike by COMPARTMENT',
    `${kinetic}\nPARAMETER { kp (um2/ms) }\nKINETIC k { COMPARTMENT flat { a }\n COMPARTMENT long { pump }\n ~ a <-> pump (kp, kq) }\nPARAMETER { kq (um/ms) }`,
  ),
  file(
    'COMPARTMENT after the reaction',
    `${kinetic}\nPARAMETER { kv (um3/ms) }\nKINETIC k { ~ a <-> b (kv, kv)\n COMPARTMENT vol { a b } }`,
  ),
  file(
    'COMPARTMENT forgotten in the rate',
    `${kinetic}\nKINETIC k { COMPARTMENT vol { a b }\n ~ a <-> b (kb, kb) }`,
  ),
  file('a source', `${kinetic}\nKINETIC k { ~ a << (inflow) }`),
  file('a source in a volume', `${kinetic}\nKINETIC k { COMPARTMENT vol { a }\n ~ a << (volflow) }`),
  file(
    'a source that forgets the volume',
    `${kinetic}\nKINETIC k { COMPARTMENT vol { a }\n ~ a << (inflow) }`,
  ),
  file('a sink', `${kinetic}\nKINETIC k { ~ a -> (kb) }`),
  file('a sink with a wrong rate', `${kinetic}\nKINETIC k { ~ a -> (kf) }`),
  file('bare rates', `${kinetic}\nKINETIC k { ~ s <-> q (1, 2) }`),
  file('f_flux', `${kinetic}\nKINETIC k { ~ a -> (kb)\n inflow = f_flux }`),
  file('f_flux as something else', `${kinetic}\nKINETIC k { ~ s <-> q (kb, kb)\n inflow = f_flux - b_flux }`),
  file('CONSERVE', `${kinetic}\nKINETIC k { ~ s <-> q (kb, kb)\n CONSERVE s + q = 1 }`),
  file('CONSERVE of a concentration', `${kinetic}\nKINETIC k { ~ a <-> b (kb, kb)\n CONSERVE a + b = long }`),
  file('CONSERVE of things not alike', `${kinetic}\nKINETIC k { ~ a <-> b (kb, kb)\n CONSERVE a + s = 1 }`),
  file(
    'diffusion along the cable',
    `${kinetic}\nKINETIC k { COMPARTMENT flat { a }\n LONGITUDINAL_DIFFUSION D*flat { a }\n ~ a -> (kb*flat) }`,
  ),
  file(
    'diffusion without an area',
    `${kinetic}\nKINETIC k { COMPARTMENT flat { a }\n LONGITUDINAL_DIFFUSION D { a }\n ~ a -> (kb*flat) }`,
  ),
  file(
    'diffusion in a volume',
    `${kinetic}\nKINETIC k { COMPARTMENT vol { a }\n LONGITUDINAL_DIFFUSION D*flat { a }\n ~ a -> (kb*vol) }`,
  ),
  file(
    'diffusion without COMPARTMENT',
    `${kinetic}\nKINETIC k { LONGITUDINAL_DIFFUSION D*flat { a }\n ~ a -> (kb) }`,
  ),
  file('rates under UNITSOFF', `${kinetic}\nUNITSOFF\nKINETIC k { ~ s <-> q (kf, kb) }`, 'D5'),
  // Equations.
  file('LINEAR', `${declarations}\nLINEAR l { ~ m*k = v - e }`),
  file('LINEAR of different units', `${declarations}\nLINEAR l { ~ m*tau = v - e }`),
  file('NONLINEAR', `${declarations}\nNONLINEAR l { ~ exp(m) = v/k }`),
  file('NONLINEAR of different units', `${declarations}\nNONLINEAR l { ~ exp(m) = v }`),
  // Events.
  file(
    'NET_RECEIVE',
    'PARAMETER { tau (ms) }\nASSIGNED { i (nA) g (uS) }\nNET_RECEIVE (w (uS)) { g = g + w\n net_send(tau, 1) }',
    undefined,
    point,
  ),
  file(
    'NET_RECEIVE with another unit',
    'PARAMETER { tau (ms) }\nASSIGNED { i (nA) g (uS) }\nNET_RECEIVE (w (nA)) { g = g + w }',
    undefined,
    point,
  ),
  file(
    'NET_RECEIVE without a unit',
    'PARAMETER { tau (ms) }\nASSIGNED { i (nA) g (uS) }\nNET_RECEIVE (w) { g = g + w }',
    undefined,
    point,
  ),
  file(
    'the flag',
    'PARAMETER { tau (ms) }\nASSIGNED { i (nA) g (uS) }\nNET_RECEIVE (w (uS)) { if (flag == 1) { g = w } }',
    undefined,
    point,
  ),
  file(
    'net_send after volts',
    'PARAMETER { e (mV) }\nASSIGNED { i (nA) }\nNET_RECEIVE (w) { net_send(e, 1) }',
    undefined,
    point,
  ),
  file(
    'net_move to a time',
    'PARAMETER { tau (ms) }\nASSIGNED { i (nA) }\nNET_RECEIVE (w) { net_move(t + tau)\n net_event(t) }',
    undefined,
    point,
  ),
  file(
    'WATCH',
    'PARAMETER { e (mV) }\nASSIGNED { i (nA) v (mV) }\nNET_RECEIVE (w) { WATCH (v > e) 2 }',
    undefined,
    point,
  ),
  file(
    'WATCH of different units',
    'PARAMETER { e (ms) }\nASSIGNED { i (nA) v (mV) }\nNET_RECEIVE (w) { WATCH (v > e) 2 }',
    undefined,
    point,
  ),
  file(
    'FOR_NETCONS',
    'PARAMETER { tau (ms) }\nASSIGNED { i (nA) g (uS) }\nNET_RECEIVE (w (uS)) { FOR_NETCONS (x (uS)) { g = g + x } }',
    undefined,
    point,
  ),
  file(
    'FOR_NETCONS with another unit',
    'PARAMETER { tau (ms) }\nASSIGNED { i (nA) g (uS) }\nNET_RECEIVE (w (uS)) { FOR_NETCONS (x (nA)) { g = g } }',
    undefined,
    point,
  ),
  file(
    'FOR_NETCONS takes over the units',
    'PARAMETER { tau (ms) }\nASSIGNED { i (nA) g (nA) }\nNET_RECEIVE (w (uS)) { FOR_NETCONS (x) { g = g + x } }',
    undefined,
    point,
  ),
]
