// XES by expat.
//
// expat is stopped where a trace starts or an event or a trace ends, so that the plain reader can go
// on there, and started again where that one stops: a parser that is new to a document in its middle
// is told the start tags of what is open, with the log's own declarations. So everything is read
// exactly as if expat had read it from the beginning, and a mistake costs no more than its trace.
//
// What XES says of an element depends only on what it stands in; elements of other namespaces and
// what is in them are nobody's.

#include "library.h"

#include <cstring>

namespace {

constexpr char separator = '\x01';
constexpr char key_separator = '\x1f';
constexpr size_t deepest = 100;
// How much it is given at once: so much may be looked at twice where it stops.
constexpr size_t portion = 8 << 10;
// From how many bytes on a token is worth waiting for.
constexpr size_t stall = 64 << 10;

bool same_letters(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (size_t index = 0; index < text.size(); ++index) {
    const char letter = text[index];
    if ((letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) != lower[index]) return false;
  }
  return true;
}

std::string escaped(std::string_view text) {
  std::string all;
  for (const char byte : text) {
    switch (byte) {
    case '&': all += "&amp;"; break;
    case '<': all += "&lt;"; break;
    case '"': all += "&quot;"; break;
    case '\t': all += "&#9;"; break;
    case '\n': all += "&#10;"; break;
    case '\r': all += "&#13;"; break;
    default: all += byte;
    }
  }
  return all;
}

struct Name {
  std::string_view space, local, prefix;

  explicit Name(std::string_view written) {
    const size_t first = written.find(separator);
    if (first == std::string_view::npos) {
      local = written;
      return;
    }
    space = written.substr(0, first);
    local = written.substr(first + 1);
    const size_t second = local.find(separator);
    if (second == std::string_view::npos) return;
    prefix = local.substr(second + 1);
    local = local.substr(0, second);
  }
};

std::string qualified(std::string_view prefix, std::string_view local) {
  std::string name(prefix);
  if (!name.empty()) name += ':';
  return name.append(local);
}

const char *value_of(const char *name, const char **attributes) {
  for (; *attributes != nullptr; attributes += 2) {
    if (strcmp(*attributes, name) == 0) return attributes[1];
  }
  return nullptr;
}

bool find_type(std::string_view name, cxes_type &type) {
  struct {
    std::string_view name;
    cxes_type type;
  } constexpr types[] = {
      {"string", cxes_string},   {"date", cxes_date},   {"int", cxes_int},
      {"float", cxes_float},     {"boolean", cxes_boolean}, {"id", cxes_id},
      {"list", cxes_nested},     {"container", cxes_nested},
  };
  for (const auto &known : types) {
    if (known.name != name) continue;
    type = known.type;
    return true;
  }
  return false;
}

} // namespace

Library::Library(const Keys &keys, size_t most, bool yields)
    : keys(keys), most(most), yields(yields), parser(XML_ParserCreateNS(nullptr, separator)) {}

// Makes the parser new, in what is open at a level.
void Library::start(Level new_level) {
  XML_ParserReset(parser, nullptr);
  XML_SetUserData(parser, this);
  XML_SetReturnNSTriplet(parser, 1);
  XML_SetElementHandler(
      parser,
      [](void *self, const char *name, const char **attributes) {
        static_cast<Library *>(self)->open(name, attributes);
      },
      [](void *self, const char *) { static_cast<Library *>(self)->close(); });
  XML_SetNamespaceDeclHandler(
      parser,
      [](void *data, const char *prefix, const char *space) {
        auto &self = *static_cast<Library *>(data);
        if (!self.open_elements.empty()) {
          ++self.inner_spaces;
        } else if (!self.silent) {
          self.declared += prefix == nullptr ? " xmlns" : std::string(" xmlns:") + prefix;
          self.declared += "=\"" + escaped(space == nullptr ? "" : space) + '"';
        }
      },
      [](void *data, const char *) {
        auto &self = *static_cast<Library *>(data);
        if (self.inner_spaces > 0) --self.inner_spaces;
      });
  XML_SetCharacterDataHandler(parser, [](void *self, const char *, int) {
    static_cast<Library *>(self)->locate();
  });
  XML_SetCommentHandler(
      parser, [](void *self, const char *) { static_cast<Library *>(self)->locate(); });
  XML_SetProcessingInstructionHandler(parser, [](void *self, const char *, const char *) {
    static_cast<Library *>(self)->locate();
  });
  XML_SetXmlDeclHandler(parser, [](void *data, const char *, const char *encoding, int) {
    auto &self = *static_cast<Library *>(data);
    if (encoding == nullptr || same_letters(encoding, "utf-8") ||
        same_letters(encoding, "us-ascii"))
      return;
    self.fail(cxes_encoding, encoding);
  });
  XML_SetEntityDeclHandler(parser, [](void *data, const char *, int, const char *, int,
                                      const char *, const char *, const char *, const char *) {
    static_cast<Library *>(data)->fail(cxes_entities, "");
  });

  running = true;
  given = progress = 0;
  base = 0;
  inner_spaces = 0;
  open_elements.clear();
  path.clear();
  level = new_level;
  stopped = LibraryStop::more;
  if (!has_root()) return;
  const std::string_view prefix =
      root.find(':') == std::string::npos ? "" : std::string_view(root).substr(0, root.find(':'));
  std::string before = "<" + root + declared + ">";
  if (level != Level::log) before += "<" + qualified(prefix, "trace") + ">";
  if (level == Level::event) before += "<" + qualified(prefix, "event") + ">";
  silent = true;
  XML_Parse(parser, before.data(), static_cast<int>(before.size()), 0);
  silent = false;
  given = progress = before.size();
  base = static_cast<int64_t>(before.size());
}

