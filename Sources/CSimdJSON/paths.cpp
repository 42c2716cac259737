// Plain records that nest, in one pass.
//
// Objects are nodes of a tree of names that grows with what is seen, up to a limit. So one number
// says where in a record a value is, and what stands between two values (`"},"set":{"impact":`) can
// be compared as a whole with what stood there in the record before, however deep it goes down or up.

#include "paths.h"

#include <algorithm>
#include <new>

#include <simdjson.h>

using namespace scan;

bool csj_paths::Lead::stands_at(const uint8_t *place, uint32_t node) const {
  if (before != node) return false;
  for (uint32_t start = 0; start < length; start += Chunk::size) {
    const auto rest = std::min<ptrdiff_t>(length - start, Chunk::size);
    if (Chunk(place + start).same(Chunk(bytes.data() + start)) < rest) return false;
  }
  return true;
}

uint32_t csj_paths::child(uint32_t node, std::string_view name) const {
  for (const uint32_t child : nodes[node].children) {
    if (nodes[child].name == name) return child;
  }
  return none;
}

uint32_t csj_paths::add(uint32_t node, std::string_view name) {
  if (nodes.size() >= most_nodes || nodes[node].depth >= deepest) return none;
  const auto number = static_cast<uint32_t>(nodes.size());
  Node added;
  added.name = name;
  added.parent = node;
  added.depth = nodes[node].depth + 1;
  nodes.push_back(std::move(added));
  nodes[node].children.push_back(number);
  return number;
}

uint32_t csj_paths::add(bool of_element, std::string_view path) {
  uint32_t node = of_element ? 1 : 0;
  while (!path.empty()) {
    const size_t length = static_cast<uint8_t>(path.front());
    if (length >= path.size()) return none;
    const auto name = path.substr(1, length);
    path.remove_prefix(1 + length);
    uint32_t next = child(node, name);
    if (next == none) next = add(node, name);
    if (next == none) return none;
    node = next;
  }
  return node;
}

bool csj_paths::want(bool of_element, std::string_view path, int32_t field) {
  const uint32_t node = add(of_element, path);
  if (node == none || node < 2) return false;
  if (nodes[node].field == csj_unknown) nodes[node].field = field;
  return true;
}

bool csj_paths::want_list(std::string_view path) {
  const uint32_t node = add(false, path);
  if (node == none || node < 2) return false;
  nodes[node].is_list = true;
  return true;
}

// Reads what stands before a value: closed objects, a comma, names, colons, opened objects. Says
// where the value is, or, if the object is over, what is behind it; null if anything else is there.
const uint8_t *csj_paths::find(const uint8_t *place, const uint8_t *end, uint32_t &node,
                               bool is_first, Lead *lead, int32_t &field, bool &is_over) {
  const uint8_t *start = place;
  const uint32_t before = node;
  uint64_t beyond = 0;
  bool is_opened = is_first;
  place = skip_space(place, end);
  if (is_first) {
    if (place >= end || *place != '{') return nullptr;
    ++place;
  }
  while (true) {
    place = skip_space(place, end);
    if (place >= end) return nullptr;
    if (*place == '}') {
      ++place;
      if (node < 2) {
        is_over = true;
        beyond_ascii |= beyond;
        return place;
      }
      node = nodes[node].parent;
      is_opened = false;
      continue;
    }
    if (!is_opened) {
      if (*place != ',') return nullptr;
      place = skip_space(place + 1, end);
    }
    if (place >= end || *place != '"') return nullptr;
    const uint8_t *name = place + 1;
    place = end_of_text(name, end, beyond);
    if (place == nullptr) return nullptr;
    const std::string_view text(reinterpret_cast<const char *>(name),
                                static_cast<size_t>(place - name));
    uint32_t found = child(node, text);
    place = skip_space(place + 1, end);
    if (place >= end || *place != ':') return nullptr;
    place = skip_space(place + 1, end);
    if (place >= end) return nullptr;
    // What is wanted as a value or as a list and is none is rare, and not for here.
    const bool is_list = found != none && nodes[found].is_list;
    const bool is_wanted = found != none && nodes[found].field >= 0;
    if (is_list && (*place != '[' || is_wanted)) return nullptr;
    if (*place == '{') {
      if (is_wanted) return nullptr;
      if (found == none) found = add(node, text);
      if (found == none) return nullptr;
      node = found;
      is_opened = true;
      ++place;
      continue;
    }
    if (*place == '[' && !is_list) return nullptr;
    field = is_list ? list_field : is_wanted ? nodes[found].field : csj_unknown;
    break;
  }
  // What is not ASCII is looked at each time, because it may be no UTF-8.
  const auto length = static_cast<size_t>(place - start);
  if (lead != nullptr && beyond == 0 && length <= Lead::room) {
    lead->before = before;
    lead->after = node;
    lead->field = field;
    lead->length = static_cast<uint32_t>(length);
    std::copy(start, place, lead->bytes.begin());
  }
  beyond_ascii |= beyond;
  return place;
}

