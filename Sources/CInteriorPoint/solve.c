#include "factor.h"

/// Forward through nodes of one column with `length` rows below each.
static inline __attribute__((always_inline)) void forward_alike(
    const ip_factor *factor, ip_stretch stretch, int length, double *restrict v) {
  const double *restrict panel = factor->values + factor->panel[stretch.node];
  const int32_t *restrict below = factor->below + factor->row_start[stretch.node];
  const double *restrict own = v + factor->first[stretch.node];
  for (int32_t s = stretch.node; s < stretch.end; s++) {
    double a = *own++;
    for (int i = 0; i < length; i++) v[below[i]] -= panel[i + 1] * a;
    panel += length + 1;
    below += length;
  }
}

static inline __attribute__((always_inline)) void backward_alike(
    const ip_factor *factor, ip_stretch stretch, int length, double *restrict v) {
  const double *restrict panel = factor->values + factor->panel[stretch.end];
  const int32_t *restrict below = factor->below + factor->row_start[stretch.end];
  int32_t column = factor->first[stretch.end];
  for (int32_t s = stretch.end - 1; s >= stretch.node; s--) {
    panel -= length + 1;
    below -= length;
    column--;
    double a = v[column] * factor->inverse[column];
    for (int i = 0; i < length; i++) a -= panel[i + 1] * v[below[i]];
    v[column] = a;
  }
}

/// L v = v: each node gives what its rows below must take away.
static void forward_any(const ip_factor *factor, ip_stretch stretch, double *restrict v) {
  for (int32_t s = stretch.node; s < stretch.end; s++) {
    int64_t wide = factor->first[s + 1] - factor->first[s];
    int64_t rows = factor->row_start[s + 1] - factor->row_start[s];
    const double *restrict panel = factor->values + factor->panel[s];
    const int32_t *restrict below = factor->below + factor->row_start[s];
    double *restrict own = v + factor->first[s];
    if (wide == 1) {
      double a = own[0];
      for (int64_t i = 0; i < rows; i++) v[below[i]] -= panel[i + 1] * a;
    } else if (wide == 2) {
      own[1] -= panel[2] * own[0];
      double a = own[0], b = own[1];
      const double *restrict low = panel + 4;
      for (int64_t i = 0; i < rows; i++) v[below[i]] -= low[2 * i] * a + low[2 * i + 1] * b;
    } else {
      for (int64_t k = 1; k < wide; k++) {
        for (int64_t c = 0; c < k; c++) own[k] -= panel[k * wide + c] * own[c];
      }
      const double *restrict low = panel + wide * wide;
      for (int64_t i = 0; i < rows; i++, low += wide) {
        double sum = 0;
        for (int64_t k = 0; k < wide; k++) sum += low[k] * own[k];
        v[below[i]] -= sum;
      }
    }
  }
}

/// D Lᵀ v = v: each node takes from its rows below.
static void backward_any(const ip_factor *factor, ip_stretch stretch, double *restrict v) {
  for (int32_t s = stretch.end - 1; s >= stretch.node; s--) {
    int64_t wide = factor->first[s + 1] - factor->first[s];
    int64_t rows = factor->row_start[s + 1] - factor->row_start[s];
    const double *restrict panel = factor->values + factor->panel[s];
    const int32_t *restrict below = factor->below + factor->row_start[s];
    const double *restrict inverse = factor->inverse + factor->first[s];
    double *restrict own = v + factor->first[s];
    if (wide == 1) {
      double a = own[0] * inverse[0];
      for (int64_t i = 0; i < rows; i++) a -= panel[i + 1] * v[below[i]];
      own[0] = a;
    } else if (wide == 2) {
      double a = own[0] * inverse[0], b = own[1] * inverse[1];
      const double *restrict low = panel + 4;
      for (int64_t i = 0; i < rows; i++) {
        double taken = v[below[i]];
        a -= low[2 * i] * taken;
        b -= low[2 * i + 1] * taken;
      }
      own[1] = b;
      own[0] = a - panel[2] * b;
    } else {
      for (int64_t k = 0; k < wide; k++) own[k] *= inverse[k];
      const double *restrict low = panel + wide * wide;
      for (int64_t i = 0; i < rows; i++, low += wide) {
        double taken = v[below[i]];
        for (int64_t k = 0; k < wide; k++) own[k] -= low[k] * taken;
      }
      for (int64_t k = wide - 1; k >= 1; k--) {
        for (int64_t c = 0; c < k; c++) own[c] -= panel[k * wide + c] * own[k];
      }
    }
  }
}

void ip_solve_factor(const ip_factor *factor, double *v) {
  for (int32_t t = 0; t < factor->stretches; t++) {
    ip_stretch stretch = factor->stretch[t];
    switch (stretch.length) {
      case 1: forward_alike(factor, stretch, 1, v); break;
      case 2: forward_alike(factor, stretch, 2, v); break;
      case 3: forward_alike(factor, stretch, 3, v); break;
      case 4: forward_alike(factor, stretch, 4, v); break;
      default: forward_any(factor, stretch, v);
    }
  }
  for (int32_t t = factor->stretches - 1; t >= 0; t--) {
    ip_stretch stretch = factor->stretch[t];
    switch (stretch.length) {
      case 1: backward_alike(factor, stretch, 1, v); break;
      case 2: backward_alike(factor, stretch, 2, v); break;
      case 3: backward_alike(factor, stretch, 3, v); break;
      case 4: backward_alike(factor, stretch, 4, v); break;
      default: backward_any(factor, stretch, v);
    }
  }
}
