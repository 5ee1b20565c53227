#pragma once

#include <list>
#include <utility>

namespace pybundle {

/// Makes a T that nobody ever frees, for what is needed until the process ends anyway: its end gives
/// all memory back at once, while freeing a bundle's parts one by one takes longer than hashing them.
/// Not for several threads at once.
template <typename T, typename... Arguments>
T& MakeUntilExit(Arguments&&... arguments) {
  static auto* const all = new std::list<T>;  // known from here, so that it counts as no leak
  return all->emplace_back(std::forward<Arguments>(arguments)...);
}

}  // namespace pybundle
