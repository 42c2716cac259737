// The members of records whose names are known: see csimdjson.h.

#ifndef BATON_FIELDS_H
#define BATON_FIELDS_H

#include <array>
#include <string>
#include <vector>

#include "csimdjson.h"
#include "tape.h"

struct csj_fields {
 public:
  csj_fields(const uint8_t *names, const uint32_t *ends, size_t count);

  // Reads a record that is plain, without simdjson: see plain.cpp. False if it is not plain, and
  // then nothing is said of it.
  bool read_plain(const uint8_t *record, size_t length, csj_record &result);

  // Reads the members of the document on a tape.
  void read(const Tape &tape, csj_record &record);
  std::string_view unsure_name(size_t index) const { return unsure[index].name; }
  void resolve(size_t index, int32_t field);
  void settle(csj_record &record);

 private:
  // What the k-th name was last time.
  struct Expected {
    static constexpr size_t room = 48;
    static constexpr uint32_t nothing = UINT32_MAX;
    uint32_t length = nothing;
    int32_t field = csj_unknown;
    // All bits of those of the first eight bytes that belong to the name.
    uint64_t mask = 0;
    uint8_t name[room] = {};
  };

  // What stood before the k-th value of the last plain record, the name among it.
  struct Lead {
    static constexpr size_t room = 32;
    static constexpr uint32_t never = UINT32_MAX;
    uint32_t head = never;  // how much of it the first chunk has that is looked at together
    uint32_t length = 0;
    int32_t field = csj_unknown;
    std::array<uint8_t, room> bytes{};

    bool stands_at(const uint8_t *place) const;
    void learn(const uint8_t *place, size_t length, int32_t field);
  };

  // A member that the caller has to name, and the number of its name in the record.
  struct Unsure {
    size_t member;
    size_t number;
    std::string_view name;
  };

  int32_t field(const uint8_t *name, size_t number);
  int32_t find(const uint8_t *name, uint32_t length) const;
  int32_t learn(const uint8_t *name, uint32_t length, size_t number);
  bool read_members(const uint8_t *record, size_t length);
  const uint8_t *read_lead(const uint8_t *place, const uint8_t *end, size_t number, int32_t &field);

  // The member that is to hold a field's value: the one it has, or the next.
  csj_member &room(int32_t field) {
    uint32_t &position = positions[static_cast<size_t>(field)];
    if (position < count && members[position].field == field) return members[position];
    position = static_cast<uint32_t>(count);
    return append(field);
  }

  csj_member &append(int32_t field) {
    if (count == capacity) grow();
    csj_member &member = members[count++];
    member.field = field;
    return member;
  }

  void grow() {
    capacity = 2 * count + 8;
    members.resize(capacity);
  }

  void tell(csj_record &record, uint32_t kind) const;

  std::string names;
  std::vector<uint32_t> ends;
  std::vector<uint32_t> slots;      // open addressing: the number of a name and 1, or 0
  std::array<Expected, 64> expected;
  std::array<Lead, 64> leads;  // the last is for all others, and learns nothing
  uint32_t waiting = 0;   // for how many records not to try whether they are plain
  uint32_t patience = 0;  // for how many after the next that is not
  std::vector<csj_member> members;  // the first `count` are the record's
  size_t count = 0;
  size_t capacity;  // of the members: as a number, because a vector would divide for it
  std::vector<uint32_t> positions;  // of each field among the members, if it is there
  std::vector<Unsure> unsure;
};

#endif
