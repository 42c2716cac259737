// libical does the reading and the repeating. What is done here: lines are handed to it one by one,
// so that each event knows its line and nesting is bounded (libical frees what is nested by calling
// itself), and the days that events mean are collected.
//
// Every entry point catches everything: Swift frames cannot be unwound by a C++ exception.

#include "cholidays.h"

#include <cstring>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <strings.h>

#include <libical/ical.h>

struct cholidays_file {
  std::vector<cholidays_day> days;
  std::vector<cholidays_problem> problems;
  std::vector<std::string> names;
};

namespace {

constexpr size_t deepest = 16;
constexpr size_t most_days = 200'000;

// Tells an event its line: the first property of each, whatever the file says.
constexpr const char *line_property = "X-LINE";

// MARK: Lines

// Where libical reads. It asks for the next line before it gives out one, to see whether that is
// continued.
struct Reading {
  const char *next, *end;
  size_t lines = 0;
  bool is_inside = false;

  // As fgets: the next bytes up to the end of the line.
  static char *piece(char *buffer, size_t size, void *context) {
    auto &from = *static_cast<Reading *>(context);
    if (from.next == from.end || size < 2) return nullptr;
    if (!from.is_inside) from.lines++;
    size_t count = std::min(static_cast<size_t>(from.end - from.next), size - 1);
    const void *newline = std::memchr(from.next, '\n', count);
    if (newline) count = static_cast<size_t>(static_cast<const char *>(newline) - from.next) + 1;
    std::memcpy(buffer, from.next, count);
    buffer[count] = 0;
    from.next += count;
    from.is_inside = newline == nullptr;
    return buffer;
  }
};

bool says(const char *line, const char *word) {
  return strncasecmp(line, word, std::strlen(word)) == 0;
}

using Component = std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)>;
using Parser = std::unique_ptr<icalparser, decltype(&icalparser_free)>;
using Line = std::unique_ptr<char, decltype(&icalmemory_free_buffer)>;

// The file's components under one root; none if it is no calendar.
Component parse(cholidays_file &file, Reading reading) {
  Component root(icalcomponent_new(ICAL_XROOT_COMPONENT), icalcomponent_free);
  Parser parser(icalparser_new(), icalparser_free);
  icalparser_set_gen_data(parser.get(), &reading);
  size_t depth = 0, began = 1;
  bool has_calendar = false;
  while (true) {
    const size_t number = std::max(reading.lines, size_t(1));
    Line line(icalparser_get_line(parser.get(), Reading::piece), icalmemory_free_buffer);
    if (!line) break;
    if (says(line.get(), "BEGIN:")) {
      if (depth == 0) began = number;
      if (depth == 0 && says(line.get(), "BEGIN:VCALENDAR")) has_calendar = true;
      if (++depth > deepest) {
        file.problems.push_back({cholidays_broken, number});
        break;
      }
    } else if (says(line.get(), "END:") && depth > 0) {
      depth--;
    }
    if (icalcomponent *whole = icalparser_add_line(parser.get(), line.get())) {
      icalcomponent_add_component(root.get(), whole);
    }
    if (says(line.get(), "BEGIN:VEVENT")) {
      std::string told = std::string(line_property) + ":" + std::to_string(number);
      icalparser_add_line(parser.get(), told.data());
    }
  }
  if (!has_calendar) {
    file.problems.assign({{cholidays_not_a_calendar, 1}});
    return Component(nullptr, icalcomponent_free);
  }
  if (depth > 0 && depth <= deepest) file.problems.push_back({cholidays_broken, began});
  if (icalcomponent *rest = icalparser_clean(parser.get())) {
    icalcomponent_add_component(root.get(), rest);
  }
  return root;
}

// MARK: Events

// A date that compares.
int32_t key(const icaltimetype &time) { return (time.year * 16 + time.month) * 32 + time.day; }

bool is_whole_day(const icaltimetype &time) {
  return time.is_date || (time.hour == 0 && time.minute == 0 && time.second == 0);
}

// libical itself takes the 50th day of the 13th month.
bool is_readable(const icaltimetype &time) {
  return !icaltime_is_null_time(time) && time.month >= 1 && time.month <= 12 && time.day >= 1 &&
         time.day <= icaltime_days_in_month(time.month, time.year);
}

