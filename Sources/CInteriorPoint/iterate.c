#include "solver.h"

#include <string.h>

/// One run from one starting point.
typedef struct {
  const sitemix_ip_settings *settings;
  sitemix_ip_state state;
  ip_measure measure;
  /// Largest of gap and residuals, here, at the best point and when that was.
  double merit;
  double best_merit;
  int32_t best_iteration;
  int32_t short_steps;
  /// Of a start near a given point: its residual. Zero: of a start from nothing.
  double warm_residual;
  int32_t began;
} ip_run;

static const int32_t going_on = -1;

static void look(sitemix_ip *solver, ip_run *run) {
  const ip_program *program = &solver->program;
  ip_measure m = run->measure;
  double whole = ip_larger(1, run->settings->whole);
  double pairs = (double)program->free + program->bounded;
  sitemix_ip_state *state = &run->state;
  state->objective = m.primal_cost;
  state->bound = m.bound;
  state->primal_residual = m.primal_residual;
  state->dual_residual = m.dual_residual;
  state->mu = pairs > 0 ? m.products / pairs : 0;
  state->gap = ip_magnitude(m.primal_cost - m.dual_cost) / (whole + ip_magnitude(m.primal_cost));
  run->merit = ip_larger(state->gap, ip_larger(m.primal_residual, m.dual_residual));
}

static void keep(sitemix_ip *solver, double *x, double *y) {
  memcpy(x, solver->at.x, (size_t)solver->program.columns * sizeof *x);
  memcpy(y, solver->at.y, (size_t)solver->program.rows * sizeof *y);
}

static void keep_best(sitemix_ip *solver, ip_run *run) {
  if (!(run->merit < run->best_merit)) return;
  // Far from the end it is not worth a copy for each small gain.
  if (run->merit > 1e-5 && run->merit > 0.7 * run->best_merit) return;
  run->best_merit = run->merit;
  run->best_iteration = run->state.iteration;
  keep(solver, solver->best_x, solver->best_y);
}

static void keep_for_starts(sitemix_ip *solver, const ip_run *run) {
  const sitemix_ip_state *state = &run->state;
  bool is_near = state->gap < run->settings->keep_gap && state->primal_residual < 1e-4
      && state->dual_residual < 1e-4;
  if (solver->kept_mu > 0 || !is_near) return;
  solver->kept_mu = state->mu;
  keep(solver, solver->kept_x, solver->kept_y);
}

/// Whether a start near a given point leads nowhere. Good ones satisfy the rows soon.
static bool is_lost(const ip_run *run) {
  if (run->warm_residual == 0) return false;
  int32_t gone = run->state.iteration - run->began;
  // One that is kept far from its bounds takes longer, and gets stuck less often.
  double share = run->settings->floor >= 0.1 ? 0.05 : 0.01;
  return gone == 10 && run->state.primal_residual > share * run->warm_residual
      && run->state.primal_residual > run->settings->tolerance;
}

/// Whether all that was asked for is known: which side of a cost the best lies on.
static bool is_enough(const sitemix_ip_settings *settings, const sitemix_ip_state *state) {
  if (state->bound >= settings->cutoff) return true;
  // That it is less is plain long before the rows hold to the last digit.
  return state->objective < settings->enough && state->primal_residual <= 5e-5;
}

/// How the run ends here, or that it goes on.
static int32_t judge(sitemix_ip *solver, ip_run *run) {
  const sitemix_ip_settings *settings = run->settings;
  const sitemix_ip_state *state = &run->state;
  int32_t gone = state->iteration - run->best_iteration;
  // A digit more costs an iteration or two and makes sizes exact; it is not always to be had.
  bool is_over = run->merit <= 0.1 * settings->tolerance || gone >= 3;
  if (run->best_merit <= settings->tolerance && is_over) return sitemix_ip_optimal;
  if (is_enough(settings, state)) {
    keep(solver, solver->best_x, solver->best_y);
    return sitemix_ip_aim_reached;
  }
  if (settings->report != NULL && settings->report(settings->context, state) != 0) {
    return sitemix_ip_stopped;
  }
  if (run->measure.ray > 1e-9 * run->measure.gross_ray) {
    memcpy(solver->best_y, solver->at.y, (size_t)solver->program.rows * sizeof(double));
    return sitemix_ip_infeasible;
  }
  // All but feasible, and cheaper than any data of this size explain.
  double cheapest = -1e10 * (1 + solver->cost_size) * (1 + solver->right_size);
  if (state->primal_residual < 1 && state->objective < cheapest) return sitemix_ip_unbounded;
  if (!(state->mu < 1e30)) return sitemix_ip_stalled;
  if (is_lost(run)) return sitemix_ip_cold;
  if (state->iteration >= settings->iteration_limit) return sitemix_ip_iteration_limit;
  if (run->short_steps >= 10) return sitemix_ip_stalled;
  if (run->best_merit < 1e-6 && gone > 25) return sitemix_ip_stalled;
  return going_on;
}

