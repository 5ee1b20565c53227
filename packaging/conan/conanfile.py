"""The tool and the CMake package, for other projects' tool_requires.

    conan create packaging/conan --build=missing

makes it of the checkout that this file is in. Consumers write

    def build_requirements(self):
        self.tool_requires("pybundle/0.1.0")

and their find_package(PyBundle) finds PyBundle's own files: CMakeDeps makes none.
"""
import os
import re

from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.build import supported_cppstd
from conan.tools.cmake import CMake, CMakeToolchain, CMakeDeps, cmake_layout
from conan.tools.files import copy, load


class PyBundle(ConanFile):
    name = 'pybundle'
    description = 'A tree of Python modules as one .py file, as a build step'
    license = 'MIT'
    topics = ('python', 'bundler', 'cmake', 'build-tool')
    package_type = 'application'
    settings = 'os', 'arch', 'compiler', 'build_type'

    def _checkout(self):
        return os.path.join(self.recipe_folder, os.pardir, os.pardir)

    def set_version(self):
        project = load(self, os.path.join(self._checkout(), 'CMakeLists.txt'))
        self.version = re.search(r'project\(PyBundle\s+VERSION ([0-9.]+)', project).group(1)

    def export_sources(self):
        for pattern in ('CMakeLists.txt', 'LICENSE', 'cmake/*', 'packaging/*', 'tool/*'):
            copy(self, pattern, self._checkout(), self.export_sources_folder)

    def requirements(self):
        # Nothing of them is left in what consumers see.
        for library in ('nlohmann_json/3.11.3', 'cli11/2.4.1', 'xxhash/0.8.2'):
            self.requires(library, headers=True, libs=False, visible=False)
        self.requires('libdeflate/1.19', visible=False)

    def validate(self):
        # Which standard the profile names doesn't matter: nothing is compiled against this package.
        if '20' not in (supported_cppstd(self) or ['20']):
            raise ConanInvalidConfiguration('PyBundle needs a compiler that knows C++20')

    def layout(self):
        cmake_layout(self)

    def generate(self):
        toolchain = CMakeToolchain(self)
        toolchain.blocks.remove('cppstd')  # the project asks for its own
        toolchain.cache_variables['PYBUNDLE_BUILD_TESTS'] = False
        toolchain.cache_variables['PYBUNDLE_INSTALL'] = True
        toolchain.generate()
        CMakeDeps(self).generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        copy(self, 'copyright', os.path.join(self.source_folder, 'packaging'), os.path.join(self.package_folder, 'licenses'))

    def package_id(self):
        # A program: who compiled it, and with what, doesn't matter to who runs it.
        del self.info.settings.compiler
        del self.info.settings.build_type

    def package_info(self):
        self.cpp_info.bindirs = ['bin']
        self.cpp_info.includedirs = []
        self.cpp_info.libdirs = []
        self.cpp_info.builddirs = ['share/cmake/PyBundle']
        self.cpp_info.set_property('cmake_find_mode', 'none')
