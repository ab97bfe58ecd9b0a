#include "include/quasi_definite.h"

#include "factor.h"

static int32_t solve(
    ip_factor *factor, const ip_graph *graph, const int32_t *place, const double *values,
    const double *diagonal, double *v, double *right, double *inverse) {
  for (int32_t e = 0; e < graph->edges; e++) factor->values[factor->entry[e]] = values[e];
  for (int32_t i = 0; i < graph->nodes; i++) {
    factor->values[factor->diagonal[place[i]]] = diagonal[i];
    v[place[i]] = right[i];
  }
  if (!ip_factorise(factor)) return 1;
  ip_solve_factor(factor, v);
  for (int32_t i = 0; i < graph->nodes; i++) {
    right[i] = v[place[i]];
    inverse[i] = factor->inverse[place[i]];
  }
  return 0;
}

int32_t sitemix_ldl_solve(
    int32_t size, int32_t edges, const int32_t *one, const int32_t *other, const double *values,
    const double *diagonal, const signed char *sign, double *right, double *inverse) {
  ip_memory memory = {0};
  ip_factor factor;
  ip_graph graph = {.nodes = size, .edges = edges, .one = one, .other = other};
  int32_t *place = IP_TAKE(&memory, int32_t, size);
  double *v = IP_TAKE(&memory, double, size);
  int32_t end = 2;
  if (!memory.failed && ip_order(&graph, place)
      && ip_analyse(&factor, &graph, place, sign, &memory)) {
    end = solve(&factor, &graph, place, values, diagonal, v, right, inverse);
  }
  ip_release(&memory);
  return end;
}
