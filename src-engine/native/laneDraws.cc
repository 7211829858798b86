// Words of random streams: the ten rounds of Philox4x32-10 (nmodl/lowering/random/philox.ts) and the choice of one of the
// four words that come of them are found among the operations of one lane, and one operation takes their place.
#include "laneCode.h"
#include "wordRun.h"
#include <algorithm>
#include <set>

namespace hillock {
namespace {

constexpr int rounds = 10;
constexpr double multipliers[2] = {0xd2511f53u, 0xcd9e8d57u};
constexpr double keySteps[2] = {0x9e3779b9u, 0xbb67ae85u};

/** An exclusive or of values that are none themselves, and of a constant: the same for all orders in which it is made. */
struct Mix {
  std::set<int32_t> of;
  uint64_t constant = 0;

  bool operator<(const Mix &other) const { return constant != other.constant ? constant < other.constant : of < other.of; }
};

Mix operator^(Mix one, const Mix &other) {
  for (const int32_t value : other.of)
    if (!one.of.erase(value)) one.of.insert(value);
  one.constant ^= other.constant;
  return one;
}

class DrawFinder {
public:
  explicit DrawFinder(LaneCode &code) : code(code) {
    for (size_t value = 0; value < code.values.size(); value++) mixes.push_back(mixOf((int32_t)value));
    for (const LaneItem &item : code.items) {
      if (item.operation != op_mulLow32 && item.operation != op_mulHigh32) continue;
      for (const bool first : {true, false}) {
        const int32_t factor = first ? item.a : item.b, other = first ? item.b : item.a;
        for (int half = 0; half < 2; half++)
          if (isConstant(factor, multipliers[half])) products[half][item.operation == op_mulHigh32].emplace(mixes[(size_t)other], item.to);
      }
    }
  }

  /** Every pair of factors that a first round may begin with. */
  bool findOne() {
    for (const auto &[first, low] : products[0][0])
      for (const auto &[third, other] : products[1][0])
        if (isPlain(first) && isPlain(third) && follow(first, third)) return true;
    return false;
  }

private:
  LaneCode &code;
  std::vector<Mix> mixes; // of each value
  std::map<Mix, int32_t> products[2][2]; // by multiplier, and low or high: from the other factor to the product

  bool isConstant(int32_t value, double number) const {
    const LaneValue &of = code.values[(size_t)value];
    return of.kind == LaneValue::constant && of.number == number;
  }
  Mix mixOf(int32_t value) const {
    const LaneValue &of = code.values[(size_t)value];
    Mix mix;
    if (of.kind == LaneValue::constant) mix.constant = wordOf(of.number);
    else if (of.kind == LaneValue::computed && of.operation == op_xor32) mix = mixes[(size_t)of.a] ^ mixes[(size_t)of.b];
    else mix.of.insert(value);
    return mix;
  }
  /** A number that is no product of words: a counter, an id. */
  bool isPlain(const Mix &mix) const {
    if (mix.of.size() != 1 || mix.constant != 0) return false;
    const LaneValue &of = code.values[(size_t)*mix.of.begin()];
    return of.operation != op_mulLow32 && of.operation != op_mulHigh32;
  }
  bool mixOfProduct(int half, bool high, const Mix &factor, Mix &mix) const {
    const auto found = products[half][high].find(factor);
    if (found == products[half][high].end()) return false;
    mix.of.insert(found->second);
    return true;
  }
  /** The value key + grown, one of the sums that the program makes of its key beforehand. */
  bool grownKey(int32_t key, double by, Mix &mix) const {
    mix = Mix();
    for (const LaneItem &item : code.prologue) {
      if (item.operation != op_add) continue;
      if (!(item.a == key && isConstant(item.b, by)) && !(item.b == key && isConstant(item.a, by))) continue;
      mix.of.insert(item.to);
      return true;
    }
    return false;
  }

  bool follow(const Mix &first, const Mix &third) {
    Mix high0, high1;
    if (!mixOfProduct(0, true, first, high0) || !mixOfProduct(1, true, third, high1)) return false;
    // What is mixed in besides is seen in the second round's factors: the rest of the counter, and the key.
    for (const auto &[next, low] : products[0][0]) {
      if (!next.of.count(*high1.of.begin())) continue;
      const Mix second = next ^ high1;
      for (const int32_t key : second.of) {
        if (code.values[(size_t)key].kind != LaneValue::uniform) continue;
        for (const auto &[otherNext, otherLow] : products[1][0]) {
          if (!otherNext.of.count(*high0.of.begin())) continue;
          Mix keyMix;
          keyMix.of.insert(key);
          if (go({first, second ^ keyMix, third, otherNext ^ high0}, key)) return true;
        }
      }
    }
    return false;
  }

