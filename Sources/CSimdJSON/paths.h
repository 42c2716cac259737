// The values at some paths of plain records: see csimdjson.h and paths.cpp.

#ifndef BATON_PATHS_H
#define BATON_PATHS_H

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "scan.h"

struct csj_paths {
 public:
  bool want(bool of_element, std::string_view path, int32_t field);
  bool want_list(std::string_view path);
  bool read(const uint8_t *record, size_t length, csj_found &found);

 private:
  // An object that was seen or is looked into, or a value that is wanted. The first two are the
  // record and the list's elements.
  struct Node {
    std::string name;
    uint32_t parent = 0;
    uint32_t depth = 0;
    int32_t field = csj_unknown;
    bool is_list = false;
    std::vector<uint32_t> children;
  };
  static constexpr uint32_t none = UINT32_MAX;
  static constexpr size_t most_nodes = 1024;
  static constexpr uint32_t deepest = 16;
  // Of the list itself, as a lead has it.
  static constexpr int32_t list_field = -4;

  // What stood before the k-th value of the last plain object, and in which object the value before
  // and this one are.
  struct Lead {
    static constexpr size_t room = 64;
    uint32_t before = none;
    uint32_t after = none;
    uint32_t length = 0;
    int32_t field = csj_unknown;
    std::array<uint8_t, room> bytes{};

    bool stands_at(const uint8_t *place, uint32_t node) const;
  };
  using Leads = std::array<Lead, 64>;  // the last is for all others, and learns nothing

  // Members in room that stays.
  struct Members {
    std::vector<csj_member> list;
    size_t count = 0;

    csj_member &next() {
      if (count == list.size()) list.resize(2 * count + 16);
      return list[count];
    }
  };

  uint32_t child(uint32_t node, std::string_view name) const;
  uint32_t add(uint32_t node, std::string_view name);
  uint32_t add(bool of_element, std::string_view path);
  const uint8_t *find(const uint8_t *place, const uint8_t *end, uint32_t &node, bool is_first,
                      Lead *lead, int32_t &field, bool &is_over);
  const uint8_t *object(const uint8_t *place, const uint8_t *end, bool of_element,
                        Members &members);
  const uint8_t *list(const uint8_t *place, const uint8_t *end);

  std::vector<Node> nodes = std::vector<Node>(2);
  std::array<Leads, 2> leads{};
  Members own;
  Members elements;
  bool has_list = false;
  uint64_t beyond_ascii = 0;
  uint32_t waiting = 0;   // for how many records not to try whether they are plain
  uint32_t patience = 0;  // for how many after the next that is not
};

#endif
