#include "solver.h"

/// The least values that satisfy the rows, and the multipliers that fit the costs best.
static bool fit(sitemix_ip *solver) {
  ip_program *program = &solver->program;
  ip_system *system = &solver->system;
  ip_point at = solver->at;
  double *ratio = system->ratio, *right = solver->row_residual;
  for (int32_t j = 0; j < program->columns; j++) {
    ratio[j] = j < program->bounded ? 2 : 1;
    solver->g[j] = 0;
  }
  if (!ip_system_factorise(system, program)) return false;
  // Bounded columns are taken from the middle of what they may be.
  for (int32_t i = 0; i < program->rows; i++) right[i] = program->right[i];
  for (int32_t j = 0; j < program->bounded; j++) {
    for (int32_t p = program->start[j]; p < program->start[j + 1]; p++) {
      right[program->row[p]] -= program->value[p] * 0.5 * program->upper[j];
    }
  }
  ip_system_solve(system, program, solver->g, right, at.x, at.y);
  for (int32_t j = 0; j < program->bounded; j++) at.x[j] += 0.5 * program->upper[j];
  ip_system_solve(system, program, program->cost, NULL, at.z, at.y);
  for (int32_t j = 0; j < program->columns; j++) at.z[j] = -at.z[j] * ratio[j];
  return true;
}

bool ip_start(sitemix_ip *solver) {
  const ip_program *program = &solver->program;
  ip_point at = solver->at;
  if (!fit(solver)) return false;
  double primal = 0, dual = 0;
  for (int32_t j = 0; j < program->bounded; j++) {
    at.s[j] = program->upper[j] - at.x[j];
    at.w[j] = at.z[j] < 0 ? -at.z[j] : 0;
    if (at.z[j] < 0) at.z[j] = 0;
    primal = ip_larger(primal, -1.5 * at.s[j]);
  }
  for (int32_t j = 0; j < program->free; j++) {
    primal = ip_larger(primal, -1.5 * at.x[j]);
    dual = ip_larger(dual, -1.5 * at.z[j]);
  }
  if (primal == 0) primal = 1.5;
  if (dual == 0) dual = 1.5;
  double products = 0, values = 0, costs = 0;
  for (int32_t j = 0; j < program->free; j++) {
    products += (at.x[j] + primal) * (at.z[j] + dual);
    values += at.x[j] + primal;
    costs += at.z[j] + dual;
  }
  for (int32_t j = 0; j < program->bounded; j++) {
    products += (at.s[j] + primal) * (at.w[j] + dual);
    values += at.s[j] + primal;
    costs += at.w[j] + dual;
  }
  if (costs > 0) primal += 0.5 * products / costs;
  if (values > 0) dual += 0.5 * products / values;
  for (int32_t j = 0; j < program->free; j++) {
    at.x[j] += primal;
    at.z[j] += dual;
  }
  for (int32_t j = 0; j < program->bounded; j++) {
    at.s[j] += primal;
    at.w[j] += dual;
  }
  for (int32_t j = program->free; j < program->columns; j++) at.z[j] = 0;
  return true;
}

/// Raises values, and distances to upper bounds, to a share of the mean value.
static void raise_to_share(
    double *values, int32_t count, double *distances, int32_t bounded, double share) {
  double sum = 0;
  for (int32_t j = 0; j < count; j++) sum += values[j];
  double least = count > 0 ? share * sum / count : 0;
  if (!(least > 1e-12)) least = 1e-12;
  for (int32_t j = 0; j < count; j++) values[j] = ip_larger(values[j], least);
  for (int32_t j = 0; j < bounded; j++) distances[j] = ip_larger(distances[j], least);
}

/// Reduced costs of a column between two bounds from their difference: on the central path each
/// is mu over its distance, and what the difference lacks goes to the side that it points to.
static void split(
    double reduced, double mu, double x, double s, double *restrict z, double *restrict w) {
  *z = mu / x;
  *w = mu / s;
  double more = reduced - (*z - *w);
  if (more > 0) {
    *z += more;
  } else {
    *w -= more;
  }
}

void ip_start_near(sitemix_ip *solver, const double *x, const double *y, double mu, double floor) {
  const ip_program *program = &solver->program;
  ip_point at = solver->at;
  for (int32_t i = 0; i < program->rows; i++) at.y[i] = y[program->row_name[i]];
  for (int32_t j = 0; j < program->columns; j++) {
    at.x[j] = x[program->column_name[j]];
    at.z[j] = 0;
    if (j < program->bounded) at.s[j] = program->upper[j] - at.x[j];
  }
  // Values first: reduced costs are to fit the values that the run starts from.
  raise_to_share(at.x, program->free, at.s, program->bounded, floor);
  for (int32_t j = 0; j < program->free; j++) {
    double reduced = program->cost[j];
    for (int32_t p = program->start[j]; p < program->start[j + 1]; p++) {
      reduced -= program->value[p] * at.y[program->row[p]];
    }
    if (j < program->bounded) {
      split(reduced, mu, at.x[j], at.s[j], &at.z[j], &at.w[j]);
    } else {
      at.z[j] = ip_larger(reduced, 0.1 * mu / at.x[j]);
    }
  }
  raise_to_share(at.z, program->free, at.w, program->bounded, floor);
}
