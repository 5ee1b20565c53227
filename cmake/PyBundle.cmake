cmake_minimum_required(VERSION 3.21...3.31)
include_guard(GLOBAL)
