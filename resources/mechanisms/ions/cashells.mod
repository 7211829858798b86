TITLE Calcium that diffuses radially, binds to a buffer, and is pumped out

COMMENT
The cross-section is cut into rings of equal thickness, the outermost and innermost half as thick; calcium moves
between rings, binds to an immobile buffer in each, and a pump in the membrane binds and releases it:
  ca[0] + pump <-> pumpca <-> pump + cao
The equations of such shells are those of M. Fink et al., Biophys. J. 79 (2000) 163-183, and of W. M. Yamada, C. Koch
and P. R. Adams, in: Methods in Neuronal Modeling, MIT Press 1989. Volumes are in units of diam^2 for one micron of
length, so that the geometry is computed once and holds for every diameter.
ENDCOMMENT

DEFINE RINGS 4

NEURON {
  SUFFIX cashells
  USEION ca READ cao, cai, ica WRITE cai, ica
  RANGE ipump, DCa, TotalBuffer, TotalPump, k1buf, k2buf
  GLOBAL vrat
  THREADSAFE
}

UNITS {
  (molar) = (1/liter)
  (mol) = (1)
  (mM) = (millimolar)
  (um) = (micron)
  (mA) = (milliamp)
  FARADAY = (faraday) (10000 coulomb)
  PI = (pi) (1)
}

PARAMETER {
  DCa = 0.6 (um2/ms) <0, 1e9>            : diffusion constant of calcium
  k1buf = 100 (/mM-ms) <0, 1e9>          : binding to the buffer
  k2buf = 0.1 (/ms) <0, 1e9>             : release from the buffer
  TotalBuffer = 0.003 (mM) <0, 1e9>      : buffer, bound or not
  k1 = 1 (/mM-ms) <0, 1e9>               : pump: binding inside
  k2 = 0.005 (/ms) <0, 1e9>              : release inside
  k3 = 1 (/ms) <0, 1e9>                  : release outside
  k4 = 0.005 (/mM-ms) <0, 1e9>           : binding outside
  volo = 1e10 (um2)                      : space outside, for 1 um of length; only its unit matters
  TotalPump = 1e-11 (mol/cm2) <0, 1e9>   : pumps in the membrane
}

STATE {
  ca[RINGS] (mM) <1e-7>        : calcium, from the membrane inwards
  CaBuffer[RINGS] (mM)         : buffer with calcium
  Buffer[RINGS] (mM)           : buffer without
  pump (mol/cm2)               : pumps without calcium
  pumpca (mol/cm2) <1e-15>     : pumps with calcium
}

ASSIGNED {
  diam (um)
  ica (mA/cm2)
  ipump (mA/cm2)               : current of the pump
  ipumpBefore (mA/cm2)
  cai (mM)
  cao (mM)
  vrat[RINGS]                  : volume of a ring over diam^2, for 1 um
  frat[RINGS]                  : area between a ring and the next over their distance, for 1 um
  parea (um)                   : area of membrane for 1 um
}

INITIAL {
  rings()
  parea = PI*diam
  FROM k = 0 TO RINGS - 1 {
    ca[k] = cai
    Buffer[k] = TotalBuffer*k2buf/(k2buf + k1buf*cai)
    CaBuffer[k] = TotalBuffer - Buffer[k]
  }
  pump = TotalPump/(1 + cai*k1/k2)
  pumpca = TotalPump - pump
  ipump = 0
  ipumpBefore = 0
}

BREAKPOINT {
  SOLVE diffusion METHOD sparse
  ipumpBefore = ipump
  ica = ipump
}

: rings of unit diameter: vrat and frat
PROCEDURE rings() {
  LOCAL radius, half
  radius = 1/2
  half = radius/(RINGS - 1)/2
  vrat[0] = 0
  frat[0] = 2*radius
  FROM k = 0 TO RINGS - 2 {
    vrat[k] = vrat[k] + PI*(radius - half/2)*2*half
    radius = radius - half
    frat[k + 1] = 2*PI*radius/(2*half)
    radius = radius - half
    vrat[k + 1] = PI*(radius + half/2)*2*half
  }
}

KINETIC diffusion {
  LOCAL volume
  COMPARTMENT k, diam*diam*vrat[k] { ca CaBuffer Buffer }
  COMPARTMENT (1e10)*parea { pump pumpca }
  COMPARTMENT volo { cao }
  ~ ca[0] << (-(ica - ipumpBefore)*PI*diam/(2*FARADAY))
  FROM k = 0 TO RINGS - 2 {
    ~ ca[k] <-> ca[k + 1] (DCa*frat[k + 1], DCa*frat[k + 1])
  }
  FROM k = 0 TO RINGS - 1 {
    volume = diam*diam*vrat[k]
    ~ ca[k] + Buffer[k] <-> CaBuffer[k] (k1buf*volume, k2buf*volume)
  }
  ~ ca[0] + pump <-> pumpca (k1*parea*(1e10), k2*parea*(1e10))
  ~ pumpca <-> pump + cao (k3*parea*(1e10), k4*parea*(1e10))
  CONSERVE pump + pumpca = TotalPump*parea*(1e10)
  ipump = 2*FARADAY*(f_flux - b_flux)/parea
  cai = ca[0]
}