icaltimetype date(icaltimetype time) {
  time.is_date = 1;
  time.hour = time.minute = time.second = 0;
  time.zone = nullptr;
  return time;
}

icaltimetype later(icaltimetype day, int days) {
  icaltime_adjust(&day, days, 0, 0, 0);
  return day;
}

// Instances that an event of their own replaces: the UID and the day that was meant.
using Moved = std::set<std::pair<std::string, int32_t>>;

// Each component of a kind under another, at any depth that parse lets through.
template <typename Body>
void each_event(icalcomponent *within, const Body &body) {
  for (icalcomponent *part = icalcomponent_get_first_component(within, ICAL_ANY_COMPONENT); part;
       part = icalcomponent_get_next_component(within, ICAL_ANY_COMPONENT)) {
    if (icalcomponent_isa(part) == ICAL_VEVENT_COMPONENT) {
      body(part);
    } else if (icalcomponent_isa(part) == ICAL_VCALENDAR_COMPONENT) {
      each_event(part, body);
    }
  }
}

icalproperty *property(icalcomponent *event, icalproperty_kind kind) {
  return icalcomponent_get_first_property(event, kind);
}

std::string uid(icalcomponent *event) {
  icalproperty *found = property(event, ICAL_UID_PROPERTY);
  const char *text = found ? icalproperty_get_uid(found) : nullptr;
  return text ? text : "";
}

class Collecting {
 public:
  Collecting(cholidays_file &file, int32_t first_year, int32_t last_year, Moved moved)
      : file(file), first_year(first_year), last_year(last_year), moved(std::move(moved)) {}

  void take(icalcomponent *event) {
    line = line_of(event);
    if (property(event, ICAL_XLICERROR_PROPERTY)) problem(cholidays_unreadable);
    icalproperty *status = property(event, ICAL_STATUS_PROPERTY);
    if (status && icalproperty_get_status(status) == ICAL_STATUS_CANCELLED) return;
    icalproperty *begins = property(event, ICAL_DTSTART_PROPERTY);
    const icaltimetype start = begins ? icalproperty_get_dtstart(begins) : icaltime_null_time();
    if (!is_readable(start)) return problem(cholidays_no_start);
    const icaltimetype end = end_of(event, start);
    if (!is_readable(end)) return problem(cholidays_unreadable);
    if (!is_whole_day(start) || !is_whole_day(end)) return problem(cholidays_part_of_day);
    // An event that ends where it begins is meant as its day.
    const int length = std::max(1, days_between(date(start), date(end)));
    number = file.names.size();
    icalproperty *summary = property(event, ICAL_SUMMARY_PROPERTY);
    const char *name = summary ? icalproperty_get_summary(summary) : nullptr;
    file.names.emplace_back(name ? name : "");

    without.clear();
    own_uid = property(event, ICAL_RECURRENCEID_PROPERTY) ? "" : uid(event);
    for (auto *left_out = property(event, ICAL_EXDATE_PROPERTY); left_out;
         left_out = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY)) {
      without.insert(key(icalproperty_get_exdate(left_out)));
    }
    add(date(start), length);
    repeat(event, date(start), length);
  }

  bool is_full = false;

 private:
  static size_t line_of(icalcomponent *event) {
    for (auto *told = property(event, ICAL_X_PROPERTY); told;
         told = icalcomponent_get_next_property(event, ICAL_X_PROPERTY)) {
      const char *name = icalproperty_get_x_name(told);
      if (name && std::strcmp(name, line_property) == 0) {
        const char *value = icalproperty_get_x(told);
        return value ? std::strtoull(value, nullptr, 10) : 1;
      }
    }
    return 1;
  }

  static icaltimetype end_of(icalcomponent *event, const icaltimetype &start) {
    if (auto *ends = property(event, ICAL_DTEND_PROPERTY)) return icalproperty_get_dtend(ends);
    if (auto *lasts = property(event, ICAL_DURATION_PROPERTY)) {
      return icaltime_add(start, icalproperty_get_duration(lasts));
    }
    return start.is_date ? later(start, 1) : start;
  }

  static int days_between(const icaltimetype &start, const icaltimetype &end) {
    return icaldurationtype_as_int(icaltime_subtract(end, start)) / 86'400;
  }

  void repeat(icalcomponent *event, const icaltimetype &start, int length) {
    for (auto *more = property(event, ICAL_RDATE_PROPERTY); more;
         more = icalcomponent_get_next_property(event, ICAL_RDATE_PROPERTY)) {
      const icaldatetimeperiodtype when = icalproperty_get_rdate(more);
      const icaltimetype &time =
          icaltime_is_null_time(when.time) ? when.period.start : when.time;
      if (is_readable(time)) add(date(time), length); else problem(cholidays_unreadable);
    }
    for (auto *again = property(event, ICAL_RRULE_PROPERTY); again;
         again = icalcomponent_get_next_property(event, ICAL_RRULE_PROPERTY)) {
      const icalrecurrencetype rule = icalproperty_get_rrule(again);
      switch (rule.freq) {
        case ICAL_DAILY_RECURRENCE: case ICAL_WEEKLY_RECURRENCE:
        case ICAL_MONTHLY_RECURRENCE: case ICAL_YEARLY_RECURRENCE: break;
        case ICAL_NO_RECURRENCE: problem(cholidays_unreadable); continue;
        default: problem(cholidays_repeats_within_day); continue;
      }
      std::unique_ptr<icalrecur_iterator, decltype(&icalrecur_iterator_free)> steps(
          icalrecur_iterator_new(rule, start), icalrecur_iterator_free);
      if (!steps) { problem(cholidays_unreadable); continue; }
      while (!is_full) {
        const icaltimetype next = icalrecur_iterator_next(steps.get());
        if (icaltime_is_null_time(next) || next.year > last_year) break;
        if (key(next) != key(start)) add(date(next), length);
      }
    }
  }

  void add(const icaltimetype &first, int length) {
    if (without.count(key(first))) return;
    if (!own_uid.empty() && moved.count({own_uid, key(first)})) return;
    icaltimetype day = first;
    for (int passed = 0; passed < length && day.year <= last_year; passed++, day = later(day, 1)) {
      if (file.days.size() == most_days) {
        if (!is_full) problem(cholidays_too_many);
        is_full = true;
        return;
      }
      if (day.year >= first_year) file.days.push_back({day.year, day.month, day.day, number});
    }
  }

  void problem(cholidays_kind kind) { file.problems.push_back({kind, line}); }

  cholidays_file &file;
  const int32_t first_year, last_year;
  const Moved moved;
  size_t line = 1, number = 0;
  std::set<int32_t> without;
  std::string own_uid;
};

}  // namespace

