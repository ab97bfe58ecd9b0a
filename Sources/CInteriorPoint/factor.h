#pragma once

#include "elimination.h"

/// Nodes of one column that follow each other and have equally many rows below: most of a program
/// over time. Their loops have no lengths to look up, and need no branch. `length` 0: any nodes.
typedef struct {
  int32_t node;
  int32_t end;
  int32_t length;
} ip_stretch;

/// Lengths that have loops of their own are 1 to this.
enum { ip_longest_alike = 4 };

/// L D Lᵀ of a symmetric matrix whose pivots have known signs, so that any order will do.
///
/// Columns of L with the same rows below make a node, mostly of one column. Each node has a panel:
/// its own square, then its rows, row after row. Where an update lands is looked up once.
typedef struct {
  int32_t columns;
  int32_t nodes;
  /// Columns of a node: first[s] ..< first[s + 1].
  int32_t *first;
  /// Rows below a node: below[row_start[s]] ..< below[row_start[s + 1]].
  int64_t *row_start;
  int32_t *below;
  ip_stretch *stretch;
  int32_t stretches;
  int64_t *panel;
  int64_t *update;
  int32_t *target;
  /// Where the diagonal of each column is, and where each pair of the graph is, in `values`.
  int32_t *diagonal;
  int32_t *entry;
  /// 1 or −1 for each column.
  signed char *sign;
  /// The matrix before, the factor after.
  double *values;
  /// One over each pivot.
  double *inverse;
  double *work;
  int64_t entries;
  double operations;
} ip_factor;

/// Analyses a matrix whose nodes have the given places. False: no memory.
bool ip_analyse(
    ip_factor *factor, const ip_graph *graph, const int32_t *place, const signed char *sign,
    ip_memory *memory);

/// Factorises what is in `values`. False: a pivot has the wrong sign, or is next to nothing.
bool ip_factorise(ip_factor *factor);

/// Solves for one right side in place, by place in the order.
void ip_solve_factor(const ip_factor *factor, double *v);
