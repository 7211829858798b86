// The machine's own copy of a model (src-engine/kernel/abi.ts), and how it is read and verified.
#pragma once
#include <stdint.h>
#include <string>
#include <vector>

namespace hillock {

constexpr int32_t abiVersion = 1;
constexpr int32_t lanePadding = 8;
constexpr int32_t wordsPerOperation = 5;
constexpr int32_t nodeColumnCount = 7;

inline int64_t padded(int64_t count) { return (count + lanePadding - 1) / lanePadding * lanePadding; }

enum class Access : int32_t { read, write, both };
enum class OperandKind : int32_t { inRegister, scalar, column };

struct Operand {
  OperandKind kind;
  int32_t index;
};
inline Operand operandOf(int32_t word) { return {(OperandKind)(word >> 24), word & 0xffffff}; }

struct UniformSlot {
  std::string name;
  bool written;
};
struct ColumnSlot {
  std::string space, name;
  bool own;
  Access access;
};

struct Program {
  std::string name;
  bool sequential, readsTime;
  int32_t registers, hoisted;
  std::vector<double> constants;
  std::vector<UniformSlot> uniforms;
  std::vector<ColumnSlot> columns;
  std::vector<int32_t> prologue, body;

  int32_t scalars() const { return (int32_t)(constants.size() + uniforms.size()) + hoisted; }
};

struct ProgramCall {
  int32_t program, count;
  std::vector<int32_t> columns, tables, uniforms;
};

struct IndexTable {
  int32_t extent;
  std::vector<int32_t> indices;
  // Found out when the model is read:
  bool stretch;  // indices are first, first + 1, …
  bool distinct; // no index occurs twice
  int32_t lowest, highest;
};

struct CellPack {
  int32_t firstNode, rows, lanes, liveLanes;
  std::vector<int32_t> order, parent;
  int32_t axial;
};

struct SpikeDetector {
  int32_t address;
  double threshold;
};

struct Group {
  int32_t nodes;
  std::vector<int32_t> nodeColumns, stepperUniforms;
  std::vector<CellPack> packs;
  std::vector<IndexTable> tables;
  std::vector<int32_t> cleared;
  std::vector<ProgramCall> initialise, current, state;
  std::vector<SpikeDetector> detectors;
  std::vector<int32_t> probes;
};

struct Model {
  int32_t arenaLength;
  std::vector<Program> programs;
  std::vector<Group> groups;
};

/** Reads what serialiseModel.ts wrote; returns what is wrong, or an empty string. Never reads beyond `bytes`. */
std::string readModel(const uint8_t *bytes, size_t length, Model &model);

/** Why a program may not run, or an empty string. */
std::string verifyProgram(const Program &program);
/** Why the model may not run, or an empty string. */
std::string verifyModel(const Model &model);

} // namespace hillock
