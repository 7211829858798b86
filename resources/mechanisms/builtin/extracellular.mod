TITLE Layers outside the membrane: myelin, sheaths, fields

COMMENT
The space outside as two layers, each with a resistance along the cable and a conductance and a capacitance across,
and a battery between the second and ground:

  inside --(membrane)-- vext[0] --(xg[0], xc[0])-- vext[1] --(xg[1], xc[1])-- battery e -- ground

vext[0] and vext[1] are connected along the cable by xraxial[0] and xraxial[1]. Sections without this mechanism have
ground outside, and the paths along the cable end before them. v is the potential across the membrane, so that
v + vext[0] is the one inside. As the values stand here the outside is as good as ground.

A field is what e says; it may change in time. The capacitance xc[1] takes no current from a change of e.

The equations are those of the cable with a resistance outside (A. L. Hodgkin & W. A. H. Rushton, The electrical
constants of a crustacean nerve fibre, Proc. R. Soc. B 133 (1946) 444-479), with layers as in C. C. McIntyre,
A. G. Richardson & W. M. Grill, J. Neurophysiol. 87 (2002) 995-1006. They are solved together with those of the cable,
not by statements in this file.
ENDCOMMENT

NEURON {
  SUFFIX extracellular
  RANGE xraxial, xg, xc, e, vext, i_membrane
  THREADSAFE
}

UNITS {
  (mV) = (millivolt)
  (mA) = (milliamp)
  (S) = (siemens)
}

PARAMETER {
  xraxial[2] = 1e9 (megohm/cm) <1e-12, 1e15>  : resistance of each layer along the cable
  xg[2] = 1e9 (S/cm2) <0, 1e15>               : conductance of each layer across
  xc[2] = 0 (uF/cm2) <0, 1e15>                : capacitance of each layer across
  e = 0 (mV)                                  : potential of the field far outside
}

ASSIGNED {
  vext[2] (mV)          : potential on the outer side of the membrane, and between the layers
  i_membrane (mA/cm2)   : current out of the cell through the membrane, that of the capacitance included
}
