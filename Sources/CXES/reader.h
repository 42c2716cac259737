// What the two readers share: where they are in the log, and the items they have found.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cxes.h"

// Where a tag stands.
enum class Level { log, trace, event };

struct Wanted {
  bool of_event;
  std::string path;
};

// The keys that are wanted. There are few, so they are compared one by one.
class Keys {
public:
  static constexpr uint32_t none = UINT32_MAX;

  void add(bool of_event, std::string_view path) { wanted.push_back({of_event, std::string(path)}); }

  uint32_t find(bool of_event, std::string_view path) const {
    for (size_t index = 0; index < wanted.size(); ++index) {
      if (wanted[index].of_event == of_event && wanted[index].path == path)
        return static_cast<uint32_t>(index);
    }
    return none;
  }

private:
  std::vector<Wanted> wanted;
};

// Items of one call. Texts lie in the bytes that are read, or are copied if they will not stay.
class Items {
public:
  static constexpr size_t most = 1 << 15;

  void clear() {
    list.clear();
    copies.clear();
  }

  bool is_full() const { return list.size() >= most || copies.size() >= 1 << 20; }
  size_t count() const { return list.size(); }

  void add(cxes_kind kind, uint32_t line, unsigned detail = 0, uint32_t key = 0) {
    list.push_back({static_cast<uint8_t>(kind), static_cast<uint8_t>(detail), 0, key, line, 0,
                    nullptr});
  }

  void add(cxes_kind kind, uint32_t line, unsigned detail, uint32_t key, const uint8_t *text,
           size_t count) {
    list.push_back({static_cast<uint8_t>(kind), static_cast<uint8_t>(detail), 0, key, line,
                    static_cast<uint32_t>(count), reinterpret_cast<const char *>(text)});
  }

  void add_copy(cxes_kind kind, uint32_t line, unsigned detail, uint32_t key,
                std::string_view text) {
    list.push_back({static_cast<uint8_t>(kind), static_cast<uint8_t>(detail), is_copied, key, line,
                    static_cast<uint32_t>(text.size()),
                    reinterpret_cast<const char *>(copies.size())});
    copies.insert(copies.end(), text.begin(), text.end());
  }

  // Once nothing is added any more: copies no longer move.
  const cxes_item *settle() {
    for (auto &item : list) {
      if (item.flags != is_copied) continue;
      item.flags = 0;
      item.text = copies.data() + reinterpret_cast<uintptr_t>(item.text);
    }
    return list.data();
  }

private:
  static constexpr uint8_t is_copied = 1;
  std::vector<cxes_item> list;
  std::vector<char> copies;
};

// Where the reading is, in the bytes of one call.
struct Cursor {
  const uint8_t *place;
  const uint8_t *end;
  uint32_t line;
  // The first byte of the call, and whether that before it was a carriage return.
  const uint8_t *begin;
  bool was_return;

  bool is_behind_return() const { return place > begin ? place[-1] == '\r' : was_return; }

  // Whether a line ends with the byte here: as in XML with a carriage return, with a line feed, and
  // with both together once.
  bool ends_line() const { return *place == '\r' || (*place == '\n' && !is_behind_return()); }
};
