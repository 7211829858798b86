TITLE Heat along a rod, by the method of lines

COMMENT
A partial differential equation,

    dT/dt = diffusivity d2T/dx2,   T = 0 at both ends,

cut into equal pieces along x: an ordinary differential equation for the temperature in the middle of each point between
the ends. From T = peak sin(pi x/length) it decays everywhere at diffusivity (pi/length)^2; cut into pieces, at
(4 diffusivity/dx^2) sin(pi dx/(2 length))^2.

Carslaw, H. S., Jaeger, J. C. (1959) Conduction of Heat in Solids, 2nd ed., chapter III. Clarendon Press, Oxford.
The explicit method needs steps below about 0.7 dx^2/diffusivity.
ENDCOMMENT

DEFINE POINTS 39   : between the ends

INDEPENDENT { t FROM 0 TO 1000 WITH 2000 (ms) }

UNITS { (um) = (micron) }

PARAMETER {
  length = 100 (um) <1e-3, 1e6>
  diffusivity = 1 (um2/ms) <0, 1e6>
  peak = 10 (degC)
}

CONSTANT { pi = 3.141592653589793 }

STATE { temperature[POINTS] (degC) }

ASSIGNED { dx (um) }

INITIAL {
  dx = length/(POINTS + 1)
  FROM i = 0 TO POINTS-1 { temperature[i] = peak*sin(pi*(i + 1)/(POINTS + 1)) }
}

BREAKPOINT { SOLVE heat METHOD runge }

DERIVATIVE heat {
  LOCAL flow
  flow = diffusivity/(dx*dx)
  temperature'[0] = flow*(temperature[1] - 2*temperature[0])
  FROM i = 1 TO POINTS-2 {
    temperature'[i] = flow*(temperature[i-1] - 2*temperature[i] + temperature[i+1])
  }
  temperature'[POINTS-1] = flow*(temperature[POINTS-2] - 2*temperature[POINTS-1])
}
