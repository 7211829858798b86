#include "currents.h"
#include <initializer_list>
#include <stdlib.h>

namespace hillock {
namespace {

bool same(const Place &one, const Place &other) { return one.offset == other.offset && one.base == other.base; }

/** Which instructions follow each other; of those that it does not know, all operands count as read. */
class Joining {
public:
  Joining(std::vector<Instruction> &body, int32_t count, const LaneKernels &kernels) : body(body), columnBytes((int64_t)count * (int64_t)sizeof(double)), kernels(kernels) {}

  void join() {
    for (const Instruction &in : body)
      if (!in.run) return;
    std::vector<Instruction> joined;
    for (size_t at = 0; at < body.size();) {
      Instruction found = {};
      const size_t length = currentAt(at, found) + (found.run ? 0 : additionAt(at, found));
      joined.push_back(length > 0 ? found : body[at]);
      at += length > 0 ? length : 1;
    }
    body.swap(joined);
  }

private:
  std::vector<Instruction> &body;
  const int64_t columnBytes;
  const LaneKernels &kernels;

  Kernel product() const { return kernels.operations[op_mul][0]; }
  Kernel drive() const { return kernels.pair[1][(int)PairForm::product]; }
  bool is(size_t at, Kernel kernel) const { return at < body.size() && kernel && body[at].run == kernel; }

  /** Whether the instruction adds a place to another. */
  bool adds(size_t at, const Place &what) const { return is(at, kernels.addStretch) && same(body[at].a, what); }
  /** The other factor of a product with a place; null where it is none. */
  const Place *factorBeside(size_t at, const Place &one) const {
    if (!is(at, product())) return nullptr;
    if (same(body[at].a, one)) return &body[at].b;
    return same(body[at].b, one) ? &body[at].a : nullptr;
  }

  /** Whether no lane of one is another lane of the other. */
  bool apart(const Place &one, const Place &other) const {
    if (one.base != other.base) return one.base == inScalars || other.base == inScalars || one.base == inRegisters || other.base == inRegisters;
    return one.base == inRegisters ? !same(one, other) : llabs((int64_t)one.offset - (int64_t)other.offset) >= columnBytes;
  }
  bool allApart(std::initializer_list<Place> written, std::initializer_list<Place> read) const {
    for (auto one = written.begin(); one != written.end(); one++) {
      for (auto other = one + 1; other != written.end(); other++)
        if (!apart(*one, *other)) return false;
      for (const Place &place : read)
        if (!apart(*one, place)) return false;
    }
    return true;
  }

  bool mayRead(const Instruction &in, const Place &place) const {
    if (in.run == kernels.addStretch || in.run == kernels.assignStretch) return same(in.a, place);
    if (in.run == product()) return same(in.a, place) || same(in.b, place);
    for (const Place *operand : {&in.a, &in.b, &in.c, &in.d, &in.e, &in.f, &in.g, in.more, in.more + 1, in.more + 2, in.more + 3, in.pivot, in.pivot + 1, in.pivot + 2, in.pivot + 3, in.pivot + 4, in.pivot + 5})
      if (same(*operand, place)) return true;
    return false;
  }
  /** Whether a place is a register that nothing reads from an instruction on. */
  bool isDone(size_t from, const Place &place) const {
    if (place.base != inRegisters) return false;
    for (size_t at = from; at < body.size(); at++) {
      if (mayRead(body[at], place)) return false;
      if (same(body[at].to, place)) return true;
    }
    return true;
  }

  /** (v − e)·g, perhaps to an ion; g·e·area to one column, g·area to another. */
  size_t currentAt(size_t first, Instruction &found) const {
    if (!is(first, drive())) return 0;
    const Instruction &current = body[first];
    const Place v = current.a, e = current.b, g = current.d;
    const bool ofIon = adds(first + 1, current.to);
    const size_t outward = first + (ofIon ? 2 : 1), last = outward + 4;
    const Place *const beside = factorBeside(outward, g);
    if (!beside || !same(*beside, e)) return 0;
    const Place *const area = factorBeside(outward + 1, body[outward].to);
    if (!area || !adds(outward + 2, body[outward + 1].to)) return 0;
    const Place *const alsoArea = factorBeside(outward + 3, g);
    if (!alsoArea || !same(*alsoArea, *area) || !adds(last, body[outward + 3].to)) return 0;
    for (const size_t between : {outward, outward + 1, outward + 3})
      if (!isDone(last + 1, body[between].to)) return 0;
    if (v.base == inScalars || e.base == inScalars || g.base == inScalars || area->base == inScalars) return 0;
    const Place rhs = body[outward + 2].to, diagonal = body[last].to, ion = ofIon ? body[first + 1].to : Place{0, inScalars};
    if (!allApart({current.to, ion, rhs, diagonal}, {v, e, g, *area})) return 0;
    found.run = kernels.current[ofIon];
    found.a = v;
    found.b = e;
    found.c = g;
    found.d = *area;
    found.to = current.to;
    found.second = ion;
    found.third = rhs;
    found.fourth = diagonal;
    return last + 1 - first;
  }

  /** A product, or one with a difference, which is needed only to be added. */
  size_t additionAt(size_t first, Instruction &found) const {
    const bool difference = is(first, drive());
    if (!difference && !is(first, product())) return 0;
    const Instruction &made = body[first];
    if (!adds(first + 1, made.to) || !isDone(first + 2, made.to)) return 0;
    const Place to = body[first + 1].to, factor = difference ? made.d : made.b;
    if (made.a.base == inScalars || made.b.base == inScalars || factor.base == inScalars) return 0;
    if (!allApart({to}, {made.a, made.b, factor})) return 0;
    found.run = kernels.addProduct[difference];
    found.a = made.a;
    found.b = made.b;
    found.c = factor;
    found.to = to;
    return 2;
  }
};

} // namespace

void joinCurrents(std::vector<Instruction> &body, int32_t count, const LaneKernels &kernels) { Joining(body, count, kernels).join(); }

} // namespace hillock
