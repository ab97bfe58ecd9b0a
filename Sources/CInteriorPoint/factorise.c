#include "factor.h"

/// Below this a pivot is nothing: regularisation alone makes any larger.
static const double least_pivot = 1e-13;

static bool has_sign(double pivot, signed char sign) { return pivot * sign > least_pivot; }

/// One column: most nodes.
static bool one_column(ip_factor *factor, int32_t s, double *restrict values) {
  double *restrict panel = values + factor->panel[s];
  const int32_t *restrict target = factor->target + factor->update[s];
  double *restrict work = factor->work;
  int32_t column = factor->first[s];
  int64_t rows = factor->row_start[s + 1] - factor->row_start[s];
  if (!has_sign(panel[0], factor->sign[column])) return false;
  double inverse = 1 / panel[0];
  factor->inverse[column] = inverse;
  double *restrict low = panel + 1;
  for (int64_t a = 0; a < rows; a++) {
    work[a] = low[a];
    low[a] *= inverse;
  }
  for (int64_t a = 0; a < rows; a++) {
    double wide = work[a];
    for (int64_t b = 0; b <= a; b++) values[target[b]] -= wide * low[b];
    target += a + 1;
  }
  return true;
}

/// Nodes of one column with `length` rows below each: their loops unroll.
static inline __attribute__((always_inline)) bool alike(
    ip_factor *factor, ip_stretch stretch, int length, double *restrict values) {
  double *restrict panel = values + factor->panel[stretch.node];
  const int32_t *restrict target = factor->target + factor->update[stretch.node];
  int32_t column = factor->first[stretch.node];
  for (int32_t s = stretch.node; s < stretch.end; s++, column++) {
    if (!has_sign(panel[0], factor->sign[column])) return false;
    double inverse = 1 / panel[0], work[ip_longest_alike];
    factor->inverse[column] = inverse;
    for (int a = 0; a < length; a++) {
      work[a] = panel[a + 1];
      panel[a + 1] *= inverse;
    }
    for (int a = 0; a < length; a++) {
      for (int b = 0; b <= a; b++) values[*target++] -= work[a] * panel[b + 1];
    }
    panel += length + 1;
  }
  return true;
}

/// The square of a node: L below its diagonal. `work` holds a column for a while.
static bool square(ip_factor *factor, int32_t s, double *restrict panel) {
  int32_t first = factor->first[s], wide = factor->first[s + 1] - first;
  double *restrict work = factor->work;
  for (int32_t k = 0; k < wide; k++) {
    double pivot = panel[k * wide + k];
    if (!has_sign(pivot, factor->sign[first + k])) return false;
    double inverse = 1 / pivot;
    factor->inverse[first + k] = inverse;
    for (int32_t i = k + 1; i < wide; i++) {
      work[i] = panel[i * wide + k];
      double factor_of_row = work[i] * inverse;
      for (int32_t c = k + 1; c <= i; c++) panel[i * wide + c] -= factor_of_row * work[c];
      panel[i * wide + k] = factor_of_row;
    }
  }
  return true;
}

static void two_columns(ip_factor *factor, int32_t s, double *restrict values) {
  double *restrict panel = values + factor->panel[s];
  double *restrict low = panel + 4;
  double *restrict work = factor->work;
  const int32_t *restrict target = factor->target + factor->update[s];
  const double *restrict inverse = factor->inverse + factor->first[s];
  int64_t rows = factor->row_start[s + 1] - factor->row_start[s];
  for (int64_t a = 0; a < rows; a++) {
    double v = low[2 * a], w = low[2 * a + 1] - panel[2] * v;
    work[2 * a] = v;
    work[2 * a + 1] = w;
    low[2 * a] = v * inverse[0];
    low[2 * a + 1] = w * inverse[1];
  }
  for (int64_t a = 0; a < rows; a++) {
    double v = work[2 * a], w = work[2 * a + 1];
    for (int64_t b = 0; b <= a; b++) {
      values[target[b]] -= v * low[2 * b] + w * low[2 * b + 1];
    }
    target += a + 1;
  }
}

static void many_columns(ip_factor *factor, int32_t s, double *restrict values) {
  int64_t wide = factor->first[s + 1] - factor->first[s];
  double *restrict panel = values + factor->panel[s];
  double *restrict low = panel + wide * wide;
  double *restrict work = factor->work;
  const int32_t *restrict target = factor->target + factor->update[s];
  const double *restrict inverse = factor->inverse + factor->first[s];
  int64_t rows = factor->row_start[s + 1] - factor->row_start[s];
  for (int64_t a = 0; a < rows; a++) {
    double *restrict row = low + a * wide, *restrict kept = work + a * wide;
    for (int64_t k = 0; k < wide; k++) {
      double v = row[k];
      for (int64_t c = 0; c < k; c++) v -= panel[k * wide + c] * kept[c];
      kept[k] = v;
    }
    for (int64_t k = 0; k < wide; k++) row[k] = kept[k] * inverse[k];
  }
  for (int64_t a = 0; a < rows; a++) {
    const double *restrict kept = work + a * wide;
    for (int64_t b = 0; b <= a; b++) {
      const double *restrict row = low + b * wide;
      double sum = 0;
      for (int64_t k = 0; k < wide; k++) sum += kept[k] * row[k];
      values[target[b]] -= sum;
    }
    target += a + 1;
  }
}

static bool any(ip_factor *factor, ip_stretch stretch, double *values) {
  for (int32_t s = stretch.node; s < stretch.end; s++) {
    int32_t wide = factor->first[s + 1] - factor->first[s];
    if (wide == 1) {
      if (!one_column(factor, s, values)) return false;
      continue;
    }
    if (!square(factor, s, values + factor->panel[s])) return false;
    if (wide == 2) {
      two_columns(factor, s, values);
    } else {
      many_columns(factor, s, values);
    }
  }
  return true;
}

bool ip_factorise(ip_factor *factor) {
  double *values = factor->values;
  bool done = true;
  for (int32_t t = 0; done && t < factor->stretches; t++) {
    ip_stretch stretch = factor->stretch[t];
    switch (stretch.length) {
      case 1: done = alike(factor, stretch, 1, values); break;
      case 2: done = alike(factor, stretch, 2, values); break;
      case 3: done = alike(factor, stretch, 3, values); break;
      case 4: done = alike(factor, stretch, 4, values); break;
      default: done = any(factor, stretch, values);
    }
  }
  return done;
}
