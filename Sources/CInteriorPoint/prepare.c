#include "system.h"

/// Which node a column is of the graph; −1: it has one entry and never enters.
static int32_t number_long_columns(const ip_given *given, int32_t *node) {
  int32_t count = 0;
  for (int32_t j = 0; j < given->columns; j++) {
    node[j] = given->start[j + 1] - given->start[j] > 1 ? count++ : -1;
  }
  return count;
}

/// Columns of a part, sorted by the place of their node or only row.
static void sort_part(
    int32_t from, int32_t to, int32_t places, const int32_t *key, int32_t *first,
    int32_t *sorted) {
  for (int32_t k = 0; k <= places; k++) first[k] = 0;
  for (int32_t j = from; j < to; j++) first[key[j] + 1]++;
  for (int32_t k = 0; k < places; k++) first[k + 1] += first[k];
  for (int32_t j = from; j < to; j++) sorted[from + first[key[j]]++] = j;
}

static bool take_program(ip_program *program, const ip_given *given, ip_memory *memory) {
  int32_t entries = given->start[given->columns];
  *program = (ip_program){
      .rows = given->rows,
      .columns = given->columns,
      .bounded = given->bounded,
      .free = given->columns - given->free,
      .start = IP_TAKE(memory, int32_t, (int64_t)given->columns + 1),
      .row = IP_TAKE(memory, int32_t, entries),
      .value = IP_TAKE(memory, double, entries),
      .right = IP_TAKE(memory, double, given->rows),
      .cost = IP_TAKE(memory, double, given->columns),
      .upper = IP_TAKE(memory, double, given->bounded),
      .box = IP_TAKE(memory, double, given->columns),
      .constant = given->constant,
      .row_name = IP_TAKE(memory, int32_t, given->rows),
      .column_name = IP_TAKE(memory, int32_t, given->columns),
  };
  return !memory->failed;
}

/// Copies in the new order; `row_of` gives the new number of a row.
static void copy_program(
    ip_program *program, const ip_given *given, const int32_t *row_of) {
  for (int32_t i = 0; i < given->rows; i++) {
    program->right[row_of[i]] = given->right[i];
    program->row_name[row_of[i]] = i;
  }
  int32_t entry = 0;
  for (int32_t k = 0; k < given->columns; k++) {
    int32_t j = program->column_name[k];
    for (int32_t p = given->start[j]; p < given->start[j + 1]; p++) {
      program->row[entry] = row_of[given->row[p]];
      program->value[entry++] = given->value[p];
    }
    program->start[k + 1] = entry;
    program->cost[k] = given->cost[j];
    program->box[k] = given->box[j];
    if (k < given->bounded) program->upper[k] = given->upper[j];
  }
}

static bool take_system(
    ip_system *system, const ip_program *program, int32_t long_count, int32_t entries,
    ip_memory *memory) {
  int32_t singles = program->columns - long_count;
  system->long_column = IP_TAKE(memory, int32_t, long_count);
  system->long_place = IP_TAKE(memory, int32_t, long_count);
  system->row_place = IP_TAKE(memory, int32_t, program->rows);
  system->single_column = IP_TAKE(memory, int32_t, singles);
  system->single_row = IP_TAKE(memory, int32_t, singles);
  system->single_value = IP_TAKE(memory, double, singles);
  system->single_inverse = IP_TAKE(memory, double, singles);
  system->entry_place = IP_TAKE(memory, int32_t, entries);
  system->entry_value = IP_TAKE(memory, double, entries);
  system->ratio = IP_TAKE(memory, double, program->columns);
  system->v = IP_TAKE(memory, double, (int64_t)long_count + program->rows);
  return !memory->failed;
}

/// Where each column and entry of the program is in the system.
static void place_columns(
    ip_system *system, const ip_program *program, const int32_t *node, const int32_t *place,
    const int32_t *edge_start) {
  for (int32_t k = 0; k < program->columns; k++) {
    int32_t j = program->column_name[k];
    if (node[j] < 0) {
      int32_t single = system->single_count++;
      system->single_column[single] = k;
      system->single_row[single] = program->row[program->start[k]];
      system->single_value[single] = program->value[program->start[k]];
      continue;
    }
    system->long_column[system->long_count] = k;
    system->long_place[system->long_count++] = place[node[j]];
    int32_t edge = edge_start[j];
    for (int32_t p = program->start[k]; p < program->start[k + 1]; p++) {
      system->entry_place[system->entry_count] = system->factor.entry[edge++];
      system->entry_value[system->entry_count++] = program->value[p];
    }
  }
}

bool ip_prepare(
    ip_program *program, ip_system *system, const ip_given *given, ip_memory *memory) {
  ip_memory scratch = {0};
  int32_t columns = given->columns, rows = given->rows, entries = given->start[columns];
  int32_t *node = IP_TAKE(&scratch, int32_t, columns);
  int32_t *edge_start = IP_TAKE(&scratch, int32_t, columns);
  int32_t *one = IP_TAKE(&scratch, int32_t, entries);
  int32_t *other = IP_TAKE(&scratch, int32_t, entries);
  bool done = !scratch.failed && take_program(program, given, memory);
  int32_t long_count = done ? number_long_columns(given, node) : 0, places = long_count + rows;
  int32_t *place = IP_TAKE(&scratch, int32_t, places);
  int32_t *row_at = IP_TAKE(&scratch, int32_t, places);
  int32_t *row_of = IP_TAKE(&scratch, int32_t, rows);
  int32_t *key = IP_TAKE(&scratch, int32_t, columns);
  int32_t *first = IP_TAKE(&scratch, int32_t, (int64_t)places + 1);
  signed char *sign = IP_TAKE(&scratch, signed char, places);
  ip_graph graph = {.nodes = places, .one = one, .other = other};
  if (done && !scratch.failed) {
    for (int32_t j = 0; j < columns; j++) {
      edge_start[j] = graph.edges;
      if (node[j] < 0) continue;
      for (int32_t p = given->start[j]; p < given->start[j + 1]; p++) {
        one[graph.edges] = node[j];
        other[graph.edges++] = long_count + given->row[p];
      }
    }
    for (int32_t i = 0; i < places; i++) {
      sign[i] = i < long_count ? -1 : 1;
      row_at[i] = -1;
    }
    done = take_system(system, program, long_count, graph.edges, memory)
        && ip_order(&graph, place)
        && ip_analyse(&system->factor, &graph, place, sign, memory);
  }
  done = done && !scratch.failed;
  if (done) {
    for (int32_t i = 0; i < rows; i++) row_at[place[long_count + i]] = i;
    int32_t row = 0;
    for (int32_t q = 0; q < places; q++) {
      if (row_at[q] < 0) continue;
      system->row_place[row] = q;
      row_of[row_at[q]] = row++;
    }
    for (int32_t j = 0; j < columns; j++) {
      int32_t at = node[j] >= 0 ? node[j] : long_count + given->row[given->start[j]];
      key[j] = place[at];
    }
    int32_t ends[4] = {0, program->bounded, program->free, columns};
    for (int32_t part = 0; part < 3; part++) {
      sort_part(ends[part], ends[part + 1], places, key, first, program->column_name);
    }
    copy_program(program, given, row_of);
    place_columns(system, program, node, place, edge_start);
  }
  ip_release(&scratch);
  return done;
}
