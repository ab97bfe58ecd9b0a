#include "solver.h"

static double length_before(double greatest) { return greatest > 1 ? 1 / greatest : 1; }

double ip_predict(sitemix_ip *solver, double products) {
  const ip_program *program = &solver->program;
  ip_point at = solver->at, step = solver->step, inverse = solver->inverse;
  const double *restrict ratio = solver->system.ratio;
  double primal = 0, dual = 0, by_primal = 0, by_dual = 0, by_both = 0;
  for (int32_t j = 0; j < program->bounded; j++) {
    double dx = step.x[j], ds = solver->upper_residual[j] - dx;
    double dz = -at.z[j] - at.z[j] * inverse.x[j] * dx;
    double dw = -at.w[j] - at.w[j] * inverse.s[j] * ds;
    step.z[j] = dz;
    step.s[j] = ds;
    step.w[j] = dw;
    primal = ip_larger(primal, ip_larger(-dx * inverse.x[j], -ds * inverse.s[j]));
    dual = ip_larger(dual, ip_larger(-dz * inverse.z[j], -dw * inverse.w[j]));
    by_primal += at.z[j] * dx + at.w[j] * ds;
    by_dual += at.x[j] * dz + at.s[j] * dw;
    by_both += dx * dz + ds * dw;
  }
  for (int32_t j = program->bounded; j < program->free; j++) {
    double dx = step.x[j], dz = -at.z[j] - ratio[j] * dx;
    step.z[j] = dz;
    primal = ip_larger(primal, -dx * inverse.x[j]);
    dual = ip_larger(dual, -dz * inverse.z[j]);
    by_primal += at.z[j] * dx;
    by_dual += at.x[j] * dz;
    by_both += dx * dz;
  }
  double ap = length_before(primal), ad = length_before(dual);
  solver->primal_length = ap;
  solver->dual_length = ad;
  if (!(products > 0)) return 0;
  return (products + ap * by_primal + ad * by_dual + ap * ad * by_both) / products;
}

void ip_aim_at_centre(sitemix_ip *solver, double target) {
  const ip_program *program = &solver->program;
  ip_point step = solver->step, inverse = solver->inverse;
  for (int32_t j = 0; j < program->bounded; j++) {
    double product = target - step.x[j] * step.z[j];
    double upper_product = target - step.s[j] * step.w[j];
    solver->product[j] = product;
    solver->upper_product[j] = upper_product;
    solver->g[j] = upper_product * inverse.s[j] - product * inverse.x[j];
  }
  for (int32_t j = program->bounded; j < program->free; j++) {
    solver->g[j] = (step.x[j] * step.z[j] - target) * inverse.x[j];
  }
  for (int32_t j = program->free; j < program->columns; j++) solver->g[j] = 0;
}

/// By how much a product should change: nothing between a tenth and ten times the target.
static inline double missing(double product, double least, double most) {
  double change = product < least ? least - product : product > most ? most - product : 0;
  return change < -most ? -most : change;
}

void ip_aim_at_outliers(sitemix_ip *solver, double target) {
  const ip_program *program = &solver->program;
  ip_point at = solver->at, step = solver->step, turn = solver->turn, inverse = solver->inverse;
  double op = solver->primal_weight, od = solver->dual_weight;
  double ap = ip_smaller(1, solver->primal_length + 0.5);
  double ad = ip_smaller(1, solver->dual_length + 0.5);
  double least = 0.1 * target, most = 10 * target;
  for (int32_t j = 0; j < program->bounded; j++) {
    double dx = step.x[j] += op * turn.x[j], dz = step.z[j] += od * turn.z[j];
    double ds = step.s[j] += op * turn.s[j], dw = step.w[j] += od * turn.w[j];
    double product = missing((at.x[j] + ap * dx) * (at.z[j] + ad * dz), least, most);
    double upper_product = missing((at.s[j] + ap * ds) * (at.w[j] + ad * dw), least, most);
    solver->product[j] = product;
    solver->upper_product[j] = upper_product;
    solver->g[j] = upper_product * inverse.s[j] - product * inverse.x[j];
  }
  for (int32_t j = program->bounded; j < program->free; j++) {
    double dx = step.x[j] += op * turn.x[j], dz = step.z[j] += od * turn.z[j];
    double product = missing((at.x[j] + ap * dx) * (at.z[j] + ad * dz), least, most);
    solver->g[j] = -product * inverse.x[j];
  }
  for (int32_t j = program->free; j < program->columns; j++) step.x[j] += op * turn.x[j];
  for (int32_t i = 0; i < program->rows; i++) step.y[i] += od * turn.y[i];
  solver->primal_weight = solver->dual_weight = 0;
}
