"""The Conan recipe: `conan create` with the libraries of this machine, and its test package.

    conan_test.py WORK PYBUNDLE_SOURCE_DIR VERSION

Needs a network for Conan itself. WORK is made afresh.
"""
import os
import shutil
import sys

from environment import make, run

# Nothing is taken from a remote: these are installed, and the recipe's requirements on them are kept.
PROFILE = '''
include(default)
[platform_requires]
nlohmann_json/3.11.3
cli11/2.4.1
xxhash/0.8.2
libdeflate/1.19
'''


def main():
    work, source, version = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3]
    shutil.rmtree(work, ignore_errors=True)
    python = make(os.path.join(work, 'environment'), 'conan>=2')
    conan = os.path.join(os.path.dirname(python), 'conan')
    profile = os.path.join(work, 'profile')
    with open(profile, 'w', encoding='utf-8') as file:
        file.write(PROFILE)
    env = dict(os.environ, CONAN_HOME=os.path.join(work, 'home'))
    run(conan, 'profile', 'detect', env=env)
    said = run(conan, 'create', os.path.join(source, 'packaging', 'conan'), '--profile:all', profile,
               '--no-remote', '--conf:all', f'tools.cmake.cmake_layout:test_folder={work}/test',
               '--conf:all', 'tools.cmake.cmaketoolchain:user_presets=', env=env)
    for expected in (f'pybundle {version}', 'said by a bundle that a Conan package made'):
        if expected not in said:
            sys.exit(f'the test package does not say {expected!r}:\n{said}')
    print(f'pybundle/{version}: created, and used by the test package')


if __name__ == '__main__':
    main()
