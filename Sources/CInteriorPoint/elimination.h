#pragma once

#include "memory.h"

/// A symmetric matrix as its diagonal and the pairs of different nodes that have an entry.
typedef struct {
  int32_t nodes;
  int32_t edges;
  const int32_t *one;
  const int32_t *other;
} ip_graph;

/// Who waits for whom when nodes are eliminated in an order.
typedef struct {
  /// Neighbours that come earlier: start[i] ..< start[i + 1], by place.
  int32_t *start;
  int32_t *earlier;
  /// Who is next to feel the elimination of a node; −1 for none.
  int32_t *parent;
  /// Entries of the factor below each diagonal.
  int32_t *count;
} ip_tree;

/// Places of all nodes in an order with little fill, in which neighbours in the tree are near.
bool ip_order(const ip_graph *graph, int32_t *place);

/// The elimination tree of an order.
ip_tree ip_tree_of(const ip_graph *graph, const int32_t *place, ip_memory *memory);
