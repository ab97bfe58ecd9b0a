#pragma once

#include <stdint.h>

// A primal-dual interior point method for linear programs over time, in double precision.
// Nothing here is global: each solver may be used on any one thread at a time. No call ends the
// process: memory that is not there is an end like others. Sums are taken in one order, so that the
// same program gives the same bytes on every machine.

/// Minimise cost·x subject to A x = right and x >= 0.
///
/// Columns come in three parts: first those with an upper bound too, then those without, at last
/// those without any bound. Each has at least one entry.
typedef struct {
  int32_t rows;
  int32_t columns;
  /// How many columns have an upper bound.
  int32_t bounded;
  /// How many columns, at the end, have no bounds.
  int32_t free;
  /// A constant of the cost, of which gaps are a share.
  double constant;
} sitemix_ip_sizes;

/// How a solve came to its end.
enum sitemix_ip_end {
  sitemix_ip_optimal = 0,
  /// The bound proven by the multipliers, or the cost, is what was asked for.
  sitemix_ip_aim_reached = 1,
  /// The caller asked for it.
  sitemix_ip_stopped = 2,
  /// The multipliers prove that no point lies within the boxes.
  sitemix_ip_infeasible = 3,
  /// The cost falls without end, as far as one can see.
  sitemix_ip_unbounded = 4,
  /// No progress, in spite of more regularisation.
  sitemix_ip_stalled = 5,
  sitemix_ip_iteration_limit = 6,
  sitemix_ip_no_memory = 7,
  /// A warm start was given up: nothing is known.
  sitemix_ip_cold = 8,
};

/// Where a solve is.
typedef struct {
  int32_t iteration;
  /// Cost of the point, with the constant.
  double objective;
  /// No point within the boxes costs less, with the constant.
  double bound;
  /// Distance between the cost and the solver's own dual value, as a share of the cost.
  double gap;
  /// Largest residuals of the rows and of the reduced costs, as shares of the data.
  double primal_residual;
  double dual_residual;
  /// Mean product of a value and its reduced cost.
  double mu;
} sitemix_ip_state;

/// Asked once an iteration; anything but 0 asks to stop.
typedef int32_t (*sitemix_ip_report)(
    void *_Nullable context, const sitemix_ip_state *_Nonnull state);

/// What a solve may be told.
typedef struct {
  /// Limit of the gap and of both residuals.
  double tolerance;
  /// Stop once no point is proven to cost less than this; infinite: do not.
  double cutoff;
  /// Stop at a point that all but satisfies the rows and costs less than this; minus infinite: do not.
  double enough;
  /// Gaps are shares of the cost and this.
  double whole;
  /// Keep the first point with a gap below this, to start like programs from.
  double keep_gap;
  int32_t iteration_limit;
  /// What is added to the two diagonal blocks of the system.
  double primal_regularisation;
  double dual_regularisation;
  /// Of a start from a given point: the least value and reduced cost, as a share of their means.
  double floor;
  sitemix_ip_report _Nullable report;
  void *_Nullable context;
} sitemix_ip_settings;

/// What came of a solve.
typedef struct {
  int32_t end;
  int32_t iterations;
  /// How often the system was solved.
  int32_t solves;
  /// How often the regularisation was raised.
  int32_t raises;
  sitemix_ip_state state;
} sitemix_ip_outcome;

typedef struct sitemix_ip sitemix_ip;

/// Copies a program, orders and analyses its system. NULL: there is not enough memory.
///
/// Entries of column j are start[j] ..< start[j + 1]; only the first columns have an `upper` bound.
/// A `box` is the greatest magnitude that a column has at any point worth asking for, infinite where
/// unknown: what is proven holds within these.
sitemix_ip *_Nullable sitemix_ip_open(
    sitemix_ip_sizes sizes, const int32_t *_Nonnull start, const int32_t *_Nonnull row,
    const double *_Nonnull value, const double *_Nonnull right, const double *_Nonnull cost,
    const double *_Nonnull upper, const double *_Nonnull box);
void sitemix_ip_close(sitemix_ip *_Nullable solver);

/// Solves from a point of its own, or from one near `x` and `y` of the order of `mu`.
sitemix_ip_outcome sitemix_ip_solve(
    sitemix_ip *_Nonnull solver, const sitemix_ip_settings *_Nonnull settings,
    const double *_Nullable x, const double *_Nullable y, double mu);

/// Column values and row multipliers of the best point; of a ray, the multipliers alone count.
void sitemix_ip_read(const sitemix_ip *_Nonnull solver, double *_Nonnull x, double *_Nonnull y);
/// The same of the point kept for starts: its mu, or 0 where none was kept.
double sitemix_ip_read_kept(
    const sitemix_ip *_Nonnull solver, double *_Nonnull x, double *_Nonnull y);

/// Entries of the factor, and operations of a factorisation.
int64_t sitemix_ip_factor_entries(const sitemix_ip *_Nonnull solver);
double sitemix_ip_factor_operations(const sitemix_ip *_Nonnull solver);