/// Finds the direction: Mehrotra's predictor and corrector, then up to three corrections towards
/// the centre (Gondzio 1996), each with the weight that goes farthest (Colombo and Gondzio 2008).
static void find_direction(sitemix_ip *solver, const ip_run *run) {
  enum { most_corrections = 3 };
  ip_system *system = &solver->system;
  const ip_program *program = &solver->program;
  ip_system_solve(
      system, program, solver->g, solver->row_residual, solver->step.x, solver->step.y);
  double share = ip_predict(solver, run->measure.products);
  // Mehrotra's cube alone would aim at four fifths and more where steps are short, and crawl: the
  // corrections keep near enough to the centre.
  double target = ip_smaller(0.05, share * share * share) * run->state.mu;
  double least = ip_larger(0.1, solver->primal_length * solver->dual_length);
  ip_aim_at_centre(solver, target);
  ip_system_solve(system, program, solver->g, NULL, solver->turn.x, solver->turn.y);
  ip_weigh(solver, least, false);
  for (int correction = 0; correction < most_corrections; correction++) {
    if (solver->primal_length > 0.95 && solver->dual_length > 0.95) break;
    ip_aim_at_outliers(solver, target);
    ip_system_solve(system, program, solver->g, NULL, solver->turn.x, solver->turn.y);
    if (!ip_weigh(solver, 0.1, true)) break;
  }
}

static void shorten(sitemix_ip *solver, ip_run *run) {
  double near = 10 * run->state.mu / (1 + ip_magnitude(run->state.objective));
  double share = ip_smaller(0.9995, ip_larger(0.9, 1 - near));
  solver->primal_length = ip_smaller(1, share * solver->primal_length);
  solver->dual_length = ip_smaller(1, share * solver->dual_length);
  bool is_short = solver->primal_length < 0.01 && solver->dual_length < 0.01;
  run->short_steps = is_short ? run->short_steps + 1 : 0;
}

static void clear(const ip_program *program, ip_point direction) {
  memset(direction.x, 0, (size_t)program->columns * sizeof(double));
  memset(direction.z, 0, (size_t)program->columns * sizeof(double));
  memset(direction.y, 0, (size_t)program->rows * sizeof(double));
  memset(direction.s, 0, (size_t)program->bounded * sizeof(double));
  memset(direction.w, 0, (size_t)program->bounded * sizeof(double));
}

static int32_t run_from_here(sitemix_ip *solver, ip_run *run) {
  // What a run that broke down left is not a number, not even nothing times it.
  clear(&solver->program, solver->step);
  clear(&solver->program, solver->turn);
  solver->primal_length = solver->dual_length = 0;
  solver->primal_weight = solver->dual_weight = 0;
  run->began = run->state.iteration;
  run->short_steps = 0;
  for (;; run->state.iteration++) {
    run->measure = ip_advance(solver);
    look(solver, run);
    if (run->warm_residual < 0) run->warm_residual = run->state.primal_residual;
    keep_best(solver, run);
    keep_for_starts(solver, run);
    int32_t end = judge(solver, run);
    if (end != going_on) return end;
    if (!ip_system_factorise(&solver->system, &solver->program)) return sitemix_ip_stalled;
    find_direction(solver, run);
    shorten(solver, run);
  }
}

sitemix_ip_outcome sitemix_ip_solve(
    sitemix_ip *solver, const sitemix_ip_settings *settings, const double *x, const double *y,
    double mu) {
  enum { most_restarts = 2 };
  ip_run run = {.settings = settings, .best_merit = 1e300};
  ip_system *system = &solver->system;
  int32_t end = sitemix_ip_cold;
  solver->kept_mu = 0;
  system->solves = system->raises = 0;
  system->primal = settings->primal_regularisation;
  system->dual = settings->dual_regularisation;
  if (x != NULL && y != NULL) {
    ip_start_near(solver, x, y, mu, settings->floor);
    run.warm_residual = -1;
    end = run_from_here(solver, &run);
    if (end == sitemix_ip_stalled) end = sitemix_ip_cold;
    run.warm_residual = 0;
  }
  for (int restart = 0; end == sitemix_ip_cold || end == sitemix_ip_stalled; restart++) {
    if (restart > 0) {
      // Near enough: what is left is for others to judge.
      if (restart > most_restarts || run.best_merit < 1e-6) break;
      system->primal *= 100;
      system->dual *= 100;
      system->raises++;
    }
    end = ip_start(solver) ? run_from_here(solver, &run) : sitemix_ip_stalled;
  }
  if (end == sitemix_ip_stalled && run.best_merit <= settings->tolerance) end = sitemix_ip_optimal;
  return (sitemix_ip_outcome){
      .end = end,
      .iterations = run.state.iteration,
      .solves = system->solves,
      .raises = system->raises,
      .state = run.state,
  };
}
