// What the machine and its kernels agree on: places of operands, instructions, and the table of kernels that each
// instruction set and lane count provides. Plain data only: the lanes_*.cc files include this.
#pragma once
#include "operations.generated.h"
#include <stdint.h>

namespace hillock {

/** What a byte offset counts from. */
enum Base : int32_t {
  inRegisters, // the thread's scratch
  inScalars,   // the call's constants, uniforms and hoisted values
  inLanes,     // the arena, moved on to the block's first lane
  inArena,     // the arena's start
  bases,
};

struct Place {
  int64_t offset; // bytes
  Base base;
};

/** A stretch of lanes: `live` of them from `start` on, `padded` to whole vectors. */
struct Block {
  char *base[bases];
  int32_t start, live, padded;
};

struct Instruction;
using Kernel = void (*)(const Instruction &, const Block &);

struct Instruction {
  Kernel run;
  Place to, a, b, c, d, e; // the last two for fused sequences
  const int32_t *indices; // of all lanes, for indexed columns that are not one stretch
  int32_t skip;           // operations left out when `a` is 0 in every live lane; −1 where this is no test
};

/** Which operands of an operation are scalars: bit 0 is a, bit 1 is b, bit 2 is c. */
constexpr int scalarPatterns = 8;

/** A stretch of positions in the order of elimination. */
struct SolverStretch {
  int32_t from, to; // first position and one past the last
  bool paired;      // storage order, and every parent two before: two chains that never meet, as from a cable's both ends
};

/** One pack of cells, as the solver sees it (kernel/abi.ts CellPack). The columns start at the pack's first node. */
struct PackView {
  int32_t rows, lanes;
  const int32_t *order, *parent; // of each position; in the order of elimination
  const double *axial;           // rows × lanes
  const SolverStretch *stretches; // of all positions but the root's; for packs of one cell
  int32_t stretchCount;
  double *v, *rhs, *diagonal;
};

/** Everything that is compiled once for each instruction set and lane count. */
struct LaneKernels {
  int32_t lanes;
  /** The pattern's kernel; where null, scalars must be broadcast first. */
  Kernel operations[operationCount][scalarPatterns];
  // Sequences that channel models are full of (fusion.cc), each as one loop, in which divisions hide behind exponentials.
  Kernel expOfProduct;             // e^(a·b), b scalar
  Kernel expOfQuotient[2];         // e^(a/b), a scalar in [1]
  Kernel quotientByExp[2][2][2];   // d/(e^a ± c), or e^(a·b) in [1][][]; minus in [][1][]; d scalar in [][][1]; b, c scalar
  Kernel relax;                    // q + e^(d·e)·(c − q), q = a/b; e scalar
  Kernel broadcast;        // to := scalar a
  Kernel gather;           // to := a at indices
  Kernel assignStretch, assignAt, addStretch, addAt;
  /** Whether a is not 0 in some live lane. */
  bool (*anyLane)(const Instruction &, const Block &);
  /** One operation on single numbers. */
  double (*evaluate)(int32_t operation, double a, double b, double c);

  /** diagonal := base; rhs := charge · v. */
  void (*fill)(int64_t count, const double *base, const double *charge, const double *v, double *diagonal, double *rhs);
  /** Solves; v := solution, or 2 · solution − v where `twice`. */
  void (*solve)(const PackView &pack, bool twice);
  bool (*allFinite)(int64_t count, const double *values);
  /** See benchKernels.cc. */
  void (*fusedHh)(int64_t count, double dt, const double *v, double *m, double *h, double *n);
};

} // namespace hillock
