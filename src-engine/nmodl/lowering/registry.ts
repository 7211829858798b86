import type { Language } from './language.ts'
import { runForNetcons } from './events/forNetcons.ts'
import { pointingBuiltins } from './events/pointing.ts'
import { sendingBuiltins } from './events/sending.ts'
import { timeBuiltins } from './events/times.ts'
import { runWatch } from './events/watch.ts'
import { callRoutine } from './calls.ts'
import { solveKinetic } from './kinetic/solveKinetic.ts'
import { curveBuiltins } from './library/curves.ts'
import { integralBuiltins } from './library/integrals.ts'
import { refusedBuiltins } from './library/refused.ts'
import { waveformBuiltins } from './library/waveforms.ts'
import { lagStatements } from './lag.ts'
import { loopStatements } from './loops.ts'
import { solveDiscrete } from './methods/discrete.ts'
import { solveNonlinear } from './methods/nonlinear.ts'
import { solveDerivative, solveStatements } from './methods/solve.ts'
import { randomBuiltins } from './random/randomBuiltins.ts'
import { scopBuiltins } from './random/scop.ts'
import { plainStatements } from './statements.ts'
import { solveLinear } from './systems/solveLinear.ts'
import { membraneBuiltins } from './builtins/membrane.ts'
import { printingBuiltins } from './builtins/printing.ts'
import { seriesBuiltins } from './builtins/series.ts'
import { simulationBuiltins } from './builtins/simulation.ts'

/** All of NMODL: who runs which statement, solves which block, computes which function. */
export const language: Language = {
  statements: {
    ...plainStatements,
    ...loopStatements,
    ...lagStatements,
    ...solveStatements,
    watch: runWatch,
    'for-netcons': runForNetcons,
    // INITIAL inside NET_RECEIVE is a hook of its own.
    'net-initial': () => {},
    verbatim(execution, { trouble, span }) {
      if (trouble) execution.report.add('nmodl/verbatim', trouble, span)
    },
  },
  solvers: {
    derivative: solveDerivative,
    nonlinear: solveNonlinear,
    discrete: solveDiscrete,
    kinetic: solveKinetic,
    linear: solveLinear,
  },
  builtins: {
    ...seriesBuiltins,
    ...membraneBuiltins,
    ...simulationBuiltins,
    ...printingBuiltins,
    ...sendingBuiltins,
    ...timeBuiltins,
    ...randomBuiltins,
    ...scopBuiltins,
    ...pointingBuiltins,
    ...curveBuiltins,
    ...waveformBuiltins,
    ...integralBuiltins,
    ...refusedBuiltins,
  },
  callRoutine,
}
