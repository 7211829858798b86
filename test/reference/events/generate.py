"""Records what mods/*.mod do in the real NEURON: generate.py [CASE ...]

Cases and their form are as in ../neuron. README.md says which version recorded the committed files.
"""
import glob
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def load_recorder():
    spec = importlib.util.spec_from_file_location('recorder', os.path.join(HERE, '..', 'neuron', 'generate.py'))
    recorder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(recorder)
    return recorder


if __name__ == '__main__':
    place = tempfile.mkdtemp()
    for path in glob.glob(os.path.join(HERE, 'mods', '*.mod')):
        shutil.copy(path, place)
    subprocess.run(['nrnivmodl'], cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.environ['NRNMECH'] = glob.glob(os.path.join(place, '*', '**', 'libnrnmech.so'), recursive=True)[0]
    os.chdir(HERE)
    recorder = load_recorder()
    for name in ('cases.json', 'order.json', 'binned.json'):
        recorder.record_all('', HERE, sys.argv[1:], name)
