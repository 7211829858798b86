// The elementary functions, written once over vectors of any width.
//
// Equal bits for every lane count, instruction set and compiler: only + - * / sqrt, comparisons and bit operations, no
// fused multiply-add, no library call (fmod excepted, which is exact). src-engine/math/elementary.ts is the same
// algorithms for one number; the two change together. Measured errors are in README.md.
#pragma once
#include "laneMath/arc.h"
#include "laneMath/errorFunction.h"
#include "laneMath/exponential.h"
#include "laneMath/hyperbolic.h"
#include "laneMath/logarithm.h"
#include "laneMath/rounding.h"
#include "laneMath/trigonometric.h"
#include "laneMath/wholeNumbers.h"
