# Writes files into C++ sources, for scripts that include this.
# Bytes are written as numbers: string literals have limits of length that differ between compilers. A byte that is not
# ASCII would not compile, and what is embedded must be ASCII.

# append_array(<name> <file>...): adds to `text` the array <name> and its size <name>Size: the files' bytes, as one text.
function(append_array name)
  set(hex "")
  foreach(file IN LISTS ARGN)
    file(READ "${file}" content HEX)
    string(APPEND hex "${content}")
  endforeach()
  string(LENGTH "${hex}" length)
  math(EXPR length "${length} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  set(text "${text}constexpr char ${name}[] = {\n${bytes}0};\nconstexpr std::size_t ${name}Size = ${length};\n" PARENT_SCOPE)
endfunction()
