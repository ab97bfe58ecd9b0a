#include "system.h"

#include <string.h>

static bool factorise_once(ip_system *system, const ip_program *program) {
  ip_factor *factor = &system->factor;
  double *restrict values = factor->values;
  memset(values, 0, (size_t)factor->panel[factor->nodes] * sizeof *values);
  for (int32_t e = 0; e < system->entry_count; e++) {
    values[system->entry_place[e]] = system->entry_value[e];
  }
  for (int32_t k = 0; k < system->long_count; k++) {
    values[factor->diagonal[system->long_place[k]]] =
        -system->ratio[system->long_column[k]] - system->primal;
  }
  for (int32_t i = 0; i < program->rows; i++) {
    values[factor->diagonal[system->row_place[i]]] = system->dual;
  }
  for (int32_t k = 0; k < system->single_count; k++) {
    double a = system->single_value[k], ratio = system->ratio[system->single_column[k]];
    // Only a free column needs regularisation here: it would be divided by nothing.
    double inverse = 1 / (ratio == 0 ? system->primal : ratio);
    system->single_inverse[k] = inverse;
    values[factor->diagonal[system->row_place[system->single_row[k]]]] += a * a * inverse;
  }
  return ip_factorise(factor);
}

bool ip_system_factorise(ip_system *system, const ip_program *program) {
  const double most = 1e-3;
  while (!factorise_once(system, program)) {
    if (system->dual > most || system->primal > most) return false;
    system->primal *= 10;
    system->dual *= 10;
    system->raises++;
  }
  return true;
}

void ip_system_solve(
    ip_system *system, const ip_program *program, const double *restrict g,
    const double *restrict r, double *restrict dx, double *restrict dy) {
  double *restrict v = system->v;
  for (int32_t k = 0; k < system->long_count; k++) {
    v[system->long_place[k]] = g[system->long_column[k]];
  }
  for (int32_t i = 0; i < program->rows; i++) {
    v[system->row_place[i]] = r == NULL ? 0 : r[i];
  }
  for (int32_t k = 0; k < system->single_count; k++) {
    v[system->row_place[system->single_row[k]]] +=
        system->single_value[k] * system->single_inverse[k] * g[system->single_column[k]];
  }
  ip_solve_factor(&system->factor, v);
  for (int32_t i = 0; i < program->rows; i++) dy[i] = v[system->row_place[i]];
  for (int32_t k = 0; k < system->long_count; k++) {
    dx[system->long_column[k]] = v[system->long_place[k]];
  }
  for (int32_t k = 0; k < system->single_count; k++) {
    int32_t j = system->single_column[k];
    dx[j] = system->single_inverse[k]
        * (system->single_value[k] * dy[system->single_row[k]] - g[j]);
  }
  system->solves++;
}
