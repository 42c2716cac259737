/* The whole days that an iCalendar file (RFC 5545) names, read by libical.

   Everything is a copy or a handle; nothing of libical shows. A file is read on the caller's thread;
   a handle does not change once made and may be read by any number of threads. */
#ifndef CHOLIDAYS_H
#define CHOLIDAYS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cholidays_file cholidays_file;

typedef enum {
  /* No BEGIN:VCALENDAR, or bytes of value 0. */
  cholidays_not_a_calendar,
  /* A component that does not end, or components in more than sixteen others. */
  cholidays_broken,
  /* An event without a start that can be read. */
  cholidays_no_start,
  /* An event of which part cannot be read. */
  cholidays_unreadable,
  /* An event that begins or ends within a day. */
  cholidays_part_of_day,
  /* A rule of repetition that goes by hours, minutes or seconds. */
  cholidays_repeats_within_day,
  /* More than 200,000 days. */
  cholidays_too_many,
} cholidays_kind;

typedef struct {
  int32_t year, month, day;
  /* Which event it comes from, for cholidays_name. */
  size_t event;
} cholidays_day;

typedef struct {
  cholidays_kind kind;
  /* Where the event, or what is wrong, begins; counted from 1. */
  size_t line;
} cholidays_problem;

/* Reads a file; days outside the years are left out. NULL only if there is no memory. */
cholidays_file *cholidays_read(
    const uint8_t *bytes, size_t count, int32_t first_year, int32_t last_year);
void cholidays_free(cholidays_file *file);

size_t cholidays_day_count(const cholidays_file *file);
cholidays_day cholidays_day_at(const cholidays_file *file, size_t number);
/* An event's SUMMARY; never NULL, may be empty. */
const char *cholidays_name(const cholidays_file *file, size_t event);
size_t cholidays_problem_count(const cholidays_file *file);
cholidays_problem cholidays_problem_at(const cholidays_file *file, size_t number);

#ifdef __cplusplus
}
#endif

#endif
