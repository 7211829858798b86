"""Records what SciPy says of seeded samples: /usr/bin/python3 recordStatistics.py > statistics.json (Debian: python3-scipy)."""

import json
import random

import numpy
import scipy
from scipy import special, stats

random.seed(5)


def sample(n, mean, sd, digits):
    return [round(random.gauss(mean, sd), digits) for _ in range(n)]


CASES = [
    ("small, no ties", sample(5, 0, 1, 9), sample(7, 1, 2, 9)),
    ("eight and thirty", sample(8, 0, 1, 9), sample(30, 0.5, 1, 9)),
    ("ties", sample(12, 3, 2, 0), sample(15, 4, 2, 0)),
    ("large", sample(60, 10, 3, 9), sample(45, 11, 5, 9)),
    ("far apart", sample(10, 0, 1, 9), sample(12, 30, 1, 9)),
    ("alike", sample(20, 5, 1, 9), sample(20, 5, 1, 9)),
]


def tests(one, other):
    welch = stats.ttest_ind(one, other, equal_var=False)
    whitney = stats.mannwhitneyu(one, other)
    smirnov = stats.ks_2samp(one, other, mode="exact")
    n, m = len(one), len(other)
    pooled = ((n - 1) * numpy.var(one, ddof=1) + (m - 1) * numpy.var(other, ddof=1)) / (n + m - 2)
    return {
        "welch": [welch.statistic, welch.pvalue],
        "mannWhitney": [whitney.statistic, whitney.pvalue],
        "kolmogorovSmirnov": [smirnov.statistic, smirnov.pvalue],
        "cohenD": (numpy.mean(one) - numpy.mean(other)) / numpy.sqrt(pooled),
        "sd": [numpy.std(one, ddof=1), numpy.std(other, ddof=1)],
        "median": [numpy.median(one), numpy.median(other)],
    }


POINTS = [[random.uniform(20, 100), random.uniform(0, 20)] for _ in range(12)]
KERNEL = stats.gaussian_kde(numpy.transpose(POINTS))
BIRTHS = numpy.linspace(min(p[0] for p in POINTS), max(p[0] for p in POINTS), 9)
DEATHS = numpy.linspace(min(p[1] for p in POINTS), max(p[1] for p in POINTS), 9)
IMAGE = [[float(KERNEL([b, d])[0]) for b in BIRTHS] for d in DEATHS]

CLOUD = [[random.gauss(0, 3), random.gauss(0, 2), random.gauss(0, 1)] for _ in range(60)]
from scipy.spatial import ConvexHull

print(
    json.dumps(
        {
            "_about": f"SciPy {scipy.__version__}, recordStatistics.py",
            "samples": [{"name": n, "one": a, "other": b, **tests(a, b)} for n, a, b in CASES],
            "logGamma": [[x, special.gammaln(x)] for x in (0.1, 0.5, 1.5, 3.7, 11.9, 12.1, 150.5)],
            "incompleteBeta": [
                [x, a, b, special.betainc(a, b, x)]
                for x, a, b in ((0.1, 0.5, 0.5), (0.9, 4.5, 0.5), (0.5, 30, 31), (0.02, 12.3, 0.5), (0.999, 2, 7))
            ],
            "normalTail": [[z, stats.norm.sf(z)] for z in (-3, 0, 0.5, 1.99, 2.01, 5, 12, 30)],
            "image": {"points": POINTS, "values": (numpy.array(IMAGE) / numpy.max(IMAGE)).tolist()},
            "hull": {
                "points": CLOUD,
                "volume": ConvexHull(CLOUD).volume,
                "area": ConvexHull(CLOUD).area,
                "flat": [ConvexHull([p[:2] for p in CLOUD]).volume, ConvexHull([p[:2] for p in CLOUD]).area],
            },
        }
    )
)
