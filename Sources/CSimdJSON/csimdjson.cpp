// simdjson's DOM parser validates a whole document before it gives anything. What it gives is read
// from its tape (the format is simdjson's documented one, doc/tape.md): all of it into nodes, or the
// members of a record whose names the caller knows, which costs a fraction. Records that are plain
// do not need it: see plain.cpp.

#include "csimdjson.h"

#include <cstring>
#include <new>
#include <string>
#include <vector>

#include <simdjson.h>

#include "fields.h"
#include "tape.h"

static_assert(csj_padding >= simdjson::SIMDJSON_PADDING, "simdjson reads this far past the end");

struct csj_parser {
  simdjson::dom::parser dom;
  std::vector<csj_node> nodes;
  std::string rewritten;
};

namespace {

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

csj_node text_node(std::string_view text) {
  csj_node result = node(csj_text, text.size());
  result.text = text.data();
  return result;
}

csj_node number_node(double number) {
  csj_node result = node(csj_number);
  result.number = number;
  return result;
}

// Appends the value at a place of the tape and says where the next one is. Recursion is bounded by
// the parser's maximum depth.
size_t append(std::vector<csj_node> &nodes, const Tape &tape, size_t place) {
  switch (tape.type(place)) {
    case tape_type::NULL_VALUE: nodes.push_back(node(csj_null)); break;
    case tape_type::FALSE_VALUE: nodes.push_back(node(csj_false)); break;
    case tape_type::TRUE_VALUE: nodes.push_back(node(csj_true)); break;
    case tape_type::INT64: {
      csj_node result = node(csj_integer);
      result.integer = tape.integer(place);
      nodes.push_back(result);
      break;
    }
    case tape_type::UINT64:
    case tape_type::DOUBLE: nodes.push_back(number_node(tape.number(place))); break;
    case tape_type::STRING: nodes.push_back(text_node(tape.text(place))); break;
    case tape_type::START_ARRAY: {
      const size_t head = nodes.size();
      nodes.push_back(node(csj_list));
      uint32_t count = 0;
      const size_t end = tape.last(place);
      for (size_t item = place + 1; item < end; ++count) item = append(nodes, tape, item);
      nodes[head].count = count;
      break;
    }
    default: {
      const size_t head = nodes.size();
      nodes.push_back(node(csj_object));
      uint32_t count = 0;
      uint64_t hash = 0xcbf29ce484222325;
      const size_t end = tape.last(place);
      for (size_t name = place + 1; name < end; ++count) {
        nodes.push_back(text_node(tape.text(name)));
        hash = hash_in(hash, tape.text(name));
        name = append(nodes, tape, name + 1);
      }
      nodes[head].count = count;
      nodes[head].hash = hash;
      break;
    }
  }
  return tape.next(place);
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

simdjson::error_code parse(csj_parser &parser, const uint8_t *document, size_t length) {
  const auto code = parser.dom.parse(document, length, false).error();
  if (code != simdjson::NUMBER_ERROR ||
      !rewrite_long_integers(reinterpret_cast<const char *>(document), length, parser.rewritten)) {
    return code;
  }
  const size_t rewritten_length = parser.rewritten.size();
  parser.rewritten.append(csj_padding, ' ');
  return parser.dom
      .parse(reinterpret_cast<const uint8_t *>(parser.rewritten.data()), rewritten_length, false)
      .error();
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
    const auto code = parse(*parser, document, length);
    if (code != simdjson::SUCCESS) return status(code);
    parser->nodes.clear();
    append(parser->nodes, Tape(parser->dom.doc), Tape::root);
    return csj_ok;
  } catch (const std::bad_alloc &) {
    return csj_no_memory;
  } catch (...) {
    return csj_malformed;
  }
}

csj_status csj_parse_fields(csj_parser *parser, csj_fields *fields, const uint8_t *document,
                            size_t length, csj_record *record) {
  try {
    if (fields->read_plain(document, length, *record)) return csj_ok;
    const auto code = parse(*parser, document, length);
    if (code != simdjson::SUCCESS) return status(code);
    fields->read(Tape(parser->dom.doc), *record);
    return csj_ok;
  } catch (const std::bad_alloc &) {
    return csj_no_memory;
  } catch (...) {
    return csj_malformed;
  }
}

csj_status csj_expand(csj_parser *parser, uint32_t place) {
  try {
    parser->nodes.clear();
    append(parser->nodes, Tape(parser->dom.doc), place);
    return csj_ok;
  } catch (...) {
    return csj_no_memory;
  }
}

const csj_node *csj_nodes(const csj_parser *parser) { return parser->nodes.data(); }

void csj_free(csj_parser *parser) { delete parser; }

bool csj_is_utf8(const uint8_t *bytes, size_t length) {
  return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length);
}

}  // extern "C"