// Notes where the parser is.
void Library::locate() {
  const auto place = static_cast<uint64_t>(XML_GetCurrentByteIndex(parser));
  if (place > progress) progress = place;
}

void Library::stop(LibraryStop why) {
  if (stopped != LibraryStop::more && stopped != LibraryStop::yielded) return;
  stop_place = static_cast<uint64_t>(XML_GetCurrentByteIndex(parser)) +
               static_cast<uint64_t>(XML_GetCurrentByteCount(parser));
  if (stopped == LibraryStop::more) XML_StopParser(parser, XML_TRUE);
  stopped = why;
}

void Library::fail(cxes_status why, std::string_view name) {
  status = why;
  text = name;
  stop(LibraryStop::fatal);
}

// --- Elements ------------------------------------------------------------------------------------

bool Library::may_yield(const char *name) const {
  return yields && inner_spaces == 0 && root.find(':') == std::string::npos &&
         Name(name).prefix.empty();
}

void Library::open(const char *name, const char **attributes) {
  locate();
  const Name parts(name);
  if (!silent)
    line = first_line + static_cast<uint32_t>(XML_GetCurrentLineNumber(parser) - 1) - lines_before;
  if (open_elements.empty()) {
    open_elements.push_back({Kind::log, 0});
    if (silent) return;
    if (parts.local != "log") return fail(cxes_not_log, parts.local);
    root = qualified(parts.prefix, parts.local);
    space = parts.space;
    return;
  }
  const Kind around = open_elements.back().kind;
  if (silent) {
    open_elements.push_back({around == Kind::log ? Kind::trace : Kind::event, 0});
    return;
  }
  if (open_elements.size() >= deepest) {
    if (stopped == LibraryStop::more) {
      items->add(cxes_fault, line, cxes_too_deep, deepest);
      stop(LibraryStop::broken);
    }
    return;
  }
  const bool is_foreign =
      around == Kind::other || around == Kind::header || parts.space != space;
  if (is_foreign) {
    open_elements.push_back({Kind::other, path.size()});
  } else if (parts.local == "trace" && (around == Kind::trace || around == Kind::event)) {
    restart_trace();
  } else if (around == Kind::log) {
    open_in_log(parts.local, attributes);
    if (level == Level::trace && may_yield(name)) stop(LibraryStop::yielded);
  } else if (around == Kind::trace && parts.local == "event") {
    items->add(cxes_event_start, line);
    level = Level::event;
    open_elements.push_back({Kind::event, 0});
  } else if (around == Kind::attribute && parts.local == "values") {
    open_elements.push_back({Kind::values, path.size()});
  } else {
    open_attribute(parts.local, attributes);
  }
}

void Library::open_in_log(std::string_view name, const char **attributes) {
  Kind kind = Kind::other;
  cxes_type type;
  if (name == "trace") {
    items->add(cxes_trace_start, line);
    level = Level::trace;
    kind = Kind::trace;
  } else if (name == "global") {
    const char *scope = value_of("scope", attributes);
    global_of_event = scope != nullptr && strcmp(scope, "event") == 0;
    kind = scope != nullptr && (global_of_event || strcmp(scope, "trace") == 0) ? Kind::global
                                                                                : Kind::other;
  } else if (name == "event") {
    items->add(cxes_fault, line, cxes_event_outside_trace);
  } else if (find_type(name, type)) {
    kind = Kind::header;
  } else if (name != "extension" && name != "classifier") {
    return open_unknown(name);
  }
  open_elements.push_back({kind, path.size()});
}

void Library::open_attribute(std::string_view name, const char **attributes) {
  cxes_type type;
  if (!find_type(name, type)) return open_unknown(name);
  const size_t outer = path.size();
  const char *key = value_of("key", attributes);
  const char *value = value_of("value", attributes);
  if (key == nullptr) {
    items->add(cxes_fault, line, cxes_without_key);
    open_elements.push_back({Kind::other, outer});
    return;
  }
  if (!path.empty()) path += key_separator;
  path += key;
  open_elements.push_back({Kind::attribute, outer});
  // Elements of a log are open_elements[0], then a trace or a global, then perhaps an event.
  const bool is_default = open_elements[1].kind == Kind::global;
  const bool of_event = is_default ? global_of_event : level == Level::event;
  const uint32_t wanted = keys.find(of_event, path);
  if (type != cxes_nested && value == nullptr) {
    items->add(cxes_fault, line, cxes_without_value);
  } else if (wanted != Keys::none) {
    items->add_copy(is_default ? cxes_default : cxes_attribute, line, type, wanted,
                    value == nullptr || type == cxes_nested ? "" : value);
  }
}

