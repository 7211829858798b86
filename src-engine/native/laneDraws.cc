// Words of random streams: the ten rounds of Philox4x32-10 (nmodl/lowering/random/philox.ts) are found among the
// operations of one lane, and one operation that gives all four words of a counter takes their place.
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

  /** All rounds from a counter; one operation takes their place where somebody uses the words of the last. */
  bool go(std::vector<Mix> counter, int32_t key) {
    LaneDraw draw = {};
    for (size_t k = 0; k < 4; k++) {
      if (counter[k].of.size() != 1 || counter[k].constant != 0) return false;
      draw.counter[k] = *counter[k].of.begin();
    }
    draw.key = key;
    std::vector<int32_t> madeOf = {draw.counter[0], draw.counter[1], draw.counter[2], draw.counter[3]};
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
        if (round == 0) madeOf.push_back(*high[half].of.begin());
      }
      // Of a last word that nobody asks for there is no product.
      if (round < rounds - 1 && !(there[0] && there[1] && there[2] && there[3])) return false;
      counter = {high[1] ^ counter[1] ^ keys[0], low[1], high[0] ^ counter[3] ^ keys[1], low[0]};
    }
    return replace(draw, counter, there, madeOf);
  }

  /** The choice of one of the words by its number is one operation. */
  void joinChoice(const LaneDraw &draw) {
    std::map<int32_t, const LaneItem *> maker;
    for (const LaneItem &item : code.items)
      if (item.to >= 0 && item.operation != lane_move) maker[item.to] = &item;
    const auto makerOf = [&](int32_t value, int32_t operation) {
      const auto found = maker.find(value);
      return found != maker.end() && found->second->operation == operation ? found->second : nullptr;
    };
    for (LaneItem &item : code.items) {
      const LaneItem *choice = &item;
      int32_t number = -1;
      for (int k = 0; k < 3; k++) {
        const LaneItem *const test = choice && choice->operation == op_select && choice->b == draw.words[k] ? makerOf(choice->a, op_eq) : nullptr;
        const int32_t tested = !test ? -1 : isConstant(test->a, k) ? test->b : isConstant(test->b, k) ? test->a : -1;
        if (tested < 0 || (k > 0 && tested != number)) {
          choice = nullptr;
          break;
        }
        number = tested;
        if (k == 2 && choice->c != draw.words[3]) choice = nullptr;
        else if (k < 2) choice = makerOf(choice->c, op_select);
      }
      if (choice) item = {lane_pick, item.to, number, draw.words[0], -1, 0, {}};
    }
  }

  bool replace(LaneDraw &draw, const std::vector<Mix> &words, const bool *there, const std::vector<int32_t> &madeOf) {
    // Wherever a word is used, all that it is made of is known: so it is behind the last of these.
    size_t at = 0;
    for (size_t k = 0; k < code.items.size(); k++)
      if (std::find(madeOf.begin(), madeOf.end(), code.items[k].to) != madeOf.end()) at = k + 1;
    if (at > 0 && code.items[at - 1].operation == lane_move)
      while (code.items[at - 1].operation != lane_label) at++;
    for (int32_t &word : draw.words) word = code.add({LaneValue::computed, 0, -1, -1, -1, -1, -1, false});
    bool used = false;
    for (LaneItem &item : code.items)
      for (int32_t *value : {&item.a, &item.b, &item.c}) {
        if (*value < 0 || (size_t)*value >= mixes.size()) continue;
        for (size_t k = 0; k < 4; k++) {
          if (!there[k] || mixes[(size_t)*value] < words[k] || words[k] < mixes[(size_t)*value]) continue;
          *value = draw.words[k];
          used = true;
          break;
        }
      }
    if (!used) return false;
    code.draws.push_back(draw);
    joinChoice(draw);
    code.items.insert(code.items.begin() + (std::ptrdiff_t)at, {lane_draw, -1, -1, -1, -1, (int32_t)code.draws.size() - 1, {}});
    return true;
  }
};

} // namespace

void joinDraws(LaneCode &code) {
  // Each that is found takes its operations away.
  while (DrawFinder(code).findOne()) pruneLane(code);
}

} // namespace hillock
