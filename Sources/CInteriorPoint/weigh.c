#include "solver.h"

enum { tries = 4 };

/// Greatest of direction + weight · correction, each over the value, for four weights at once.
typedef struct {
  double greatest[tries];
} ip_reach;

static inline void reach(
    ip_reach *all, const double *restrict weight, double direction, double correction) {
  for (int t = 0; t < tries; t++) {
    all->greatest[t] = ip_larger(all->greatest[t], direction + weight[t] * correction);
  }
}

/// The greatest length, and the greatest weight that allows it.
static double best_length(const ip_reach *all, const double *weight, double *best_weight) {
  double best = -1;
  for (int t = 0; t < tries; t++) {
    double length = all->greatest[t] > 1 ? 1 / all->greatest[t] : 1;
    if (length < best) continue;
    best = length;
    *best_weight = weight[t];
  }
  return best;
}

bool ip_weigh(sitemix_ip *solver, double least, bool must_gain) {
  const ip_program *program = &solver->program;
  ip_point at = solver->at, step = solver->step, turn = solver->turn, inverse = solver->inverse;
  const double *restrict ratio = solver->system.ratio;
  double weight[tries];
  for (int t = 0; t < tries; t++) weight[t] = least + (1 - least) * t / (tries - 1);
  ip_reach primal = {{0}}, dual = {{0}};
  for (int32_t j = 0; j < program->bounded; j++) {
    double xi = inverse.x[j], si = inverse.s[j], zi = inverse.z[j], wi = inverse.w[j];
    double cx = turn.x[j];
    double cz = (solver->product[j] - at.z[j] * cx) * xi;
    double cw = (solver->upper_product[j] + at.w[j] * cx) * si;
    turn.z[j] = cz;
    turn.s[j] = -cx;
    turn.w[j] = cw;
    reach(&primal, weight, -step.x[j] * xi, -cx * xi);
    reach(&primal, weight, -step.s[j] * si, cx * si);
    reach(&dual, weight, -step.z[j] * zi, -cz * zi);
    reach(&dual, weight, -step.w[j] * wi, -cw * wi);
  }
  for (int32_t j = program->bounded; j < program->free; j++) {
    double cx = turn.x[j], cz = -solver->g[j] - ratio[j] * cx;
    turn.z[j] = cz;
    reach(&primal, weight, -step.x[j] * inverse.x[j], -cx * inverse.x[j]);
    reach(&dual, weight, -step.z[j] * inverse.z[j], -cz * inverse.z[j]);
  }
  double op = 0, od = 0;
  double ap = best_length(&primal, weight, &op), ad = best_length(&dual, weight, &od);
  double former = solver->primal_length * solver->dual_length;
  double former_sum = solver->primal_length + solver->dual_length;
  if (must_gain && ap * ad < 1.03 * former && ap + ad < 1.05 * former_sum) return false;
  solver->primal_length = ap;
  solver->dual_length = ad;
  solver->primal_weight = op;
  solver->dual_weight = od;
  return true;
}