extern "C" {

cholidays_file *cholidays_read(
    const uint8_t *bytes, size_t count, int32_t first_year, int32_t last_year) {
  try {
    auto file = std::make_unique<cholidays_file>();
    const auto *text = reinterpret_cast<const char *>(bytes);
    if (count == 0 || std::memchr(bytes, 0, count)) {
      file->problems.push_back({cholidays_not_a_calendar, 1});
      return file.release();
    }
    icalerror_set_errors_are_fatal(false);
    Component root = parse(*file, {text, text + count});
    if (!root) return file.release();
    Moved moved;
    each_event(root.get(), [&](icalcomponent *event) {
      if (icalproperty *instead = property(event, ICAL_RECURRENCEID_PROPERTY)) {
        moved.insert({uid(event), key(icalproperty_get_recurrenceid(instead))});
      }
    });
    Collecting collecting(*file, first_year, last_year, std::move(moved));
    each_event(root.get(), [&](icalcomponent *event) {
      if (!collecting.is_full) collecting.take(event);
    });
    return file.release();
  } catch (...) {
    return nullptr;
  }
}

void cholidays_free(cholidays_file *file) { delete file; }

size_t cholidays_day_count(const cholidays_file *file) { return file->days.size(); }

cholidays_day cholidays_day_at(const cholidays_file *file, size_t number) {
  return file->days[number];
}

const char *cholidays_name(const cholidays_file *file, size_t event) {
  return file->names[event].c_str();
}

size_t cholidays_problem_count(const cholidays_file *file) { return file->problems.size(); }

cholidays_problem cholidays_problem_at(const cholidays_file *file, size_t number) {
  return file->problems[number];
}

}  // extern "C"
