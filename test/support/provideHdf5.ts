// What every program does when it starts: the engine reads and writes HDF5 through the library that it is given.
import '../../src-main/hdf5/useHdf5.ts'
