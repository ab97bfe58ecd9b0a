#include "solver.h"

/// Cost less what the rows pay, and what the column takes from the rows.
static inline double reduce(
    const ip_program *program, int32_t j, double x, const double *restrict y,
    double *restrict residual) {
  double paid = 0;
  for (int32_t p = program->start[j]; p < program->start[j + 1]; p++) {
    int32_t i = program->row[p];
    double a = program->value[p];
    paid += a * y[i];
    residual[i] -= a * x;
  }
  return paid;
}

/// What a column gives to the bound, the ray and the costs.
static inline void account(ip_measure *measure, double cost, double x, double paid, double box) {
  double reduced = cost - paid;
  measure->primal_cost += cost * x;
  if (reduced < 0) measure->bound += reduced * box;
  if (paid > 0) measure->ray -= paid * box;
}

static void advance_rows(sitemix_ip *solver, ip_measure *measure) {
  const ip_program *program = &solver->program;
  double *restrict y = solver->at.y;
  const double *restrict dy = solver->step.y, *restrict cy = solver->turn.y;
  double length = solver->dual_length, weight = solver->dual_weight;
  for (int32_t i = 0; i < program->rows; i++) {
    double right = program->right[i];
    y[i] += length * (dy[i] + weight * cy[i]);
    solver->row_residual[i] = right;
    double paid = right * y[i];
    measure->dual_cost += paid;
    measure->gross_ray += ip_magnitude(paid);
  }
  measure->bound = measure->ray = measure->dual_cost;
}

static void advance_bounded(sitemix_ip *solver, ip_measure *measure) {
  const ip_program *program = &solver->program;
  ip_point at = solver->at, step = solver->step, turn = solver->turn, inverse = solver->inverse;
  double ap = solver->primal_length, ad = solver->dual_length;
  double op = solver->primal_weight, od = solver->dual_weight;
  ip_measure m = *measure;
  for (int32_t j = 0; j < program->bounded; j++) {
    double x = at.x[j] += ap * (step.x[j] + op * turn.x[j]);
    double z = at.z[j] += ad * (step.z[j] + od * turn.z[j]);
    double s = at.s[j] += ap * (step.s[j] + op * turn.s[j]);
    double w = at.w[j] += ad * (step.w[j] + od * turn.w[j]);
    double paid = reduce(program, j, x, at.y, solver->row_residual);
    double reduced = program->cost[j] - paid, beyond = program->upper[j] - x - s;
    double xi = 1 / x, si = 1 / s;
    account(&m, program->cost[j], x, paid, program->upper[j]);
    m.products += x * z + s * w;
    m.dual_cost -= program->upper[j] * w;
    m.primal_residual = ip_larger(m.primal_residual, ip_magnitude(beyond));
    m.dual_residual = ip_larger(m.dual_residual, ip_magnitude(reduced + w - z));
    solver->upper_residual[j] = beyond;
    solver->g[j] = reduced - w * beyond * si;
    solver->system.ratio[j] = z * xi + w * si;
    inverse.x[j] = xi;
    inverse.s[j] = si;
    inverse.z[j] = 1 / z;
    inverse.w[j] = 1 / w;
  }
  *measure = m;
}

static void advance_others(sitemix_ip *solver, ip_measure *measure) {
  const ip_program *program = &solver->program;
  ip_point at = solver->at, step = solver->step, turn = solver->turn, inverse = solver->inverse;
  double ap = solver->primal_length, ad = solver->dual_length;
  double op = solver->primal_weight, od = solver->dual_weight;
  ip_measure m = *measure;
  for (int32_t j = program->bounded; j < program->free; j++) {
    double x = at.x[j] += ap * (step.x[j] + op * turn.x[j]);
    double z = at.z[j] += ad * (step.z[j] + od * turn.z[j]);
    double paid = reduce(program, j, x, at.y, solver->row_residual);
    double reduced = program->cost[j] - paid, xi = 1 / x;
    account(&m, program->cost[j], x, paid, program->box[j]);
    m.products += x * z;
    m.dual_residual = ip_larger(m.dual_residual, ip_magnitude(reduced - z));
    solver->g[j] = reduced;
    solver->system.ratio[j] = z * xi;
    inverse.x[j] = xi;
    inverse.z[j] = 1 / z;
  }
  // A free column has no reduced cost in the end, and no product on the way.
  for (int32_t j = program->free; j < program->columns; j++) {
    double x = at.x[j] += ap * (step.x[j] + op * turn.x[j]);
    double paid = reduce(program, j, x, at.y, solver->row_residual);
    double reduced = program->cost[j] - paid;
    m.primal_cost += program->cost[j] * x;
    if (reduced != 0) m.bound -= ip_magnitude(reduced) * program->box[j];
    if (paid != 0) m.ray -= ip_magnitude(paid) * program->box[j];
    m.dual_residual = ip_larger(m.dual_residual, ip_magnitude(reduced));
    solver->g[j] = reduced;
    solver->system.ratio[j] = 0;
  }
  *measure = m;
}

ip_measure ip_advance(sitemix_ip *solver) {
  double constant = solver->program.constant;
  ip_measure measure = {0};
  advance_rows(solver, &measure);
  advance_bounded(solver, &measure);
  advance_others(solver, &measure);
  for (int32_t i = 0; i < solver->program.rows; i++) {
    measure.primal_residual =
        ip_larger(measure.primal_residual, ip_magnitude(solver->row_residual[i]));
  }
  measure.primal_residual /= 1 + solver->right_size;
  measure.dual_residual /= 1 + solver->cost_size;
  measure.primal_cost += constant;
  measure.dual_cost += constant;
  measure.bound += constant;
  return measure;
}
