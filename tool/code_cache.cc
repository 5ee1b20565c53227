#include "code_cache.h"

#include <xxhash.h>

#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

namespace pybundle {
namespace {

constexpr std::string_view kFirstLine = "pybundle code 1\n";
constexpr size_t kSum = sizeof(XXH128_canonical_t);

std::string SumOf(std::string_view bytes) {
  XXH128_canonical_t sum;
  XXH128_canonicalFromHash(&sum, XXH3_128bits(bytes.data(), bytes.size()));
  return std::string(reinterpret_cast<const char*>(sum.digest), kSum);
}

void PutText(std::string& out, std::string_view text) {
  const uint64_t size = text.size();
  for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>(size >> shift & 0xFF);
  out += text;
}

std::optional<std::string_view> TakeText(std::string_view& from) {
  if (from.size() < 8) return std::nullopt;
  uint64_t size = 0;
  for (size_t i = 8; i-- > 0;) size = size << 8 | static_cast<uint8_t>(from[i]);
  from.remove_prefix(8);
  if (size > from.size()) return std::nullopt;
  const std::string_view text = from.substr(0, static_cast<size_t>(size));
  from.remove_prefix(text.size());
  return text;
}

}  // namespace

void CodeCache::Read(std::string_view file) {
  if (!file.starts_with(kFirstLine) || file.size() < kFirstLine.size() + kSum) return;
  const std::string_view sum = file.substr(kFirstLine.size(), kSum);
  std::string_view rest = file.substr(kFirstLine.size() + kSum);
  if (SumOf(rest) != sum) return;
  while (!rest.empty()) {
    const std::optional<std::string_view> key = TakeText(rest);
    const std::optional<std::string_view> value = key ? TakeText(rest) : std::nullopt;
    if (!value) return;
    known_.emplace(*key, *value);
  }
}

std::string CodeCache::Write() const {
  std::string rest;
  for (const auto& [key, value] : used_) {
    PutText(rest, key);
    PutText(rest, value);
  }
  return std::string(kFirstLine) + SumOf(rest) + rest;
}

const std::string* CodeCache::Find(std::string_view key) {
  const auto known = known_.find(key);
  if (known == known_.end()) return nullptr;
  return &used_.emplace(*known).first->second;
}

const std::string& CodeCache::Put(std::string_view key, std::string value) {
  has_new_ = true;
  return used_.insert_or_assign(std::string(key), std::move(value)).first->second;
}

}  // namespace pybundle
