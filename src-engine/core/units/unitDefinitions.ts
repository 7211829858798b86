// Made by build/unitDefinitions.ts from resources/units/units.txt.

/** The unit database: entries `names=definition`, divided by semicolons and line ends. */
export const unitDefinitions = `primitive m kg sec coul candela dollar bit erlang K;prefix tera T=1e12;prefix giga G=1e9
prefix mega M=1e6;prefix meg=1e6;prefix kilo k=1e3;prefix hecto=1e2;prefix hecta=1e2;prefix deka=1e1
prefix deci d=1e-1;prefix centi c=1e-2;prefix milli m=1e-3;prefix micro u µ μ=1e-6
prefix nano n=1e-9;prefix pico p=1e-12;prefix femto f=1e-15;prefix atto a=1e-18;fuzz=1;two=2
pi=3.141592653589793;% percent=0.01;proof=0.005;dozen=12;bakersdozen=13;gross=144;quire=25;ream=500
caratgold karat=1|24;imperial=1.20095;radian=0.5 / pi;circle turn revolution rev=2 pi radian
degree arcdeg=1|180 pi radian;arcmin=1|60 arcdeg;arcsec=1|60 arcmin;grade=0.9 degree
centesimalminute=0.01 grade;centesimalsecond=0.0001 grade;steradian sr=radian2
sphere spat=4 pi steradian;c=299792458 m/sec;e=1.602176634e-19 coul;planck=6.62607015e-34 joule sec
hbar=planck/two pi;boltzmann k=1.380649e-23 joule/K;mole=6.02214076e23;gasconstant R=k mole
faraday=e mole;electronmass=9.1093837015e-31 kg;protonmass=1.67262192369e-27 kg
neutronmass=1.67492749804e-27 kg;atomicmassunit amu dalton=1.66053906660e-27 kg
bohrradius=5.29177210903e-11 m;rydberg=13.605693122994 electronvolt;g force=9.80665 m/sec2;energy=c2
second s=sec;ms=1e-3 sec;us sigma=1e-6 sec;ns=1e-9 sec;minute min=60 sec;hour hr=60 minute
day da=24 hour;week=7 day;fortnight=14 day;year yr tropicalyear solaryear=365.24219879 day
month mo=1|12 year;decade=10 year;century=100 year;millenium=1000 year
siderealyear=365.256360417 day;siderealday=23.934469444 hour;siderealhour=1|24 siderealday
lunarmonth synodicmonth=29.5305555 day;siderealmonth=27.32152777 day;lunaryear=12 lunarmonth
hertz Hz hz=/sec;khz=1e3 hertz;mhz=1e6 hertz;fresnel=1e12 hertz;rpm=revolution/minute
rps=revolution/sec;pulsatance=2 pi/sec;meter metre=m;km=1e3 m;cm=1e-2 m;mm=1e-3 m;micron=1e-6 m
nm=1e-9 m;angstrom=1e-10 m;fermi=1e-15 m;Xunit=1.00202e-13 m;inch in=2.54 cm;foot feet ft=12 inch
yard yd=3 foot;mile mi=5280 foot;mil=0.001 inch;caliber=0.01 inch;line=1|12 inch;point=1|72 inch
pica=1|6 inch;barleycorn=1|3 inch;bottommeasure=1|40 inch;nail=1|16 yard;finger=7|8 inch;palm=3 inch
hand=4 inch;span quarter=9 inch;cubit=18 inch;flemishell=27 inch;pace=36 inch;scottishell=37.2 inch
ell englishell=45 inch;militarypace=2.5 foot;fathom=6 foot;rod rd pole perch=5.5 yard;rope=20 foot
link surveyorslink=0.66 foot;gunterschain=22 yard;chain surveyorschain=66 foot;engineerslink=1 foot
engineerschain=100 foot;bolt=40 yard;skein=120 yard;spindle=14400 yard;cable=720 foot
furlong=220 yard;league=3 mile;marineleague=3 nmile;parasang=3.5 mile
nmile nauticalmile geographicalmile=1852 m;frenchfoot frenchfeet=16|15 foot;toise=6 frenchfoot
arpentlin=191.835 foot;arpentcan=27.52 mile;british=1200|3937 m/foot
geodeticfoot surveyfoot=british foot;surveyyard=3 surveyfoot;au astronomicalunit=149597870700 m
parsec pc=au radian/arcsec;lightyear=c year;are=100 m2;hectare=1e4 m2;acre=4840 yard2
rood=1210 yard2;section=mile2;quartersection homestead=1|4 mile2;township=36 mile2;square=100 foot2
sabin=1 foot2;circularinch=1|4 pi inch2;circularmil=1|4 pi mil2;barn=1e-28 m2;liter litre=1e-3 m3
ml cc=1e-6 m3;stere=m3;drop=0.03 cm3;gallon gal=231 inch3;quart qt=1|4 gallon;pint pt=1|2 quart
cup=1|2 pint;gill=1|4 pint;noggin=1|8 quart;floz=1|16 pint;fldr=1|8 floz;minim=1|60 fldr
tablespoon=4 fldr;teaspoon=4|3 fldr;fifth=4|5 quart;jeroboam=4|5 gallon;magnum=2 quart
rehoboam=156 floz;firkin=9 gallon;kilderkin=18 gallon;barrel=42 gallon;hogshead hd=2 barrel
pipe=4 barrel;tun=8 barrel;dry=268.8025 inch3/gallon;peck pk=8 dry quart;bushel bu=4 peck
strike=2 bushel;sack=3 bushel;coomb=4 bushel;seam=8 bushel;chaldron=36 bushel;wey=40 bushel
last=80 bushel;brgallon=277.420 inch3;brquart=1|4 brgallon;brpint=1|2 brquart;brfloz=1|20 brpint
brpeck=554.84 inch3;brbushel=4 brpeck;cran=37.5 brgallon;timberfoot=foot3
imaginarycubicfoot=1.4 foot3;boardfoot=144 inch3;cord cordfoot=128 foot3;displacementton=35 foot3
shippington=40 foot3;registerton=100 foot3;gram gm gramme=1e-3 kg;mg=1e-6 kg;key=kg
quintal doppelzentner=100 kg;metricton tonne=1000 kg;pound lb=0.45359237 kg;ounce oz=1|16 pound
dram dr=1|16 ounce;grain gr=1|7000 pound;pennyweight pwt=1|20 ounce;stone=14 pound
shortquarter=25 pound;bag=94 pound;cental shorthundredweight=100 pound;longquarter=28 pound
longhundredweight=112 pound;weymass=252 pound;shortton ton=2000 pound;longton=2240 pound
scruple=20 grain;apdram drachm=60 grain;apounce=480 grain;appound troypound=5760 grain;carat=205 mg
metriccarat=200 mg;jewlerspoint=2 mg;crith=0.0906 gram;slug=poundforce sec2/foot;hyl=9.80665 gram
iudiptheria=62.8 microgram;iupenicillin=0.6 microgram;iuinsulin=41.67 microgram
cottonyarncount=2520 foot/pound;linenyarncount=900 foot/pound;worstedyarncount=1680 foot/pound
metricyarncount=m/gram;tex=1e-3 gram/m;denier=1|9 tex;knot=nmile/hour;admiraltyknot=6080 foot/hour
mph=mile/hour;mach=331.46 m/sec;galileo=1e-2 m/sec2;cfs=foot3/sec;minersinch=1.5 foot3/minute
mgd=1e6 gallon/day;mpg=mile/gallon;newton nt N=kg m/sec2;dyne=1e-5 newton;sthene=1e3 newton
poundal pdl=foot pound/sec2;lbf poundforce=pound force;kip=1000 lbf;pascal=newton/m2
pieze=1e3 pascal;barie barye=0.1 pascal;bar=1e5 pascal;atmosphere atm=101325 pascal
mercury hg=133322.387415 pascal/m;water=gram force/cc;torr=mm hg;psi=lbf/inch2
brewster=1e-12 m2/newton;joule=newton m;erg=1e-7 joule;watt=joule/sec;cal calorie=4.1868 joule
kcal kcalorie frigorie=1e3 calorie;thermie=1e6 calorie;langley=calorie/cm2
britishthermalunit btu=1055.05585262 joule;therm=1e5 btu;refrigeration=12000 btu/ton hour
electronvolt ev eV=e volt;kev=1e3 electronvolt;bev=1e9 electronvolt;horsepower hp=550 foot lbf/sec
poncelet=100 kg force m/sec;tnt=4.6e6 m2/sec2;clusec=1e-8 torr m3/sec;lusec=1e-6 torr m3/sec
kelvin degC=K;degF degreerankine degreesrankine degrankine=5|9 K;degreaumur=10|8 K;coulomb C=coul
ampere amp=coul/sec;volt V=watt/amp;ohm=volt/amp;kilohm=1e3 ohm;megohm=1e6 ohm;mho siemens=/ohm
farad=coul/volt;pf=1e-12 farad;henry=volt sec/amp;mh=1e-3 henry;weber=volt sec;tesla=weber/m2
maxwell=1e-8 weber;gauss=1e-4 tesla;gamma=1e-9 tesla;biot=10 amp;gilbert=2.5 amp/pi
oersted oe=250 amp/pi m;statcoul statcoulomb franklin=1|2997924580 coul
statamp statampere=1|2997924580 amp;statvolt=299.792458 volt;debye=3.33564e-30 coul m;cd=candela
candle=1.02 candela;hefnercandle=0.92 candela;lumen=candela sr;lux=lumen/m2;phot=lumen/cm2
nox=1e-3 lux;footcandle=lumen/foot2;equivalentfootcandle=lumen/pi foot2;equivalentlux=lumen/pi m2
equivalentphot=candela/pi cm2;nit=candela/m2;stilb=candela/cm2;apostilb blondel=candela/pi m2
skot=1e-3 apostilb;lambert=candela/pi cm2;footlambert=candela/pi foot2;dipotre=/m;poise=gram/cm sec
stoke=1e-4 m2/sec;rhe=10 m2/newton sec;curie=3.7e10 /sec;becquerel=/sec;rutherford=1e6 /sec
rad=100 erg/gram;rontgen=2.58e-4 coul/kg;sievert=joule/kg;baud=bit/sec;byte=8 bit;block=512 byte
kbyte=1024 byte;megabyte meg=1024 kbyte;gigabyte=1024 megabyte;ccs=1|36 erlang
$ buck argentinapeso=dollar;cent=0.01 dollar;fin=5 dollar;australiadollar=0.66 dollar
austriaschilling=0.83 dollar;bahraindinar=2.6522 dollar;belgiumfranc=0.028 dollar
brazilcruzeiro cruzeiro=0.000019 dollar;britainpound greatbritainpound poundsterling=1.49 dollar
canadadollar=0.77 dollar;chilepeso=0.0025 dollar;chinarenminbi=0.174856 dollar
colombiapeso=0.001495 dollar;czechkoruna slovakkoruna=0.034 dollar;denmarkkrone=0.15 dollar
ecuadorsucre sucre=0.000539 dollar;finlandmarkka markka=0.17 dollar;francefranc franc=0.17 dollar
germanymark mark=0.58 dollar;greecedrachma drachma=0.0043 dollar;hongkongdollar=0.13 dollar
hungaryforint=0.011 dollar;indiarupee rupee=0.03211 dollar;indonesiarupiah=0.0004782 dollar
irelandpunt=1.43 dollar;israelshekel=0.3642 dollar;italylira lira=0.00064 dollar
japanyen yen=0.0093 dollar;jordandinar=1.4682 dollar;kuwaitdinar=3.3173 dollar
lebanonpound=0.000578 dollar;malaysiaringgit=0.338 dollar;maltalira=2.6042 dollar
mexicopeso peso=0.3205128 dollar;netherlandsguilder hollandguilder guilder=0.52 dollar
newzealanddollar=0.539 dollar;norwaykrone=0.139 dollar;pakistanrupee=0.037 dollar
perunewsol sol=0.5065 dollar;philippinespeso=0.03738 dollar;polandzloty=0.000059 dollar
portugalescudo escudo=0.00617 dollar;saudiarabiariyal=0.26702 dollar;singaporedollar=0.6157 dollar
southafricarand rand=0.21 dollar;southkoreawon=0.001 dollar;spainpeseta peseta=0.007 dollar
swedenkrona=0.13 dollar;switzerlandfranc=0.66 dollar;taiwandollar=0.038285 dollar
thailandbaht=0.03962 dollar;turkeylira=0.0000929 dollar;unitedarabdirham=0.2723 dollar
uruguaynewpeso=0.246852 dollar;venezuelabolivar bolivar=0.011 dollar;symbol m=meter;symbol g=gram
symbol s sec=sec;symbol A=ampere;symbol V volt=volt;symbol S mho=siemens;symbol Ω ohm Ohm=ohm
symbol F=farad;symbol C=coulomb;symbol H=henry;symbol T=tesla;symbol W=watt;symbol J=joule
symbol N=newton;symbol Pa=pascal;symbol eV=electronvolt;symbol cal=calorie;symbol Hz hz=hertz
symbol bar=bar;symbol K degK °C degreesC degreeC degcentigrade degkelvin=K;symbol L l=liter
symbol mol mole=1;symbol M molar=/liter;symbol h=hour`