  /** All rounds from a counter; one operation takes their place where one of the words of the last is chosen. */
  bool go(std::vector<Mix> counter, int32_t key) {
    LaneDraw draw = {};
    for (size_t k = 0; k < 4; k++) {
      if (counter[k].of.size() != 1 || counter[k].constant != 0) return false;
      draw.counter[k] = *counter[k].of.begin();
    }
    for (size_t k = 0; k < 3; k++) draw.stream[k] = draw.counter[k + 1];
    draw.stream[3] = key;
    bool there[4];
    for (int round = 0; round < rounds; round++) {
      Mix keys[2];
      if (round == 0) keys[0].of.insert(key);
      else if (!grownKey(key, round * keySteps[0], keys[0])) return false;
      keys[1].constant = wordOf(round * keySteps[1]);
      const Mix factors[2] = {counter[0], counter[2]};
      Mix low[2], high[2];
      for (const int half : {0, 1}) {
        there[half == 0 ? 3 : 1] = mixOfProduct(half, false, factors[half], low[half]);
        there[half == 0 ? 2 : 0] = mixOfProduct(half, true, factors[half], high[half]);
      }
      // Of a last word that nobody asks for there is no product.
      if (round < rounds - 1 && !(there[0] && there[1] && there[2] && there[3])) return false;
      counter = {high[1] ^ counter[1] ^ keys[0], low[1], high[0] ^ counter[3] ^ keys[1], low[0]};
    }
    return replace(draw, counter, there);
  }

  std::map<int32_t, LaneItem> makers() const {
    std::map<int32_t, LaneItem> made;
    for (const LaneItem &item : code.items)
      if (item.to >= 0 && item.operation != lane_move) made.emplace(item.to, item);
    return made;
  }

  /** Puts one operation in the place of the choice of one of the words by its number in a stream. */
  bool joinChoice(const LaneDraw &draw, const int32_t *words) {
    const std::map<int32_t, LaneItem> maker = makers();
    const auto makerOf = [&](int32_t value, int32_t operation) {
      const auto found = maker.find(value);
      return found != maker.end() && found->second.operation == operation ? &found->second : nullptr;
    };
    /** The other operand, where one is this constant. */
    const auto beside = [&](const LaneItem *item, double number) { return !item ? -1 : isConstant(item->a, number) ? item->b : isConstant(item->b, number) ? item->a : -1; };
    const LaneItem *const block = makerOf(draw.counter[0], op_floor);
    const int32_t sequence = block ? beside(makerOf(block->a, op_mul), 0.25) : -1;
    if (sequence < 0) return false;
    bool joined = false;
    for (LaneItem &item : code.items) {
      const LaneItem *choice = &item;
      int32_t number = -1;
      for (int k = 0; k < 3 && choice; k++) {
        const bool isOne = choice->operation == op_select && choice->b == words[k];
        const int32_t tested = isOne ? beside(makerOf(choice->a, op_eq), k) : -1;
        const bool goesOn = tested >= 0 && (k == 0 || tested == number) && (k < 2 || choice->c == words[3]);
        number = tested;
        if (!goesOn || k < 2) choice = goesOn ? makerOf(choice->c, op_select) : nullptr;
      }
      if (!choice) continue;
      const LaneItem *const within = makerOf(number, op_subMul);
      if (!within || within->c != sequence || beside(within, 4) != draw.counter[0]) continue;
      item = {lane_draw, item.to, sequence, -1, -1, (int32_t)code.draws.size(), {}};
      joined = true;
    }
    if (joined) code.draws.push_back(draw);
    return joined;
  }

  bool replace(const LaneDraw &draw, const std::vector<Mix> &mixed, const bool *there) {
    const LaneCode before = code;
    int32_t words[4];
    for (int32_t &word : words) word = code.add({LaneValue::computed, 0, -1, -1, -1, -1, -1, false});
    for (LaneItem &item : code.items)
      for (int32_t *value : {&item.a, &item.b, &item.c})
        for (size_t k = 0; k < 4; k++)
          if (there[k] && *value >= 0 && (size_t)*value < mixes.size() && !(mixes[(size_t)*value] < mixed[k]) && !(mixed[k] < mixes[(size_t)*value])) *value = words[k];
    bool good = joinChoice(draw, words);
    if (good) pruneLane(code);
    // Nobody else may use the words.
    for (const LaneItem &item : code.items)
      for (const int32_t value : {item.a, item.b, item.c}) good = good && (value < words[0] || value > words[3]);
    if (!good) code = before;
    return good;
  }
};

} // namespace

void joinDraws(LaneCode &code) {
  // Each that is found takes its operations away.
  while (DrawFinder(code).findOne()) continue;
}

} // namespace hillock
