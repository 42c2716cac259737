// simdjson's DOM parser validates a whole document before it gives anything; its tree is then copied
// into nodes. The copy is what makes Swift's side fast: one pass over an array instead of a call and
// a check per value.

#include "csimdjson.h"

#include <limits>
#include <new>
#include <string>
#include <vector>

#include <simdjson.h>

static_assert(csj_padding >= simdjson::SIMDJSON_PADDING, "simdjson reads this far past the end");

struct csj_parser {
  simdjson::dom::parser dom;
  std::vector<csj_node> nodes;
  std::string rewritten;
};

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

// FNV-1a. Only picks a candidate among known sets of names; whoever uses it compares the names.
uint64_t hash_in(uint64_t hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return (hash ^ 0xff) * 0x100000001b3;
}

csj_node node(csj_kind kind, size_t count = 0) {
  csj_node result{};
  result.kind = kind;
  result.count = static_cast<uint32_t>(count);
  return result;
}

void append_text(std::vector<csj_node> &nodes, std::string_view text) {
  csj_node result = node(csj_text, text.size());
  result.text = text.data();
  nodes.push_back(result);
}

void append_number(std::vector<csj_node> &nodes, double number) {
  csj_node result = node(csj_number);
  result.number = number;
  nodes.push_back(result);
}

// Recursion is bounded by the parser's maximum depth. Each `get` has the type that was
// just checked, so that it cannot fail.
void append(std::vector<csj_node> &nodes, element value) {
  switch (value.type()) {
    case element_type::NULL_VALUE: nodes.push_back(node(csj_null)); break;
    case element_type::BOOL: {
      bool yes = false;
      (void)value.get(yes);
      nodes.push_back(node(yes ? csj_true : csj_false));
      break;
    }
    case element_type::INT64: {
      csj_node result = node(csj_integer);
      (void)value.get(result.integer);
      nodes.push_back(result);
      break;
    }
    case element_type::UINT64: {
      uint64_t number = 0;
      (void)value.get(number);
      append_number(nodes, static_cast<double>(number));
      break;
    }
    case element_type::DOUBLE: {
      double number = 0;
      (void)value.get(number);
      append_number(nodes, number);
      break;
    }
    case element_type::STRING: {
      std::string_view text;
      (void)value.get(text);
      append_text(nodes, text);
      break;
    }
    case element_type::ARRAY: {
      simdjson::dom::array list;
      (void)value.get(list);
      const size_t place = nodes.size();
      nodes.push_back(node(csj_list));
      uint32_t count = 0;
      for (element item : list) {
        append(nodes, item);
        ++count;
      }
      nodes[place].count = count;
      break;
    }
    case element_type::OBJECT: {
      simdjson::dom::object object;
      (void)value.get(object);
      const size_t place = nodes.size();
      nodes.push_back(node(csj_object));
      uint32_t count = 0;
      uint64_t hash = 0xcbf29ce484222325;
      for (const auto member : object) {
        append_text(nodes, member.key);
        hash = hash_in(hash, member.key);
        append(nodes, member.value);
        ++count;
      }
      nodes[place].count = count;
      nodes[place].hash = hash;
      break;
    }
  }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// simdjson refuses integers beyond 64 bits. Rewrites them as doubles ("e0" appended) and says
// whether there were any. Only called for a document that was refused.
bool rewrite_long_integers(const char *text, size_t length, std::string &out) {
  constexpr size_t shortest = 19;
  bool found = false;
  bool in_string = false;
  out.clear();
  out.reserve(length + 16 + csj_padding);
  for (size_t i = 0; i < length;) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\' && i + 1 < length) out.push_back(text[i++]);
      else if (c == '"') in_string = false;
      out.push_back(text[i++]);
      continue;
    }
    if (!is_digit(c)) {
      in_string = c == '"';
      out.push_back(text[i++]);
      continue;
    }
    const size_t first = i;
    while (i < length && is_digit(text[i])) ++i;
    out.append(text + first, i - first);
    const bool integral = i == length || (text[i] != '.' && text[i] != 'e' && text[i] != 'E');
    const bool starts = first == 0 || (text[first - 1] != '.' && text[first - 1] != '+' &&
                                       text[first - 1] != 'e' && text[first - 1] != 'E' &&
                                       !(text[first - 1] == '-' && first >= 2 &&
                                         (text[first - 2] == 'e' || text[first - 2] == 'E')));
    if (i - first >= shortest && integral && starts) {
      out.append("e0");
      found = true;
    }
  }
  return found;
}

csj_status status(simdjson::error_code code) {
  switch (code) {
    case simdjson::SUCCESS: return csj_ok;
    case simdjson::UTF8_ERROR: return csj_invalid_utf8;
    case simdjson::DEPTH_ERROR: return csj_too_deep;
    case simdjson::MEMALLOC: return csj_no_memory;
    default: return csj_malformed;
  }
}

}  // namespace

extern "C" {

csj_parser *csj_create(size_t max_depth) {
  try {
    auto *parser = new csj_parser;
    // An object or list of depth n needs n + 1 levels: one is the document itself.
    if (parser->dom.allocate(1 << 16, max_depth + 1) != simdjson::SUCCESS) {
      delete parser;
      return nullptr;
    }
    return parser;
  } catch (...) {
    return nullptr;
  }
}

csj_status csj_parse(csj_parser *parser, const uint8_t *document, size_t length) {
  try {
    element root;
    auto code = parser->dom.parse(document, length, false).get(root);
    if (code == simdjson::NUMBER_ERROR &&
        rewrite_long_integers(reinterpret_cast<const char *>(document), length,
                              parser->rewritten)) {
      const size_t rewritten_length = parser->rewritten.size();
      parser->rewritten.append(csj_padding, ' ');
      code = parser->dom
                 .parse(reinterpret_cast<const uint8_t *>(parser->rewritten.data()),
                        rewritten_length, false)
                 .get(root);
    }
    if (code != simdjson::SUCCESS) return status(code);
    parser->nodes.clear();
    append(parser->nodes, root);
    return csj_ok;
  } catch (const std::bad_alloc &) {
    return csj_no_memory;
  } catch (...) {
    return csj_malformed;
  }
}

const csj_node *csj_nodes(const csj_parser *parser) { return parser->nodes.data(); }

void csj_free(csj_parser *parser) { delete parser; }

bool csj_is_utf8(const uint8_t *bytes, size_t length) {
  return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length);
}

}  // extern "C"
