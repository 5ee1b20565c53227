#include "byte_facts.h"

#include <xxhash.h>

#include <algorithm>
#include <iterator>

namespace pybundle {

ByteFacts FindFacts(std::string_view bytes) {
  ByteFacts facts;
  facts.traits = Examine(bytes);
  XXH128_canonical_t digest;
  XXH128_canonicalFromHash(&digest, XXH3_128bits(bytes.data(), bytes.size()));
  static_assert(sizeof digest.digest == sizeof facts.digest);
  std::copy(std::begin(digest.digest), std::end(digest.digest), facts.digest.begin());
  return facts;
}

}  // namespace pybundle
