const p = `*relative
soma none 10 0 0 10
dend soma 50 0 0 2
tip . 30 0 0 1
`
const hoc = `create soma, dend[2]
connect dend[0](0), soma(1)
dend[0] connect dend[1](0), 1
soma { pt3dadd(0,0,0,9) pt3dadd(9,0,0,9) }
dend[0] { L = 100 diam = 2 }
dend[1] { L = 50 diam = 1 }
`
const cable = `proc geometry() {
  fcbs(0)
  fcbs(1, 2, 0)
  fcbs(3, 3, 1)
  dx[0] = 20
  diam[0] = 15
  for (i=1; i<=3; i=i+1) { dx[i] = 10*i diam[i] = i }
  farea(3)
}
`
const cell =
  '("Soma" (10 5 0 1) (0 9 0 1) (-10 5 0 1) (-11 -5 0 1) (0 -8 0 1) (9 -4 0 1))((Axon) (5 0 0 2) (50 0 0 2))'
const swc = '1 1 0 0 0 5 -1\n2 3 5 0 0 1 1\n3 3 15 0 0 1 2\n'
const lenient = { damagedLines: 'skip', missingParents: 'root' } as const

/** A failing and a passing example of every message of GENESIS, hoc and CABLE files. */
export const casesOfText = {
  'genesis/no-compartments': { bad: '*relative\n', good: p },
  'genesis/unreadable-line': { bad: p.replace('50 0 0 2', '50 0 x 2'), good: p },
  'genesis/line-skipped': { bad: p.replace('50 0 0 2', '50 0 2'), good: p, options: lenient },
  'genesis/repeated-name': { bad: p.replace('tip', 'soma'), good: p },
  'genesis/missing-parent': { bad: p.replace('dend soma', 'dend soam'), good: p },
  'genesis/missing-parent-root': { bad: p.replace('dend soma', 'dend soam'), good: p, options: lenient },
  'genesis/relative-assumed': { bad: p.replace('relative', 'cartesian'), good: p },
  'genesis/origin-not-applied': { bad: `*origin 1 2 3\n${p}`, good: `*origin 0 0 0\n${p}` },
  'genesis/prototype-not-used': { bad: `*compt /library/x\n${p}`, good: p },
  'genesis/prototype-left-out': { bad: `*start_cell /library/x\nq none 1 1 1 1\n*start_cell\n${p}`, good: p },
  'genesis/area-not-changed': { bad: `*memb_factor 2\n${p}`, good: p },
  'genesis/channels-not-kept': { bad: p.replace('50 0 0 2', '50 0 0 2 Na 1200 K 300'), good: p },
  'genesis/parameters-not-kept': { bad: `*set_global RM 1\n${p}`, good: p },
  'genesis/renamed': { bad: p.replace('tip', '1-tip'), good: p },

  'morphology/soma-rule-not-applied': {
    bad: swc,
    good: cell,
    options: { soma: 'mean-radius' } as const,
  },

  'hoc/more-than-geometry': { bad: `${hoc}objref syn\nsyn = new ExpSyn(0.5)\n`, good: hoc },
  'hoc/not-kept': { bad: `${hoc}soma insert hh\n`, good: hoc },
  'hoc/procedure-run': { bad: cable, good: `${cable}geometry()\n` },
  'hoc/loop': { bad: `${hoc}connect soma(0), dend[1](1)\n`, good: hoc },
  'hoc/turned': { bad: hoc.replace('dend[1](0), 1', 'dend[1](1), 1'), good: hoc },
  'hoc/single-point': { bad: hoc.replace(' pt3dadd(9,0,0,9)', ''), good: hoc },
  'hoc/usual-size': { bad: hoc.replace('L = 50', ''), good: hoc },
  'hoc/separate-trees': { bad: hoc.replace('connect dend[0](0), soma(1)', ''), good: hoc },
  'hoc/bad-cable': { bad: cable.replace('(1, 2, 0)', '(1, 0.5, 0)'), good: cable },
  'hoc/unknown-segment': { bad: cable.replace('3, 1)', '3, 7)'), good: cable },
  'hoc/repeated-segment': { bad: cable.replace('3, 3, 1', '2, 3, 1'), good: cable },
  'hoc/segment-without-size': { bad: cable.replace('i<=3', 'i<=2'), good: cable },
}
