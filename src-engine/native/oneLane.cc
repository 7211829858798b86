#include "oneLane.h"
#include <string.h>

namespace hillock {
namespace {

constexpr size_t longestRow = 60000;
/** In the place of a base: the row of weights. */
constexpr int32_t atWeights = -1;

bool sameBits(double a, double b) { return memcmp(&a, &b, sizeof a) == 0; }

} // namespace

/** What comes to the steps of a program: places of numbers in the row, constants first, and operands that are read where they lie. */
class OneLane::Layout {
public:
  Layout(OneLane &made, const LaneCode &code, const ProgramCall &call, const LaneKernels &kernels) : made(made), code(code), call(call), kernels(kernels), needed(code.values.size(), 0), places(code.values.size(), -1), columns(code.values.size(), -1), direct(code.items.size(), inRow) {}

  bool make() {
    findNeeded();
    placeValues();
    if (made.row.size() > longestRow) return false;
    made.execute(0, 0, nullptr, nullptr, labels);
    layOutPrologue();
    layOutTables();
    for (size_t k = 0; k < code.items.size(); k++) add(code.items[k], direct[k]);
    made.steps.push_back({labels[lane_end], 0, 0, 0, 0, 0, 0});
    made.prepares = !made.prologue.empty() || !made.tables.empty();
    made.uniformAddresses = call.uniforms;
    return true;
  }

private:
  OneLane &made;
  const LaneCode &code;
  const ProgramCall &call;
  const LaneKernels &kernels;
  std::vector<char> needed;     // values that must lie in the row
  std::vector<int32_t> places;  // of values in the row
  std::vector<int32_t> columns; // own columns that values have been read from
  std::vector<Direct> direct;   // of each item
  std::vector<int32_t> baseOf;  // of each table
  std::vector<std::pair<int32_t, size_t>> open; // labels that skips lead to
  const void *labels[laneSteps * directs] = {};

  void need(int32_t value) {
    if (value >= 0) needed[(size_t)value] = 1;
  }
  int32_t columnOf(int32_t value) const { return value < 0 ? -1 : columns[(size_t)value]; }
  const LaneValue &of(int32_t value) const { return code.values[(size_t)value]; }
  uint16_t at(int32_t value) const { return (uint16_t)(value < 0 || places[(size_t)value] < 0 ? made.row.size() - 1 : (size_t)places[(size_t)value]); }

