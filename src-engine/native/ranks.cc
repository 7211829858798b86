#include "ranks.h"
#include <algorithm>
#include <math.h>
#include <string.h>

namespace hillock {

void Ranks::deal(const RankExchange &with, const std::vector<double> &weights) {
  exchange = &with;
  std::vector<size_t> groups(weights.size());
  for (size_t g = 0; g < groups.size(); g++) groups[g] = g;
  std::stable_sort(groups.begin(), groups.end(), [&](size_t a, size_t b) { return weights[a] > weights[b]; });
  std::vector<double> load((size_t)with.ranks, 0.0);
  owners.assign(weights.size(), 0);
  for (const size_t group : groups) {
    const size_t least = (size_t)(std::min_element(load.begin(), load.end()) - load.begin());
    owners[group] = (int32_t)least;
    load[least] += weights[group];
  }
}

RankFailure Ranks::talk(RankWord &word, const std::vector<RankEvent> &events) {
  letter.resize(sizeof word + events.size() * sizeof(RankEvent));
  memcpy(letter.data(), &word, sizeof word);
  if (!events.empty()) memcpy(letter.data() + sizeof word, events.data(), events.size() * sizeof(RankEvent));
  const uint8_t *all = nullptr;
  const int64_t *starts = nullptr;
  const int32_t failure = exchange->gather(exchange->context, rankMeeting, letter.data(), (int64_t)letter.size(), &all, &starts);
  if (failure != 0) return (RankFailure)failure;
  heard.clear();
  RankWord together = word;
  together.time = NAN;
  for (int32_t rank = 0; rank < exchange->ranks; rank++) {
    const uint8_t *const from = all + starts[rank];
    const size_t length = (size_t)(starts[rank + 1] - starts[rank]);
    if (length < sizeof(RankWord) || (length - sizeof(RankWord)) % sizeof(RankEvent) != 0) return RankFailure::broken;
    RankWord said;
    memcpy(&said, from, sizeof said);
    if (said.agreement != word.agreement) return RankFailure::differ;
    together.time = fmin(together.time, said.time); // NaN where all say so
    together.reach = std::min(together.reach, said.reach);
    together.most = std::min(together.most, said.most);
    together.stop |= said.stop;
    together.broken |= said.broken;
    if (rank == exchange->rank) continue;
    const size_t count = (length - sizeof said) / sizeof(RankEvent), before = heard.size();
    heard.resize(before + count);
    if (count > 0) memcpy(heard.data() + before, from + sizeof said, count * sizeof(RankEvent));
    for (size_t k = before; k < heard.size(); k++)
      if (heard[k].group < 0 || (size_t)heard[k].group >= owners.size() || owners[(size_t)heard[k].group] != rank) return RankFailure::broken;
  }
  word = together;
  return RankFailure::none;
}

RankFailure Ranks::complete(std::vector<std::vector<uint8_t>> &ofGroups) {
  letter.clear();
  for (size_t g = 0; g < ofGroups.size(); g++) {
    if (!mine(g)) continue;
    const int64_t head[] = {(int64_t)g, (int64_t)ofGroups[g].size()};
    letter.insert(letter.end(), (const uint8_t *)head, (const uint8_t *)head + sizeof head);
    letter.insert(letter.end(), ofGroups[g].begin(), ofGroups[g].end());
  }
  const uint8_t *all = nullptr;
  const int64_t *starts = nullptr;
  const int32_t failure = exchange->gather(exchange->context, rankState, letter.data(), (int64_t)letter.size(), &all, &starts);
  if (failure != 0) return (RankFailure)failure;
  for (int32_t rank = 0; rank < exchange->ranks; rank++)
    for (int64_t at = starts[rank]; rank != exchange->rank && at < starts[rank + 1];) {
      int64_t head[2];
      if (starts[rank + 1] - at < (int64_t)sizeof head) return RankFailure::broken;
      memcpy(head, all + at, sizeof head);
      at += (int64_t)sizeof head;
      if (head[0] < 0 || (size_t)head[0] >= owners.size() || owners[(size_t)head[0]] != rank || head[1] < 0 || head[1] > starts[rank + 1] - at) return RankFailure::broken;
      ofGroups[(size_t)head[0]].assign(all + at, all + at + head[1]);
      at += head[1];
    }
  return RankFailure::none;
}

} // namespace hillock
