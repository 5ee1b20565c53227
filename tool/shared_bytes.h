#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace pybundle {

/// Bytes that nobody changes any more and that all copies share: a file's, from disk to output. What
/// owns them may hold many files at once.
class SharedBytes {
 public:
  SharedBytes() = default;

  /// Takes a string over.
  SharedBytes(std::string text) {  // NOLINT: meant to convert
    const auto owner = std::make_shared<const std::string>(std::move(text));
    view_ = *owner;
    owner_ = owner;
  }

  /// Copies a C string.
  SharedBytes(const char* text) : SharedBytes(std::string(text)) {}  // NOLINT: meant to convert

  /// `view` lies in what `owner` keeps alive.
  SharedBytes(std::shared_ptr<const void> owner, std::string_view view)
      : owner_(std::move(owner)), view_(view) {}

  /// A part of them, for which `view` lies in them.
  SharedBytes Part(std::string_view view) const { return {owner_, view}; }

  /// What keeps them alive; null where there are none.
  const std::shared_ptr<const void>& owner() const { return owner_; }

  operator std::string_view() const { return view_; }  // NOLINT: meant to convert
  size_t size() const { return view_.size(); }

 private:
  std::shared_ptr<const void> owner_;
  std::string_view view_;
};

}  // namespace pybundle