// Reads an object with all that is in it. Nothing is read from a place behind the end but what
// follows at once.
const uint8_t *csj_paths::object(const uint8_t *place, const uint8_t *end, bool of_element,
                                 Members &members) {
  Leads &leads = this->leads[of_element ? 1 : 0];
  uint32_t node = of_element ? 1 : 0;
  bool is_first = true;
  for (Lead *lead = leads.data();; lead += lead != &leads.back()) {
    int32_t field = csj_unknown;
    if (lead->stands_at(place, node)) {
      field = lead->field;
      node = lead->after;
      place += lead->length;
      if (place >= end) return nullptr;
      // There may be more spaces than last time.
      if (is_space(*place)) place = skip_space(place, end);
    } else {
      bool is_over = false;
      Lead *learning = lead != &leads.back() ? lead : nullptr;
      place = find(place, end, node, is_first, learning, field, is_over);
      if (place == nullptr || is_over) return place;
    }
    is_first = false;
    if (place >= end) return nullptr;
    if (field == list_field) {
      place = list(place, end);
    } else {
      csj_member &member = members.next();
      place = read_value(place, end, member, beyond_ascii);
      if (field >= 0 && member.kind != csj_null) {
        member.field = field;
        ++members.count;
      }
    }
    if (place == nullptr || place >= end) return nullptr;
  }
}

const uint8_t *csj_paths::list(const uint8_t *place, const uint8_t *end) {
  if (has_list || *place != '[') return nullptr;
  has_list = true;
  place = skip_space(place + 1, end);
  if (place < end && *place == ']') return place + 1;
  while (place < end) {
    elements.next().field = csj_element;
    ++elements.count;
    place = object(place, end, true, elements);
    if (place == nullptr) return nullptr;
    place = skip_space(place, end);
    if (place >= end) return nullptr;
    if (*place == ']') return place + 1;
    if (*place != ',') return nullptr;
    place = skip_space(place + 1, end);
  }
  return nullptr;
}

// Where records are not plain, fewer and fewer are tried, so that the trying costs next to nothing.
bool csj_paths::read(const uint8_t *record, size_t length, csj_found &found) {
  constexpr uint32_t most = 63;
  if (waiting > 0) {
    --waiting;
    return false;
  }
  own.count = elements.count = 0;
  has_list = false;
  beyond_ascii = 0;
  const uint8_t *end = record + length;
  const uint8_t *place = length == 0 || length > UINT32_MAX ? nullptr
                                                            : object(record, end, false, own);
  if (place == nullptr || skip_space(place, end) != end ||
      (beyond_ascii != 0 &&
       !simdjson::validate_utf8(reinterpret_cast<const char *>(record), length))) {
    waiting = patience;
    patience = std::min(2 * patience + 1, most);
    return false;
  }
  patience = 0;
  found.own = own.list.data();
  found.own_count = own.count;
  found.elements = elements.list.data();
  found.element_count = elements.count;
  found.has_list = has_list;
  return true;
}

extern "C" {

csj_paths *csj_paths_create(void) {
  try {
    return new csj_paths;
  } catch (...) {
    return nullptr;
  }
}

bool csj_paths_want(csj_paths *paths, bool of_element, const uint8_t *path, size_t count,
                    int32_t field) {
  try {
    return paths->want(of_element, {reinterpret_cast<const char *>(path), count}, field);
  } catch (...) {
    return false;
  }
}

bool csj_paths_want_list(csj_paths *paths, const uint8_t *path, size_t count) {
  try {
    return paths->want_list({reinterpret_cast<const char *>(path), count});
  } catch (...) {
    return false;
  }
}

bool csj_paths_read(csj_paths *paths, const uint8_t *record, size_t length, csj_found *found) {
  try {
    return paths->read(record, length, *found);
  } catch (...) {
    return false;
  }
}

void csj_paths_free(csj_paths *paths) { delete paths; }

}  // extern "C"
