#include "cxes.h"

#include <cstring>
#include <new>

#include "library.h"
#include "plain.h"

struct cxes_reader {
  cxes_reader(size_t most, bool plain) : is_plain(plain), library(keys, most, plain), plain(keys) {}

  cxes_status read(const uint8_t *bytes, size_t count, bool at_end, cxes_result &result);

  Keys keys;
  bool is_plain;
  Library library;
  Plain plain;
  Items items;
  Level level = Level::log;
  uint32_t line = 1;
  // Whether the last byte that was consumed is a carriage return.
  bool was_return = false;
  bool is_lost = false; // behind a mistake, looking for the next trace
  bool is_done = false;

private:
  bool find_trace(Cursor &cursor, bool at_end);
};

// Goes to the next start of a trace; false if it is not in these bytes.
bool cxes_reader::find_trace(Cursor &cursor, bool at_end) {
  constexpr size_t length = 7; // with the byte behind the name
  while (cursor.place < cursor.end) {
    if (*cursor.place == '<') {
      if (static_cast<size_t>(cursor.end - cursor.place) < length) {
        if (!at_end) return false;
      } else if (memcmp(cursor.place, "<trace", length - 1) == 0) {
        const uint8_t behind = cursor.place[length - 1];
        if (behind == '>' || behind == '/' || behind <= ' ') return true;
      }
    }
    cursor.line += cursor.ends_line();
    ++cursor.place;
  }
  return false;
}

cxes_status cxes_reader::read(const uint8_t *bytes, size_t count, bool at_end,
                              cxes_result &result) {
  Cursor cursor{bytes, bytes + count, line, bytes, was_return};
  items.clear();
  cxes_status status = cxes_more;
  while (!is_done) {
    if (items.is_full()) {
      status = cxes_full;
      break;
    }
    if (is_lost) {
      if (!find_trace(cursor, at_end)) {
        is_done = at_end;
        break;
      }
      is_lost = false;
    }
    if (is_plain && library.has_root() && !library.is_running()) {
      const PlainStop stop = plain.read(cursor, level, items);
      if (stop == PlainStop::full) continue;
      if (stop == PlainStop::more && !at_end) break;
    }
    const LibraryStop stop = library.read(cursor, at_end, level, items);
    if (stop == LibraryStop::fatal) {
      is_done = true;
      result.key = library.code;
      result.text = library.text.c_str();
      status = library.status;
      break;
    }
    if (stop == LibraryStop::end) is_done = true;
    if (stop == LibraryStop::broken) {
      // Behind the last tag that was read, which may be the trace that is the next.
      is_lost = true;
    }
    if (stop == LibraryStop::more && !items.is_full()) break;
  }
  if (is_done && status == cxes_more) status = cxes_end;
  result.items = items.settle();
  result.count = items.count();
  result.consumed = static_cast<size_t>(cursor.place - bytes);
  result.lines = cursor.line - line;
  line = cursor.line;
  was_return = cursor.is_behind_return();
  return status;
}

cxes_reader *cxes_create(size_t most, bool plain) {
  try {
    auto *reader = new cxes_reader(most, plain);
    if (reader->library.is_ready()) return reader;
    delete reader;
  } catch (const std::bad_alloc &) {
  }
  return nullptr;
}

bool cxes_want(cxes_reader *reader, bool of_event, const char *path, size_t count) {
  try {
    reader->keys.add(of_event, {path, count});
    return true;
  } catch (const std::bad_alloc &) {
    return false;
  }
}

cxes_status cxes_read(cxes_reader *reader, const uint8_t *bytes, size_t count, bool at_end,
                      cxes_result *result) {
  *result = {};
  try {
    return reader->read(bytes, count, at_end, *result);
  } catch (const std::bad_alloc &) {
    *result = {};
    return cxes_no_memory;
  }
}

void cxes_free(cxes_reader *reader) { delete reader; }
