#pragma once

#include <array>
#include <string_view>

#include "text_traits.h"

namespace pybundle {

/// What only a look at every byte of a file tells. It is taken when the bytes have just been read
/// and are still near the processor.
struct ByteFacts {
  TextTraits traits;                        ///< for its literal
  std::array<unsigned char, 16> digest{};  ///< XXH3 of 128 bits, for the bundle's identity
};

/// The facts of `bytes`.
ByteFacts FindFacts(std::string_view bytes);

}  // namespace pybundle
