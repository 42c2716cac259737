// One RE2 object per handle. Every entry point catches everything: C and Swift frames cannot be
// unwound by a C++ exception.

#include "cre2.h"

#include <limits>
#include <new>
#include <string>

#include <re2/re2.h>

struct cre2_regex {
  re2::RE2 re;
  std::string error;
  std::string error_part;

  cre2_regex(re2::StringPiece pattern, const re2::RE2::Options &options)
      : re(pattern, options), error(re.error()), error_part(re.error_arg()) {
    // RE2 gives some errors its code's name alone and some with the part appended; keep one form.
    if (!re.ok() && !error_part.empty()) {
      const std::string tail = ": " + error_part;
      if (error.size() > tail.size() &&
          error.compare(error.size() - tail.size(), tail.size(), tail) == 0) {
        error.resize(error.size() - tail.size());
      }
    }
  }
};

namespace {

// RE2 reports a text beyond this length only on standard error, as "no match".
constexpr size_t longest_text = static_cast<size_t>(std::numeric_limits<int>::max());

cre2_verdict run(const cre2_regex *regex, const char *text, size_t length,
                 re2::RE2::Anchor anchor) noexcept {
  if (!regex->re.ok() || length > longest_text) return cre2_failed;
  try {
    const re2::StringPiece piece(text == nullptr ? "" : text, text == nullptr ? 0 : length);
    return regex->re.Match(piece, 0, piece.size(), anchor, nullptr, 0) ? cre2_match
                                                                       : cre2_no_match;
  } catch (...) {
    return cre2_failed;
  }
}

}  // namespace

extern "C" {

cre2_regex *cre2_compile(const char *pattern, size_t length, int64_t memory_budget) {
  try {
    re2::RE2::Options options;
    options.set_log_errors(false);
    if (memory_budget > 0) options.set_max_mem(memory_budget);
    const re2::StringPiece piece(pattern == nullptr ? "" : pattern, pattern == nullptr ? 0 : length);
    return new cre2_regex(piece, options);
  } catch (...) {
    return nullptr;
  }
}

bool cre2_is_ok(const cre2_regex *regex) { return regex->re.ok(); }

const char *cre2_error(const cre2_regex *regex) { return regex->error.c_str(); }

const char *cre2_error_part(const cre2_regex *regex) { return regex->error_part.c_str(); }

int cre2_group_count(const cre2_regex *regex) {
  return regex->re.ok() ? regex->re.NumberOfCapturingGroups() : 0;
}

cre2_verdict cre2_search(const cre2_regex *regex, const char *text, size_t length) {
  return run(regex, text, length, re2::RE2::UNANCHORED);
}

cre2_verdict cre2_matches_whole(const cre2_regex *regex, const char *text, size_t length) {
  return run(regex, text, length, re2::RE2::ANCHOR_BOTH);
}

void cre2_free(cre2_regex *regex) { delete regex; }

}  // extern "C"
