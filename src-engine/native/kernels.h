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
  int64_t base : 8;    // Base
  int64_t offset : 56; // bytes; above, where one shift finds it

  Place() = default;
  Place(int64_t offset, int64_t base) : base(base), offset(offset) {}
};

/** The first fault of the first lane that has one. */
struct LaneFault {
  int32_t lane, fault; // −1 where there is none

  void note(int32_t where, int32_t which) {
    if (lane >= 0 && lane <= where) return;
    lane = where;
    fault = which;
  }
};

/** A stretch of lanes: `live` of them from `start` on, `padded` to whole vectors. */
struct Block {
  char *base[bases];
  int32_t start, live, padded;
  LaneFault *fault;
};

struct Instruction;
using Kernel = void (*)(const Instruction &, const Block &);

/** One operation on single numbers. */
using Single = double (*)(double a, double b, double c);

/** A function of numbers that lie anywhere. */
using Scattered = void (*)(const double *const *from, double *to);

/** What the machine does itself, where an instruction has no kernel. */
enum class Control : int32_t { skip, loop, leave, again, setUniform, fault, emit };

struct Instruction {
  Kernel run;
  Place to, a, b, c;
  // For fused sequences: more operands; results after the first; a bit for each product that is subtracted, and for each
  // of the pivot's that is its first factor alone.
  Place d, e, f, g, more[4], pivot[6], second, third, fourth;
  int32_t subtracted, alone;
  const int32_t *indices; // of all lanes, for indexed columns that are not one stretch
  // For control:
  Control control;
  int32_t jump;  // instructions forward, or back, besides the step to the next
  int32_t depth; // of a loop
  // For control and elements:
  int32_t code;    // index of a fault, of a uniform, kind of an event
  int64_t length;  // number of elements; rounds of a loop
  int64_t stride;  // doubles from one element of an own array to the next
};

/** Which operands of an operation are scalars: bit 0 is a, bit 1 is b, bit 2 is c. */
constexpr int scalarPatterns = 8;

/** Pairs of operations: t = a ∘ b (∘ c) by one of add, sub, mul, div, mulAdd, mulSub, subMul, then one of the forms. */
constexpr int pairFirsts = 7;
enum class PairForm : int32_t {
  sum,          // t + d
  minus,        // t − d
  from,         // d − t
  product,      // t · d
  over,         // t / d
  under,        // d / t
  productPlus,  // t · d + e
  plusProduct,  // d · e + t
  productMinus, // t · d − e
  fromProduct,  // d · e − t
  minusFrom,    // e − t · d
  minusProduct, // t − d · e
};
constexpr int pairForms = 12;

/**
 * What solving linear systems is full of: a pivot p = a ± pivot[0] · pivot[1] ± …, with up to three products, and then
 *
 *   a step of elimination: t = b / p, u = t · c, and perhaps w = e ± u · d, of which all three are kept; or
 *   steps of substitution: t = b / p, t₁ = (e ± t · d) · c, then with f to more[0], more[1] to more[3], all kept.
 */
constexpr int pivotProducts = 3, substitutions = 3;
/** Operands and results that an instruction may have. */
constexpr int mostOperands = 17, mostResults = 4;

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

/** Bits of `alone` in an instruction of `guardedRatio`. */
enum RatioForm : int32_t { ratioOfProduct = 1, ratioScaled = 2, ratioRaised = 4 };

/** What benchKernels.cc measures. */
enum class FusedMechanism : int32_t { hh, kca, na8, nmda };
constexpr int32_t fusedMechanisms = 4;

/** Everything that is compiled once for each instruction set and lane count. */
struct LaneKernels {
  int32_t lanes;
  /** For blocks of at most so many lanes as these have: one vector, in which scalars are spread already. */
  const LaneKernels *few;
  /** The pattern's kernel; where null, scalars must be broadcast first. */
  Kernel operations[operationCount][scalarPatterns];
  // Sequences that channel models are full of (fusion.cc), each as one loop, in which divisions hide behind exponentials.
  Kernel expOfProduct;             // e^(a·b), b scalar
  Kernel scaledExpOfProduct;       // c·e^(a·b), b and c scalar
  Kernel ratioWithExp[2];          // t/d + e, or d/t + e in [1], t = c·e^(a·b); b, c and e scalar
  Kernel extrapolation;            // c ≠ 0 ? a + (a − b) : a; c scalar
  Kernel expOfQuotient[2];         // e^(a/b), a scalar in [1]
  Kernel quotientByExp[2][2][2];   // d/(e^a ± c), or e^(a·b) in [1][][]; minus in [][1][]; d scalar in [][][1]; b, c scalar
  Kernel guardedQuotient[2][2];    // |a·b| < d ? f − a·e : a/(e^(a·b) − c); the first times g in [][1], the second times more[0] in [1][]; all but a scalar
  Kernel guardedRatio;             // x = d ± e, p = x·f: |p| < g ? more[1] − more[0]·x : x/(a·b − c); as its `RatioForm` says, p above, the quotient times more[3], the other side times more[2]; all but a and d scalar
  Kernel squares[2];               // a², a⁴, and a⁸ in [1], all kept
  Kernel relax;                    // q + e^(d·e)·(c − q), q = a/b; e scalar
  Kernel pair[pairFirsts][pairForms]; // any operand may be a scalar; null where pairs are not worth their code
  Kernel elimination[pivotProducts + 1][2]; // by products in the pivot; with w in [][1]; as the pairs
  Kernel substitution[pivotProducts + 1][substitutions]; // by products in the pivot, and steps less one; as the pairs
  Kernel differences[2];   // a − b − c − d − e; and f · g added in [1]
  Kernel current[2];       // what a current gives to its node (currents.h): to := (a − b)·c; third += c·b·d; fourth += c·d; and second += the current in [1]
  Kernel addProduct[2];    // to += a·c, or (a − b)·c in [1], in live lanes
  Kernel broadcast;        // to := scalar a
  Kernel gather;           // to := a at indices
  Kernel assignStretch, assignAt, addStretch, addAt;
  Kernel element[2][2];    // to := a at index b where c; own arrays in [1][], with a condition in [][1]
  Kernel storeElement[2];  // to at index b := a where c; own arrays in [1]
  /** Whether a is not 0 in some live lane. */
  bool (*anyLane)(const Instruction &, const Block &);
  /** Functions of as many numbers as there are lanes, each where its pointer says; results lie together. Null for most. */
  Scattered scattered[operationCount];
  /** Each operation on single numbers; null for those that do not only compute. */
  Single single[operationCount];

  /** diagonal := base; rhs := charge · v. */
  void (*fill)(int64_t count, const double *base, const double *charge, const double *v, double *diagonal, double *rhs);
  /** Solves; v := solution, or 2 · solution − v where `twice`. */
  void (*solve)(const PackView &pack, bool twice);
  bool (*allFinite)(int64_t count, const double *values);
  /** See benchKernels.cc. */
  void (*fused[fusedMechanisms])(int64_t count, double dt, double *const *columns);
};

} // namespace hillock
