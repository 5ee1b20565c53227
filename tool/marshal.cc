#include "marshal.h"

#include <xxhash.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <unordered_map>
#include <utility>

namespace pybundle {
namespace {

// The format is described in CPython's Python/marshal.c. A value is a byte for its type, in which
// one bit says that later values may refer to this one by its number, and what the type needs.
constexpr uint8_t kReferable = 0x80;
constexpr size_t kDeepest = 1000;  // marshal itself stops at 2000

/// The fields of a code object: integers, objects, an integer, objects.
struct Layout {
  size_t integers;
  std::string_view objects;  ///< a letter for each, see Reader::ReadField
  size_t last_objects;       ///< how many of them stand after the line number
};
constexpr Layout kLayouts[] = {
    {6, "bcnnnntib", 1},   // until 3.10, and PyPy
    {5, "bcnnbtiibb", 2},   // since 3.11
};

struct Key {
  uint64_t low, high;
  bool operator==(const Key& other) const { return low == other.low && high == other.high; }
  bool operator<(const Key& other) const {
    return high != other.high ? high < other.high : low < other.low;
  }
};
struct KeyHash {
  size_t operator()(const Key& key) const { return static_cast<size_t>(key.low); }
};

/// A value. Equal ones are one node, but for code objects: two functions never share theirs.
struct Node {
  uint8_t type = 0;  // 's' bytes, 'u' text, 't' interned text; otherwise marshal's own letter
  std::string_view payload;
  std::string_view line;  // of a code object: its line number
  std::vector<uint32_t> children;
  Key key{0, 0};
};

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

/// What the compiler interns wherever it stands.
bool IsName(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

class Pool {
 public:
  const Node& operator[](uint32_t id) const { return nodes_[id]; }
  size_t size() const { return nodes_.size(); }

  uint32_t Add(Node node) {
    std::vector<Key> parts;
    for (const uint32_t child : node.children) parts.push_back(nodes_[child].key);
    if (node.type == 'c') parts.push_back({nodes_.size(), 0});
    const bool is_leaf = parts.empty();
    const XXH128_hash_t hash = XXH3_128bits_withSeed(
        is_leaf ? static_cast<const void*>(node.payload.data()) : parts.data(),
        is_leaf ? node.payload.size() : parts.size() * sizeof(Key), node.type);
    node.key = {hash.low64, hash.high64};
    const auto [at, is_new] = ids_.try_emplace(node.key, static_cast<uint32_t>(nodes_.size()));
    if (is_new) nodes_.push_back(std::move(node));
    return at->second;
  }

 private:
  std::vector<Node> nodes_;
  std::unordered_map<Key, uint32_t, KeyHash> ids_;
};

/// Reads one stream into the pool.
class Reader {
 public:
  Reader(std::string_view bytes, const Layout& layout, Pool& pool)
      : bytes_(bytes), layout_(layout), pool_(pool) {}

  std::optional<uint32_t> Read() {
    const uint32_t id = ReadValue(0);
    if (failed_ || at_ != bytes_.size() || pool_[id].type != 'c') return std::nullopt;
    return id;
  }

 private:
  uint32_t Fail() {
    failed_ = true;
    return 0;
  }

  std::string_view Take(size_t size) {
    if (failed_ || size > bytes_.size() - at_) {
      failed_ = true;
      return {};
    }
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }

  size_t TakeByte() {
    const std::string_view taken = Take(1);
    return failed_ ? 0 : static_cast<uint8_t>(taken[0]);
  }

  uint32_t TakeInteger() {
    const std::string_view taken = Take(4);
    uint32_t value = 0;
    for (size_t i = 4; !failed_ && i-- > 0;) value = value << 8 | static_cast<uint8_t>(taken[i]);
    return value;
  }

  uint32_t AddText(std::string_view text) {
    return pool_.Add({static_cast<uint8_t>(IsName(text) ? 't' : 'u'), text, {}, {}, {}});
  }

  uint32_t ReadValue(size_t depth) {
    const size_t first = TakeByte();
    const auto type = static_cast<uint8_t>(first & ~size_t{kReferable});
    if (failed_ || depth > kDeepest) return Fail();
    if (type == 'r') {
      const uint32_t number = TakeInteger();
      return failed_ || number >= referable_.size() ? Fail() : referable_[number];
    }
    const size_t number = referable_.size();
    if (first & kReferable) referable_.push_back(0);  // numbers are given from outside to inside
    const uint32_t id = ReadOf(type, depth);
    if (first & kReferable) referable_[number] = id;
    return id;
  }

  uint32_t ReadOf(uint8_t type, size_t depth) {
    switch (type) {
      case 'N': case 'T': case 'F': case 'S': case '.': return pool_.Add({type, {}, {}, {}, {}});
      case 'i': return pool_.Add({type, Take(4), {}, {}, {}});
      case 'I': case 'g': return pool_.Add({type, Take(8), {}, {}, {}});
      case 'y': return pool_.Add({type, Take(16), {}, {}, {}});
      case 'l': {
        const size_t begin = at_;
        const auto digits = static_cast<int32_t>(TakeInteger());
        const auto count = static_cast<size_t>(digits < 0 ? -int64_t{digits} : digits);
        Take(2 * count);
        return failed_ ? Fail() : pool_.Add({type, bytes_.substr(begin, at_ - begin), {}, {}, {}});
      }
      case 's': return pool_.Add({type, Take(TakeInteger()), {}, {}, {}});
      case 'u': case 't': case 'a': case 'A': return AddText(Take(TakeInteger()));
      case 'z': case 'Z': return AddText(Take(TakeByte()));
      case ')': return ReadItems('(', TakeByte(), depth);
      case '(': case '<': case '>': return ReadItems(type, TakeInteger(), depth);
      case ':': return ReadItems(type, 3, depth);
      case 'c': return ReadCode(depth);
      default: return Fail();  // dictionaries, lists: no code object holds them
    }
  }

  uint32_t ReadItems(uint8_t type, size_t count, size_t depth) {
    Node node{type, {}, {}, {}, {}};
    for (size_t i = 0; i < count && !failed_; ++i) node.children.push_back(ReadValue(depth + 1));
    if (failed_) return Fail();
    if (type == '<' || type == '>') {
      std::sort(node.children.begin(), node.children.end(),
                [&](uint32_t a, uint32_t b) { return pool_[a].key < pool_[b].key; });
    }
    return pool_.Add(std::move(node));
  }

  uint32_t ReadCode(size_t depth) {
    Node node{'c', Take(4 * layout_.integers), {}, {}, {}};
    const size_t count = layout_.objects.size();
    for (size_t i = 0; i < count && !failed_; ++i) {
      if (i == count - layout_.last_objects) node.line = Take(4);
      node.children.push_back(ReadField(layout_.objects[i], depth + 1));
    }
    return failed_ ? Fail() : pool_.Add(std::move(node));
  }

  /// A field of a code object: 'b' bytes, 'c' a tuple, 'n' a tuple of names, 't' any text (the file
  /// name), 'i' a name.
  uint32_t ReadField(char kind, size_t depth) {
    const uint32_t id = ReadValue(depth);
    if (failed_) return Fail();
    const uint8_t type = pool_[id].type;
    switch (kind) {
      case 'b': return type == 's' ? id : Fail();
      case 'c': return type == '(' ? id : Fail();
      case 'n': {
        if (type != '(') return Fail();
        Node names{'(', {}, {}, pool_[id].children, {}};
        for (uint32_t& name : names.children) name = Interned(name);
        return failed_ ? Fail() : pool_.Add(std::move(names));
      }
      case 't': return type == 'u' || type == 't' ? id : Fail();
      default: return Interned(id);
    }
  }

  uint32_t Interned(uint32_t id) {
    if (pool_[id].type == 't') return id;
    return pool_[id].type == 'u' ? pool_.Add({'t', pool_[id].payload, {}, {}, {}}) : Fail();
  }

  std::string_view bytes_;
  const Layout& layout_;
  Pool& pool_;
  size_t at_ = 0;
  std::vector<uint32_t> referable_;
  bool failed_ = false;
};

/// Writes values, marking those for reference that occur again.
class Writer {
 public:
  Writer(const Pool& pool, const Layout& layout)
      : pool_(pool), layout_(layout), uses_(pool.size()), numbers_(pool.size()) {}

  std::string Write(const std::vector<uint32_t>& codes) {
    for (const uint32_t code : codes) Count(code);
    if (codes.size() != 1) PutTuple(codes.size());
    for (const uint32_t code : codes) Put(code);
    return std::move(out_);
  }

 private:
  /// Whether a reference is worth it: it takes five bytes.
  bool IsReferable(const Node& node) const {
    switch (node.type) {
      case 's': case 'u': case 't': case 'l': case 'g': case 'y': case '>': case '<': case ':':
        return true;
      case '(': return !node.children.empty();
      default: return false;
    }
  }

  void Count(uint32_t id) {
    if (++uses_[id] > 1) return;
    for (const uint32_t child : pool_[id].children) Count(child);
  }

  void PutInteger(size_t value) {
    for (int shift = 0; shift < 32; shift += 8) out_ += static_cast<char>(value >> shift & 0xFF);
  }

  void PutTuple(size_t count, uint8_t mark = 0) {
    out_ += static_cast<char>((count < 256 ? ')' : '(') | mark);
    if (count < 256) out_ += static_cast<char>(count);
    else PutInteger(count);
  }

  void PutText(const Node& node, uint8_t mark) {
    const bool is_interned = node.type == 't';
    const size_t size = node.payload.size();
    if (!IsAscii(node.payload)) {
      out_ += static_cast<char>(node.type | mark);
      PutInteger(size);
    } else if (size < 256) {
      out_ += static_cast<char>((is_interned ? 'Z' : 'z') | mark);
      out_ += static_cast<char>(size);
    } else {
      out_ += static_cast<char>((is_interned ? 'A' : 'a') | mark);
      PutInteger(size);
    }
    out_ += node.payload;
  }

  void Put(uint32_t id) {
    const Node& node = pool_[id];
    uint8_t mark = 0;
    if (uses_[id] > 1 && IsReferable(node)) {
      if (numbers_[id] > 0) {
        out_ += 'r';
        PutInteger(numbers_[id] - 1);
        return;
      }
      numbers_[id] = ++last_number_;
      mark = kReferable;
    }
    switch (node.type) {
      case 'u': case 't': PutText(node, mark); return;
      case '(': PutTuple(node.children.size(), mark); break;
      case 'c':
        out_ += 'c';
        out_ += node.payload;
        for (size_t i = 0; i < node.children.size(); ++i) {
          if (i == node.children.size() - layout_.last_objects) out_ += node.line;
          Put(node.children[i]);
        }
        return;
      default:
        out_ += static_cast<char>(node.type | mark);
        if (node.type == 's') PutInteger(node.payload.size());
        if (node.type == '<' || node.type == '>') PutInteger(node.children.size());
        out_ += node.payload;
    }
    for (const uint32_t child : node.children) Put(child);
  }

  const Pool& pool_;
  const Layout& layout_;
  std::vector<uint32_t> uses_;
  std::vector<uint32_t> numbers_;  // from 1, of those that are marked and written
  uint32_t last_number_ = 0;
  std::string out_;
};

}  // namespace

std::optional<std::string> NormalizeMarshal(const std::vector<std::string_view>& codes) {
  for (const Layout& layout : kLayouts) {
    Pool pool;
    std::vector<uint32_t> ids;
    for (const std::string_view code : codes) {
      const std::optional<uint32_t> id = Reader(code, layout, pool).Read();
      if (!id) break;
      ids.push_back(*id);
    }
    if (ids.size() == codes.size()) return Writer(pool, layout).Write(ids);
  }
  return std::nullopt;
}

}  // namespace pybundle
