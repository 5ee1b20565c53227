#include "cli.h"

int main(int argc, char** argv) { return pybundle::RunCommandLine(argc, argv); }
