"""The wheel: built from the source archive, installed into an empty environment, and used.

    wheel_test.py WORK PYBUNDLE_SOURCE_DIR VERSION

Needs a network for the build backend. WORK is made afresh.
"""
import glob
import os
import shutil
import subprocess
import sys

from environment import make, run

HERE = os.path.dirname(os.path.abspath(__file__))


def expect(expected, actual):
    if expected != actual:
        sys.exit(f'not {expected!r} but {actual!r}')


def main():
    work, source, version = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3]
    shutil.rmtree(work, ignore_errors=True)

    # First the source archive, then the wheel from that.
    builder = make(os.path.join(work, 'builder'), 'build')
    run(builder, '-m', 'build', '--outdir', os.path.join(work, 'dist'), source)
    wheel, = glob.glob(os.path.join(work, 'dist', f'pybundle-{version}-py3-none-*.whl'))
    archive, = glob.glob(os.path.join(work, 'dist', f'pybundle-{version}.tar.gz'))
    listed = run('tar', 'tf', archive).splitlines()
    assert any(name.endswith('/tool/cli.cc') for name in listed), listed
    assert not any('/tests/' in name for name in listed), listed

    python = make(os.path.join(work, 'user'), wheel, 'scikit-build-core')
    bin_directory = os.path.dirname(python)
    expect(f'pybundle {version}', run(os.path.join(bin_directory, 'pybundle'), '--version'))
    expect(f'pybundle {version}', run(python, '-m', 'pybundle', '--version'))
    result = subprocess.run([os.path.join(bin_directory, 'pybundle'), 'build', 'missing.py'],
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert result.returncode in (1, 2), result

    # A CMake project that is told where it is.
    cmake_dir = run(python, '-m', 'pybundle', '--cmake-dir')
    run('cmake', '-DMODE=build_tree', '-DGENERATOR=Ninja', f'-DSCRATCH={work}/consumer', f'-DPYTHON={python}',
        f'-DPYBUNDLE_BINARY_DIR={cmake_dir}', '-P', os.path.join(HERE, os.pardir, 'consumer.cmake'))

    # A project that is itself a wheel, whose backend finds it.
    run(python, '-m', 'pip', 'wheel', '--quiet', '--no-build-isolation', '--no-deps', '--wheel-dir',
        os.path.join(work, 'wheels'), os.path.join(HERE, 'scikit_build_consumer'))
    wheel, = glob.glob(os.path.join(work, 'wheels', 'consumer-*.whl'))
    run(python, '-m', 'pip', 'install', '--quiet', '--no-deps', wheel)
    expect('said by a bundle in a wheel', run(python, '-I', '-c', 'import greeting'))
    print(f'{os.path.basename(archive)}, {os.path.basename(wheel)}: installed and used')


if __name__ == '__main__':
    main()