void Library::open_unknown(std::string_view name) {
  items->add_copy(cxes_fault, line, cxes_unknown_element, 0, name.substr(0, 100));
  open_elements.push_back({Kind::other, path.size()});
}

// A trace has no end tag before the next: that one counts, and what is read from here on stands in it.
void Library::restart_trace() {
  items->add(cxes_fault, line, cxes_trace_in_trace);
  items->add(cxes_trace_end, line, 1);
  items->add(cxes_trace_start, line);
  level = Level::trace;
  open_elements.resize(1);
  open_elements.push_back({Kind::trace, 0});
  path.clear();
  stop(LibraryStop::yielded);
}

void Library::close() {
  locate();
  if (open_elements.empty()) return;
  const Element element = open_elements.back();
  open_elements.pop_back();
  path.resize(element.path);
  const bool is_event = element.kind == Kind::event;
  if (!is_event && element.kind != Kind::trace) {
    // What a log says of itself may be long.
    if (element.kind == Kind::header) yield();
    return;
  }
  line = first_line + static_cast<uint32_t>(XML_GetCurrentLineNumber(parser) - 1) - lines_before;
  items->add(is_event ? cxes_event_end : cxes_trace_end, line);
  level = is_event ? Level::trace : Level::log;
  yield();
}

// Behind an element the other reader may go on.
void Library::yield() {
  if (yields && inner_spaces == 0 && root.find(':') == std::string::npos)
    stop(LibraryStop::yielded);
}

// --- Reading ---------------------------------------------------------------------------------------

LibraryStop Library::mistake(unsigned cause, uint32_t code, Level &at, Items &items) {
  items.add(cxes_fault, line, cause, code);
  if (level != Level::log) items.add(cxes_trace_end, line, 1);
  running = false;
  at = Level::log;
  return LibraryStop::broken;
}

LibraryStop Library::read(Cursor &cursor, bool at_end, Level &at, Items &found) {
  if (!running) {
    start(at);
    first_line = cursor.line;
    lines_before = static_cast<uint32_t>(XML_GetCurrentLineNumber(parser) - 1);
  }
  items = &found;
  const auto advance = [&](size_t count) {
    for (const uint8_t *target = cursor.place + count; cursor.place < target; ++cursor.place)
      cursor.line += cursor.ends_line();
  };
  while (true) {
    const auto left = static_cast<size_t>(cursor.end - cursor.place);
    // A token that goes on is looked at from its start each time: it gets as much again at once, or
    // a long one would cost the square of its length.
    const auto stalled = static_cast<size_t>(given - progress);
    size_t enough = stalled > portion ? stalled : portion;
    if (enough > most + 1 - stalled) enough = most + 1 - stalled;
    if (stalled > stall && left < enough && !at_end) return LibraryStop::more;
    const size_t count = left < enough ? left : enough;
    const bool is_last = at_end && count == left;
    if (count == 0 && !is_last) return LibraryStop::more;
    const uint64_t before = given;
    const XML_Status result = XML_Parse(parser, reinterpret_cast<const char *>(cursor.place),
                                        static_cast<int>(count), is_last);
    given += count;
    at = level;
    if (result == XML_STATUS_SUSPENDED) {
      advance(stop_place > before ? static_cast<size_t>(stop_place - before) : 0);
      running = false;
      if (stopped == LibraryStop::broken) {
        if (level != Level::log) found.add(cxes_trace_end, line, 1);
        at = Level::log;
      }
      return stopped;
    }
    if (result == XML_STATUS_ERROR) {
      const auto error = XML_GetErrorCode(parser);
      if (error == XML_ERROR_NO_MEMORY) {
        status = cxes_no_memory;
        return LibraryStop::fatal;
      }
      line = first_line + static_cast<uint32_t>(XML_GetCurrentLineNumber(parser) - 1) -
             lines_before;
      if (!has_root()) {
        status = cxes_not_xml;
        code = error;
        return LibraryStop::fatal;
      }
      const XML_Index place = XML_GetCurrentByteIndex(parser);
      // A token that never ends reaches to the end, and nothing in it is looked at: a part of it may
      // have been given before.
      if (is_last && error == XML_ERROR_UNCLOSED_TOKEN)
        advance(count);
      else
        advance(place > static_cast<XML_Index>(before)
                    ? static_cast<size_t>(place - static_cast<XML_Index>(before))
                    : 0);
      return mistake(cxes_malformed, error, at, found);
    }
    advance(count);
    if (is_last) return LibraryStop::end;
    if (given - progress > most) {
      line = cursor.line;
      if (!has_root()) {
        status = cxes_not_xml;
        code = XML_ERROR_NO_ELEMENTS;
        return LibraryStop::fatal;
      }
      return mistake(cxes_too_long, 0, at, found);
    }
    if (found.is_full()) return LibraryStop::more;
  }
}
