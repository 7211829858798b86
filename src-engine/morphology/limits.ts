/**
 * The largest coordinate or diameter that is believed [µm]: a kilometre. Anything beyond is a damaged number, and would
 * not survive the 32 bits in which points are kept.
 */
export const largestCoordinateUm = 1e9
