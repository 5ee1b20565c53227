#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared_bytes.h"

namespace pybundle {

/// A long text in pieces: small ones that were made for it, and files' bytes, which are used where
/// they lie. So a bundle is written without ever being put together in memory.
class Pieces {
 public:
  /// Makes room for so many pieces more, and for so many bytes of those to be copied.
  void Reserve(size_t pieces, size_t bytes) {
    pieces_.reserve(pieces_.size() + pieces);
    made_.reserve(made_.size() + bytes);
  }
  size_t piece_count() const { return pieces_.size(); }

  /// Appends a copy of `text`.
  void Append(std::string_view text) {
    if (pieces_.empty() || pieces_.back().begin != nullptr) pieces_.push_back({});
    made_ += text;
    pieces_.back().size += text.size();
    size_ += text.size();
  }

  /// Appends `bytes` without a copy.
  void AppendShared(const SharedBytes& bytes) {
    if (bytes.size() == 0) return;
    const std::string_view view = bytes;
    pieces_.push_back({bytes.owner(), view.data(), view.size()});
    size_ += view.size();
  }

  /// Appends all of another text that has only shared pieces.
  void AppendShared(const Pieces& other) {
    pieces_.insert(pieces_.end(), other.pieces_.begin(), other.pieces_.end());
    size_ += other.size_;
  }

  /// Appends all of another text without a copy.
  void Append(Pieces&& other) {
    const SharedBytes made(std::move(other.made_));
    const char* next_made = std::string_view(made).data();
    for (Piece& piece : other.pieces_) {
      if (piece.begin == nullptr) {
        piece.owner = made.owner();
        piece.begin = next_made;
        next_made += piece.size;
      }
      pieces_.push_back(std::move(piece));
    }
    size_ += other.size_;
  }

  bool empty() const { return size_ == 0; }
  /// In bytes.
  size_t size() const { return size_; }

  /// The text from begin to end, as long as this lives and is not changed.
  std::vector<std::string_view> Views() const {
    std::vector<std::string_view> views;
    views.reserve(pieces_.size());
    const char* next_made = made_.data();
    for (const Piece& piece : pieces_) {
      views.emplace_back(piece.begin == nullptr ? next_made : piece.begin, piece.size);
      if (piece.begin == nullptr) next_made += piece.size;
    }
    return views;
  }

  /// All of it in one string.
  std::string ToString() const {
    std::string text;
    text.reserve(size_);
    for (const std::string_view view : Views()) text += view;
    return text;
  }

 private:
  /// There are several for each file.
  struct Piece {
    std::shared_ptr<const void> owner;
    const char* begin = nullptr;  // null for the next bytes of made_
    size_t size = 0;
  };

  std::string made_;  // all small pieces one after another
  std::vector<Piece> pieces_;
  size_t size_ = 0;
};

}  // namespace pybundle