  /** Before anything is changed, numbers of own columns can be read as operands. */
  void findNeeded() {
    for (const LaneItem &item : code.prologue)
      for (const int32_t value : {item.to, item.a, item.b, item.c}) need(value);
    bool changed = false;
    for (size_t k = 0; k < code.items.size(); k++) {
      const LaneItem &item = code.items[k];
      changed = changed || item.operation == lane_keep || item.operation == op_storeElement;
      if (item.operation == lane_load && item.place.base == itemOwn && !changed) columns[(size_t)item.to] = item.place.index;
      if (!changed) direct[k] = directOf(item);
      const bool draws = item.operation == lane_draw;
      if (direct[k] != firstDirect || draws) need(item.a);
      if (direct[k] != secondDirect) need(item.b);
      need(item.c);
      if (draws && direct[k] == inRow)
        for (const int32_t value : code.draws[(size_t)item.code].stream) need(value);
    }
  }
  Direct directOf(const LaneItem &item) const {
    if (item.operation == lane_draw) {
      const int32_t *const stream = code.draws[(size_t)item.code].stream;
      bool all = of(stream[3]).kind == LaneValue::uniform;
      for (int k = 0; k < 3; k++) all = all && columnOf(stream[k]) >= 0;
      return all ? streamDirect : inRow;
    }
    if (!readsDirectly(item.operation)) return inRow;
    return columnOf(item.b) >= 0 ? secondDirect : columnOf(item.a) >= 0 ? firstDirect : inRow;
  }
  void placeValues() {
    for (const LaneItem &item : code.items)
      if (item.operation != lane_load) need(item.to);
    for (const LaneValue::Kind kind : {LaneValue::constant, LaneValue::uniform, LaneValue::computed})
      for (size_t value = 0; value < code.values.size(); value++) {
        if (!needed[value] || code.values[value].kind != kind) continue;
        places[value] = (int32_t)made.row.size();
        made.row.push_back(code.values[value].number);
      }
    made.row.push_back(0); // where operands lie that there are not
  }
  void layOutPrologue() {
    std::vector<char> prepares(code.values.size(), 0);
    for (const LaneItem &item : code.prologue) {
      for (const int32_t value : {item.a, item.b, item.c})
        if (value >= 0) prepares[(size_t)value] = 1;
      made.prologue.push_back({kernels.single[item.operation], at(item.to), at(item.a), at(item.b), at(item.c)});
    }
    for (size_t value = 0; value < code.values.size(); value++) {
      if (code.values[value].kind != LaneValue::uniform || !needed[value]) continue;
      if (prepares[value]) made.uniforms.push_back({code.values[value].slot, places[value]});
      else made.steps.push_back({labels[lane_loadUniform], at((int32_t)value), 0, 0, 0, code.values[value].slot, 0});
    }
  }
  void layOutTables() {
    for (const LaneTable &table : code.tables) {
      baseOf.push_back(atWeights);
      if (table.weight && !made.weightTable) {
        made.weightTable = table.table;
        continue;
      }
      baseOf.back() = (int32_t)made.tables.size();
      made.tables.push_back(table);
    }
    made.bases.resize(made.tables.size());
  }
  void add(const LaneItem &item, Direct how) {
    int32_t operation = item.operation;
    Step step = {nullptr, at(item.to), at(item.a), at(item.b), at(item.c), item.code, 0};
    switch (operation) {
    case lane_label:
      for (const auto &[label, skip] : open)
        if (label == item.code) made.steps[skip].code = (int32_t)(made.steps.size() - skip) - 1;
      return;
    case lane_load:
      if (!needed[(size_t)item.to]) return;
      [[fallthrough]];
    case lane_keep: {
      const bool loads = operation == lane_load;
      step.code = item.place.index;
      step.base = item.place.base == itemOwn ? 0 : baseOf[(size_t)(item.place.base - firstItemTable)];
      if (item.place.base == itemOwn) operation = loads ? lane_loadOwn : lane_keepOwn;
      else if (step.base == atWeights) operation = loads ? lane_loadWeight : lane_keepWeight;
      break;
    }
    case op_skipUnless: open.emplace_back(item.code, made.steps.size()); break;
    case op_setUniform: made.sets = true; break;
    case op_emit:
      if (of(item.c).kind == LaneValue::constant && of(item.c).number != 0) operation = lane_emitAlways;
      break;
    case op_element:
    case op_storeElement:
      step.code = (int32_t)made.elements.size();
      made.elements.push_back({code.elements[(size_t)item.code], item.place.index, item.place.base == itemOwn});
      break;
    case lane_draw: step.code = drawOf(code.draws[(size_t)item.code].stream, how); break;
    default:
      if (how == firstDirect) step.base = columnOf(item.a);
      if (how == secondDirect) step.base = columnOf(item.b);
      if (labels[operation]) break;
      step.code = (int32_t)made.singles.size();
      made.singles.push_back(kernels.single[operation]);
      operation = lane_call;
    }
    step.go = labels[operation + how * laneSteps];
    made.steps.push_back(step);
  }
  /** Words that are drawn one after the other are mostly of one block. */
  int32_t drawOf(const int32_t *stream, Direct how) {
    Draw draw = {};
    for (int k = 0; k < 4; k++) draw.stream[k] = how == inRow ? at(stream[k]) : k < 3 ? columnOf(stream[k]) : of(stream[k]).slot;
    draw.direct = how;
    size_t same = 0;
    while (same < made.draws.size() && (made.draws[same].direct != how || memcmp(made.draws[same].stream, draw.stream, sizeof draw.stream) != 0)) same++;
    if (same < made.draws.size()) return (int32_t)same;
    draw.blocks.resize((size_t)call.count);
    made.draws.push_back(std::move(draw));
    return (int32_t)same;
  }
};

std::unique_ptr<OneLane> OneLane::make(const Model &model, const Group &group, const ProgramCall &call, const LaneKernels &kernels, KnownUniform known, const LaneGuess *guess, std::vector<char> *idle) {
  LaneCode code;
  if (!translateLane(model, group, call, kernels, known, guess, code)) return nullptr;
  pruneLane(code);
  if (idle)
    for (const LaneItem &item : code.items)
      if (item.position >= 0) (*idle)[(size_t)item.position] = 0;
  joinDraws(code);
  std::unique_ptr<OneLane> made(new OneLane);
  return Layout(*made, code, call, kernels).make() ? std::move(made) : nullptr;
}

/** Numbers made beforehand of uniforms, where these have changed; and the bases of a lane. */
void OneLane::prepare(int32_t lane, int32_t weightRow, double *arena) {
  bool changed = !prepared;
  for (const Uniform &uniform : uniforms) {
    double &to = row[(size_t)uniform.at];
    changed |= !sameBits(to, arena[uniform.address]);
    to = arena[uniform.address];
  }
  if (changed)
    for (const Prepared &one : prologue) row[one.to] = one.single(row[one.a], row[one.b], row[one.c]);
  prepared = true;
  for (size_t k = 0; k < tables.size(); k++) bases[k] = arena + (tables[k].weight && weightRow >= 0 ? weightRow : tables[k].table->indices[(size_t)lane]);
}

void OneLane::storeUniforms(double *arena, uint64_t &generation) {
  for (const auto &[uniform, value] : set) {
    double &to = arena[uniformAddresses[(size_t)uniform]];
    if (!sameBits(to, value)) generation++;
    to = value;
  }
  set.clear();
}

} // namespace hillock
