/** Numbers that the additive generator of libg++ is made with (D. G. Conway and A. G. Nowatzyk, class ACG, 1988). */

/** Lag, number of words kept, and number of words to choose from: Knuth, The Art of Computer Programming 2, page 28. */
export const sizes = [
  [3, 7, 16],
  [4, 9, 32],
  [3, 10, 32],
  [1, 11, 32],
  [1, 15, 64],
  [3, 17, 128],
  [7, 18, 128],
  [3, 20, 128],
  [2, 21, 128],
  [1, 22, 128],
  [5, 23, 128],
  [3, 25, 128],
  [2, 29, 128],
  [3, 31, 128],
  [13, 33, 256],
  [2, 35, 256],
  [11, 36, 256],
  [14, 39, 256],
  [3, 41, 256],
  [9, 49, 256],
  [3, 52, 256],
  [24, 55, 256],
  [7, 57, 256],
  [19, 58, 256],
  [38, 89, 512],
  [17, 95, 512],
  [6, 97, 512],
  [11, 98, 512],
] as const

/** Words that small seeds stand for, and that larger ones are mixed with. */
export const seeds = [
  0xbdcc47e5, 0x54aea45d, 0xec0df859, 0xda84637b, 0xc8c6cb4f, 0x35574b01, 0x28260b7d, 0x0d07fdbf, 0x9faaeeb0,
  0x613dd169, 0x5ce2d818, 0x85b9e706, 0xab2469db, 0xda02b0dc, 0x45c60d6e, 0xffe49d10, 0x7224fea3, 0xf9684fc9,
  0xfc7ee074, 0x326ce92a, 0x366d13b5, 0x17aaa731, 0xeb83a675, 0x7781cb32, 0x4ec7c92d, 0x7f187521, 0x2cf346b4,
  0xad13310f, 0xb89cff2b, 0x12164de1, 0xa865168d, 0x32b56cdf,
] as const

/** In each row, the bits to take of a word, and of it rotated to the left by 24, 16 and 8 places. */
export const shuffles = [
  [0xffffffff, 0x00000000, 0x00000000, 0x00000000],
  [0x0000ffff, 0x00ff0000, 0x00000000, 0xff000000],
  [0xff0000ff, 0x0000ff00, 0x00000000, 0x00ff0000],
  [0x00ff00ff, 0x00000000, 0xff00ff00, 0x00000000],
  [0xffff0000, 0x000000ff, 0x00000000, 0x0000ff00],
  [0x00000000, 0x00ff00ff, 0x00000000, 0xff00ff00],
  [0xff000000, 0x00000000, 0x000000ff, 0x00ffff00],
  [0x00000000, 0x00000000, 0x00000000, 0xffffffff],
  [0xff00ff00, 0x00000000, 0x00ff00ff, 0x00000000],
  [0x0000ff00, 0x00000000, 0x00ff0000, 0xff0000ff],
  [0x00000000, 0x00000000, 0xffffffff, 0x00000000],
  [0x00000000, 0x0000ff00, 0xffff0000, 0x000000ff],
  [0x00000000, 0xffffffff, 0x00000000, 0x00000000],
  [0x00ffff00, 0xff000000, 0x00000000, 0x000000ff],
  [0x00000000, 0xff000000, 0x0000ffff, 0x00ff0000],
  [0x00000000, 0xff00ff00, 0x00000000, 0x00ff00ff],
] as const
