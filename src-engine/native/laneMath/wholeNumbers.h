// Whole numbers modulo 2^32 that lie in doubles, and truncation.
#pragma once
#include "rounding.h"

namespace {

/** Towards 0; a result of 0 keeps the sign. */
HILLOCK_LANES DOUBLES truncated(DOUBLES x) { return withSignOf<L>(roundDown<L>(absolute<L>(x)), x); }

/** x truncated and reduced to [0, 2^32), as bits; what is not finite is 0. All steps are exact. */
HILLOCK_LANES UNSIGNED wholeBits(DOUBLES x) {
  const DOUBLES whole = truncated<L>(x), rest = whole - roundDown<L>(whole * 0x1p-32) * 0x1p32;
  const DOUBLES finite = select<L>(absolute<L>(x) < __builtin_inf(), rest, DOUBLES{});
  return (UNSIGNED)(finite + 4503599627370496.0) & 0xffffffffULL;
}

/** The number of the lowest 32 bits. */
HILLOCK_LANES DOUBLES wholeNumber(UNSIGNED bits) {
  return (DOUBLES)((bits & 0xffffffffULL) | 0x4330000000000000ULL) - 4503599627370496.0;
}

/** From 32 on everything is shifted out; the vectors' own shifts go up to 63. */
HILLOCK_LANES UNSIGNED shiftCount(DOUBLES x) {
  const UNSIGNED count = wholeBits<L>(x);
  return count > 32 ? UNSIGNED{} + 32 : count;
}

HILLOCK_LANES DOUBLES xor32(DOUBLES a, DOUBLES b) { return wholeNumber<L>(wholeBits<L>(a) ^ wholeBits<L>(b)); }
HILLOCK_LANES DOUBLES and32(DOUBLES a, DOUBLES b) { return wholeNumber<L>(wholeBits<L>(a) & wholeBits<L>(b)); }
HILLOCK_LANES DOUBLES or32(DOUBLES a, DOUBLES b) { return wholeNumber<L>(wholeBits<L>(a) | wholeBits<L>(b)); }
HILLOCK_LANES DOUBLES shiftLeft32(DOUBLES a, DOUBLES b) { return wholeNumber<L>(wholeBits<L>(a) << shiftCount<L>(b)); }
HILLOCK_LANES DOUBLES shiftRight32(DOUBLES a, DOUBLES b) { return wholeNumber<L>(wholeBits<L>(a) >> shiftCount<L>(b)); }
HILLOCK_LANES DOUBLES mulLow32(DOUBLES a, DOUBLES b) { return wholeNumber<L>(wholeBits<L>(a) * wholeBits<L>(b)); }
HILLOCK_LANES DOUBLES mulHigh32(DOUBLES a, DOUBLES b) { return wholeNumber<L>((wholeBits<L>(a) * wholeBits<L>(b)) >> 32); }

} // namespace
