#pragma once

#include <expat.h>

#include "reader.h"

// Why the library stopped.
enum class LibraryStop {
  more,
  yielded, // where the plain reader may go on
  broken,  // behind a mistake, which is among the items; the level is that before it
  end,
  fatal,   // nothing more can be read
};

// Everything that XES may be, read by expat, which is given the document from any place on: before
// it come the start tags of what is open there. See library.cpp.
class Library {
public:
  Library(const Keys &keys, size_t most, bool yields);
  ~Library() { XML_ParserFree(parser); }
  Library(const Library &) = delete;
  Library &operator=(const Library &) = delete;

  bool is_ready() const { return parser != nullptr; }
  // Whether it is in the middle of something.
  bool is_running() const { return running; }
  // Whether the log's own start tag was read.
  bool has_root() const { return !root.empty(); }

  LibraryStop read(Cursor &cursor, bool at_end, Level &level, Items &items);

  cxes_status status = cxes_no_memory; // of a fatal stop
  uint32_t code = 0;
  std::string text;

private:
  // A header is an attribute of the log itself, which nobody wants.
  enum class Kind : uint8_t { log, trace, event, attribute, values, global, header, other };
  struct Element {
    Kind kind;
    size_t path; // how much of the path is that of the element around it
  };

  void start(Level level);
  void stop(LibraryStop why);
  void fail(cxes_status why, std::string_view name);
  LibraryStop mistake(unsigned cause, uint32_t code, Level &level, Items &items);
  void locate();

  void open(const char *name, const char **attributes);
  void open_in_log(std::string_view name, const char **attributes);
  void open_attribute(std::string_view name, const char **attributes);
  void open_unknown(std::string_view name);
  void restart_trace();
  void close();
  bool may_yield(const char *name) const;
  void yield();

  const Keys &keys;
  const size_t most;
  const bool yields;
  XML_Parser parser;
  bool running = false;
  bool silent = false; // while it is given start tags that were read before

  // Of the log's start tag: its name as it was written, its namespace, and what it declares.
  std::string root, space, declared;
  size_t inner_spaces = 0; // declarations inside the log that are in force

  std::vector<Element> open_elements;
  std::string path; // keys of the attributes that are open, and of the one in hand
  bool global_of_event = false;
  Level level = Level::log;

  Items *items = nullptr;
  LibraryStop stopped = LibraryStop::more;
  uint64_t given = 0;    // bytes since it was started, also those before the document's
  uint64_t progress = 0; // where it last found something
  int64_t base = 0;      // what of them is not the document's
  uint64_t stop_place = 0;
  uint32_t line = 0;       // of what it finds
  uint32_t first_line = 0; // where it was started
  uint32_t lines_before = 0;
};
