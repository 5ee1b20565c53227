#include "marshal.h"

#include <gtest/gtest.h>

#include <string>

namespace pybundle {
namespace {

std::string Integer(unsigned value) {
  std::string bytes;
  for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(value >> shift & 0xFF);
  return bytes;
}

std::string Reference(unsigned number) { return "r" + Integer(number); }

/// `type` marked for references.
std::string Marked(char type) { return std::string(1, static_cast<char>(type | 0x80)); }

std::string Name(const std::string& text, char type = 'Z') {
  return type + std::string(1, static_cast<char>(text.size())) + text;
}

std::string Tuple(const std::vector<std::string>& items) {
  std::string bytes = ")" + std::string(1, static_cast<char>(items.size()));
  for (const std::string& item : items) bytes += item;
  return bytes;
}

const std::string kNoBytes = "s" + Integer(0);

/// A code object as CPython 3.11 and later write it, with these constants and names.
std::string Code311(const std::string& constants, const std::string& names,
                    const std::string& file = Name("")) {
  std::string bytes = "c";
  for (unsigned i = 1; i <= 5; ++i) bytes += Integer(i);
  return bytes + kNoBytes + constants + names + Tuple({}) + kNoBytes + file + Name("f") +
         Name("f") + Integer(77) + kNoBytes + kNoBytes;
}

/// The same for CPython 3.8 to 3.10, and PyPy.
std::string Code38(const std::string& constants) {
  std::string bytes = "c";
  for (unsigned i = 1; i <= 6; ++i) bytes += Integer(i);
  return bytes + kNoBytes + constants + Tuple({}) + Tuple({}) + Tuple({}) + Tuple({}) + Name("") +
         Name("f") + Integer(77) + kNoBytes;
}

TEST(NormalizeMarshal, MarksForReferenceExactlyWhatOccursAgain) {
  const std::string once = Code311(Tuple({Name("long_name")}), Tuple({}));
  const std::string marked =
      Code311(Tuple({Marked('Z') + "\x09long_name"}), Marked(')') + std::string(1, '\0'));
  EXPECT_EQ(NormalizeMarshal({once}), NormalizeMarshal({marked}));

  const std::string twice = Code311(Tuple({Name("long_name"), Name("long_name")}), Tuple({}));
  const std::string referring =
      Code311(Tuple({Marked('Z') + "\x09long_name", Reference(0)}), Tuple({}));
  EXPECT_EQ(NormalizeMarshal({twice}), NormalizeMarshal({referring}));
  EXPECT_NE(NormalizeMarshal({twice})->find(Marked('Z') + "\x09long_name" + Reference(1)),
            std::string::npos);
}

TEST(NormalizeMarshal, SetsHaveOneOrder) {
  const std::string a = ">" + Integer(2) + Name("a") + "N";
  const std::string b = ">" + Integer(2) + "N" + Name("a");
  EXPECT_EQ(NormalizeMarshal({Code38(Tuple({a}))}), NormalizeMarshal({Code38(Tuple({b}))}));
}

TEST(NormalizeMarshal, WhatIsInternedDependsOnTheTextAlone) {
  const std::string text = "\xC3\xA9";
  const std::string as_text = Code311(Tuple({"u" + Integer(2) + text}), Tuple({}));
  const std::string as_interned = Code311(Tuple({"t" + Integer(2) + text}), Tuple({}));
  EXPECT_EQ(NormalizeMarshal({as_text}), NormalizeMarshal({as_interned}));
  EXPECT_EQ(NormalizeMarshal({Code311(Tuple({Name("name", 'z')}), Tuple({}))}),
            NormalizeMarshal({Code311(Tuple({Name("name", 'Z')}), Tuple({}))}));
  // In a tuple of names it is interned, whatever the constants say of it.
  const std::string both = *NormalizeMarshal(
      {Code311(Tuple({Marked('u') + Integer(2) + text}), Tuple({Reference(0)}))});
  EXPECT_NE(both.find("u" + Integer(2) + text), std::string::npos);
  EXPECT_NE(both.find("t" + Integer(2) + text), std::string::npos);
}

TEST(NormalizeMarshal, DifferentTypesAreDifferentValues) {
  const std::string one = Code311(Tuple({"i" + Integer(1), "T", "g" + std::string(8, '\0')}),
                                  Tuple({}));
  const std::string normal = *NormalizeMarshal({one});
  EXPECT_NE(normal.find(")\x03i" + Integer(1) + "Tg" + std::string(8, '\0')), std::string::npos);
}

TEST(NormalizeMarshal, SeveralShareTheirConstants) {
  const std::string a = Code311(Tuple({Name("shared_text")}), Tuple({}));
  const std::string b = Code311(Tuple({"N", Name("shared_text")}), Tuple({}));
  const std::string both = *NormalizeMarshal({a, b});
  EXPECT_EQ(both.substr(0, 2), ")\x02");
  EXPECT_EQ(both.find("shared_text"), both.rfind("shared_text"));
  EXPECT_EQ(NormalizeMarshal({}), std::string(")\0", 2));
}

TEST(NormalizeMarshal, EqualCodeIsNotShared) {
  const std::string inner = Code311(Tuple({}), Tuple({}));
  const std::string outer = *NormalizeMarshal({Code311(Tuple({inner, inner}), Tuple({}))});
  size_t count = 0;
  for (size_t at = outer.find("c" + Integer(1)); at != std::string::npos;
       at = outer.find("c" + Integer(1), at + 1)) {
    ++count;
  }
  EXPECT_EQ(count, 3u);
}

TEST(NormalizeMarshal, RefusesWhatItDoesNotKnow) {
  const std::string good = Code38(Tuple({}));
  EXPECT_TRUE(NormalizeMarshal({good}));
  for (size_t size = 0; size < good.size(); ++size) {
    EXPECT_FALSE(NormalizeMarshal({std::string_view(good).substr(0, size)})) << size;
  }
  EXPECT_FALSE(NormalizeMarshal({good + "N"}));
  EXPECT_FALSE(NormalizeMarshal({Code38(Tuple({Reference(5)}))}));
  EXPECT_FALSE(NormalizeMarshal({Code38(Tuple({"?"}))}));
  EXPECT_FALSE(NormalizeMarshal({"N"}));
  EXPECT_FALSE(NormalizeMarshal({good, Code311(Tuple({}), Tuple({}))}));
  std::string deep = "N";
  for (int i = 0; i < 100000; ++i) deep.insert(0, ")\x01");
  EXPECT_FALSE(NormalizeMarshal({Code38(deep)}));
}

}  // namespace
}  // namespace pybundle
