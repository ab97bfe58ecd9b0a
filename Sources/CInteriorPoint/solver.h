#pragma once

#include "system.h"

/// A point or a direction: values x and their reduced costs z, distances s to upper bounds and
/// what those cost w, row multipliers y.
typedef struct {
  double *x;
  double *z;
  double *y;
  double *s;
  double *w;
} ip_point;

/// What one pass over a point finds.
typedef struct {
  double products;
  double primal_cost;
  double dual_cost;
  double bound;
  /// Above zero the multipliers prove that there is no point within the boxes.
  double ray;
  double gross_ray;
  double primal_residual;
  double dual_residual;
} ip_measure;

struct sitemix_ip {
  ip_memory memory;
  ip_program program;
  ip_system system;
  ip_point at;
  ip_point step;
  ip_point turn;
  /// One over each value and reduced cost.
  ip_point inverse;
  double *row_residual;
  double *upper_residual;
  /// Right side of the columns, and what the products of a correction are to become.
  double *g;
  double *product;
  double *upper_product;
  /// The best values and multipliers, and those kept for starts.
  double *best_x;
  double *best_y;
  double *kept_x;
  double *kept_y;
  double kept_mu;
  /// How far to go, and how much of the last correction is still to be added.
  double primal_length;
  double dual_length;
  double primal_weight;
  double dual_weight;
  /// Largest of the right sides and bounds, and of the costs.
  double right_size;
  double cost_size;
};

static inline double ip_larger(double a, double b) { return a > b ? a : b; }
static inline double ip_smaller(double a, double b) { return a < b ? a : b; }
static inline double ip_magnitude(double a) { return a < 0 ? -a : a; }

/// Takes the step, and measures where it leads: residuals, products, inverses, the next right side.
ip_measure ip_advance(sitemix_ip *solver);

/// From the solution for dx and dy the other parts of the direction towards the optimum, and the
/// lengths that it may be gone. Returns the sum of products there, as a share of `products`.
double ip_predict(sitemix_ip *solver, double products);

/// Right side of the correction for the curvature, with all products at `target`.
void ip_aim_at_centre(sitemix_ip *solver, double target);

/// Adds the last correction, and the right side of one that brings outlying products nearer to
/// `target`, for lengths that are greater by half.
void ip_aim_at_outliers(sitemix_ip *solver, double target);

/// Other parts of a correction, and the share of it that allows the greatest lengths.
/// Returns false when an outlier's correction (`least` below one) gains too little to be worth it.
bool ip_weigh(sitemix_ip *solver, double least, bool must_gain);

/// Where Mehrotra (1992) starts.
bool ip_start(sitemix_ip *solver);
/// Near a point of a like program.
void ip_start_near(sitemix_ip *solver, const double *x, const double *y, double mu, double floor);
