#include "solver.h"

#include <stdlib.h>
#include <string.h>

static ip_point take_point(const ip_program *program, ip_memory *memory) {
  return (ip_point){
      .x = IP_TAKE(memory, double, program->columns),
      .z = IP_TAKE(memory, double, program->columns),
      .y = IP_TAKE(memory, double, program->rows),
      .s = IP_TAKE(memory, double, program->bounded),
      .w = IP_TAKE(memory, double, program->bounded),
  };
}

static void take_vectors(sitemix_ip *solver) {
  const ip_program *program = &solver->program;
  ip_memory *memory = &solver->memory;
  solver->at = take_point(program, memory);
  solver->step = take_point(program, memory);
  solver->turn = take_point(program, memory);
  solver->inverse = take_point(program, memory);
  solver->row_residual = IP_TAKE(memory, double, program->rows);
  solver->upper_residual = IP_TAKE(memory, double, program->bounded);
  solver->g = IP_TAKE(memory, double, program->columns);
  solver->product = IP_TAKE(memory, double, program->bounded);
  solver->upper_product = IP_TAKE(memory, double, program->bounded);
  solver->best_x = IP_TAKE(memory, double, program->columns);
  solver->best_y = IP_TAKE(memory, double, program->rows);
  solver->kept_x = IP_TAKE(memory, double, program->columns);
  solver->kept_y = IP_TAKE(memory, double, program->rows);
}

static void measure_data(sitemix_ip *solver) {
  const ip_program *program = &solver->program;
  for (int32_t i = 0; i < program->rows; i++) {
    solver->right_size = ip_larger(solver->right_size, ip_magnitude(program->right[i]));
  }
  for (int32_t j = 0; j < program->bounded; j++) {
    solver->right_size = ip_larger(solver->right_size, program->upper[j]);
  }
  for (int32_t j = 0; j < program->columns; j++) {
    solver->cost_size = ip_larger(solver->cost_size, ip_magnitude(program->cost[j]));
  }
}

sitemix_ip *sitemix_ip_open(
    sitemix_ip_sizes sizes, const int32_t *start, const int32_t *row, const double *value,
    const double *right, const double *cost, const double *upper, const double *box) {
  ip_given given = {
      .rows = sizes.rows,
      .columns = sizes.columns,
      .bounded = sizes.bounded,
      .free = sizes.free,
      .start = start,
      .row = row,
      .value = value,
      .right = right,
      .cost = cost,
      .upper = upper,
      .box = box,
      .constant = sizes.constant,
  };
  sitemix_ip *solver = calloc(1, sizeof *solver);
  if (solver == NULL) return NULL;
  if (ip_prepare(&solver->program, &solver->system, &given, &solver->memory)) {
    take_vectors(solver);
    if (!solver->memory.failed) {
      measure_data(solver);
      return solver;
    }
  }
  sitemix_ip_close(solver);
  return NULL;
}

void sitemix_ip_close(sitemix_ip *solver) {
  if (solver == NULL) return;
  ip_release(&solver->memory);
  free(solver);
}

static void read_out(
    const sitemix_ip *solver, const double *from_x, const double *from_y, double *x, double *y) {
  const ip_program *program = &solver->program;
  for (int32_t j = 0; j < program->columns; j++) x[program->column_name[j]] = from_x[j];
  for (int32_t i = 0; i < program->rows; i++) y[program->row_name[i]] = from_y[i];
}

void sitemix_ip_read(const sitemix_ip *solver, double *x, double *y) {
  read_out(solver, solver->best_x, solver->best_y, x, y);
}

double sitemix_ip_read_kept(const sitemix_ip *solver, double *x, double *y) {
  read_out(solver, solver->kept_x, solver->kept_y, x, y);
  return solver->kept_mu;
}

int64_t sitemix_ip_factor_entries(const sitemix_ip *solver) {
  return solver->system.factor.entries;
}

double sitemix_ip_factor_operations(const sitemix_ip *solver) {
  return solver->system.factor.operations;
}
