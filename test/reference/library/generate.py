"""Records what the mechanism library does in the real NEURON: generate.py MECHANISMS [CASE ...]

MECHANISMS is resources/mechanisms. Those that NEURON has under the same name are NEURON's own here; the others are
compiled with nrnivmodl from the very files that Hillock runs. Cases and their form are as in ../neuron.
"""
import glob
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))

# The names that NEURON 8 has already; it cannot load a second of one name. Then what uses SERIES or RANDOM, which it does not
# know; forNeuron has what stands in.
NEURONS_OWN = {'extracellular', 'hh', 'pas', 'iclamp', 'seclamp', 'vclamp', 'alphasynapse', 'expsyn', 'exp2syn', 'apcount',
               'netstim', 'intfire1', 'intfire2', 'intfire4', 'patternstim',
               'vecstim', 'dataclamp', 'noiseclamp'}


def load_recorder():
    spec = importlib.util.spec_from_file_location('recorder', os.path.join(HERE, '..', 'neuron', 'generate.py'))
    recorder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(recorder)
    return recorder


def compile_library(folder):
    place = tempfile.mkdtemp()
    for path in glob.glob(os.path.join(folder, '*', '*.mod')):
        if os.path.basename(path)[:-4] not in NEURONS_OWN:
            shutil.copy(path, place)
    for path in glob.glob(os.path.join(HERE, 'forNeuron', '*.mod')):
        shutil.copy(path, place)
    subprocess.run(['nrnivmodl'], cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = glob.glob(os.path.join(place, '*', '**', 'libnrnmech.so'), recursive=True)
    if not found:
        sys.exit('nrnivmodl made no library in ' + place)
    return found[0]


if __name__ == '__main__':
    os.environ['NRNMECH'] = compile_library(os.path.abspath(sys.argv[1]))
    neuron = load_recorder()
    neuron.record_all('', HERE, sys.argv[2:])
