// A program as it runs in the usual case: every choice by one number for all lanes falls on its second value.
#pragma once
#include "model.h"

namespace hillock {

struct UsualProgram {
  /** Scalars that are 0 in the usual case; empty where there is nothing to gain. */
  std::vector<int32_t> conditions;
  Program program;
};

/**
 * Of a verified program: the usual case without the choices and what only the other case needs, and with stores as soon
 * as their number is known. As long as the conditions are 0 it leaves exactly what the program leaves.
 */
UsualProgram usualProgram(const Program &program, const Group &group, const ProgramCall &call);

} // namespace hillock
