#include "factor.h"

enum { widest = 64 };

/// Columns that follow each other in the tree and have the same rows below, as far as `widest`.
static int32_t find_nodes(const ip_tree *tree, int32_t columns, int32_t *first, int32_t *node) {
  int32_t nodes = 0;
  for (int32_t j = 0; j < columns; j++) {
    bool joins = j > 0 && tree->parent[j - 1] == j && tree->count[j - 1] == tree->count[j] + 1
        && j - first[nodes - 1] < widest;
    if (!joins) first[nodes++] = j;
    node[j] = nodes - 1;
  }
  first[nodes] = columns;
  return nodes;
}

/// Sizes of panels and updates. False: too large to be counted.
static bool measure(ip_factor *factor, const ip_tree *tree, int64_t *work) {
  *work = 0;
  for (int32_t s = 0; s < factor->nodes; s++) {
    int64_t wide = factor->first[s + 1] - factor->first[s];
    int64_t below = tree->count[factor->first[s + 1] - 1];
    factor->row_start[s + 1] = factor->row_start[s] + below;
    factor->panel[s + 1] = factor->panel[s] + wide * (wide + below);
    factor->update[s + 1] = factor->update[s] + below * (below + 1) / 2;
    if (wide * below > *work) *work = wide * below;
  }
  *work += widest;
  for (int32_t j = 0; j < factor->columns; j++) {
    double count = tree->count[j];
    factor->entries += tree->count[j];
    factor->operations += count * count + 2 * count;
  }
  return factor->panel[factor->nodes] < INT32_MAX;
}

/// Cuts the nodes into stretches that are alike, if there are enough of them, and others.
static void find_stretches(ip_factor *factor) {
  enum { least = 8 };
  factor->stretches = 0;
  for (int32_t s = 0; s < factor->nodes;) {
    int64_t length = factor->row_start[s + 1] - factor->row_start[s];
    int32_t end = s;
    while (end < factor->nodes && factor->first[end + 1] - factor->first[end] == 1
           && factor->row_start[end + 1] - factor->row_start[end] == length) {
      end++;
    }
    bool is_alike = end - s >= least && length >= 1 && length <= ip_longest_alike;
    if (!is_alike && end == s) end++;
    ip_stretch *last = factor->stretch + factor->stretches - 1;
    if (!is_alike && factor->stretches > 0 && last->length == 0) {
      last->end = end;
    } else {
      factor->stretch[factor->stretches++] =
          (ip_stretch){.node = s, .end = end, .length = is_alike ? (int32_t)length : 0};
    }
    s = end;
  }
}

/// The rows below each node, in order: those of its last column.
static void list_rows(
    ip_factor *factor, const ip_tree *tree, const int32_t *node, int32_t *mark, int64_t *next) {
  for (int32_t s = 0; s < factor->nodes; s++) next[s] = factor->row_start[s];
  for (int32_t i = 0; i < factor->columns; i++) {
    mark[i] = i;
    for (int32_t p = tree->start[i]; p < tree->start[i + 1]; p++) {
      for (int32_t k = tree->earlier[p]; mark[k] != i; k = tree->parent[k]) {
        mark[k] = i;
        int32_t s = node[k];
        if (factor->first[s + 1] - 1 == k) factor->below[next[s]++] = i;
      }
    }
  }
}

/// Where row `i` is in a node's panel; `from` is where the search among its rows starts.
static int32_t row_in_panel(const ip_factor *factor, int32_t s, int32_t i, int64_t *from) {
  int32_t end = factor->first[s + 1];
  if (i < end) return i - factor->first[s];
  int64_t low = *from, high = factor->row_start[s + 1];
  while (low < high) {
    int64_t middle = low + (high - low) / 2;
    if (factor->below[middle] < i) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  *from = low;
  return (int32_t)(end - factor->first[s] + low - factor->row_start[s]);
}

static int32_t place_of(
    const ip_factor *factor, const int32_t *node, int32_t i, int32_t j, int64_t *from) {
  int32_t s = node[j], wide = factor->first[s + 1] - factor->first[s];
  int64_t row = row_in_panel(factor, s, i, from);
  return (int32_t)(factor->panel[s] + row * wide + (j - factor->first[s]));
}

static void find_places(
    ip_factor *factor, const ip_graph *graph, const int32_t *place, const int32_t *node) {
  for (int32_t j = 0; j < factor->columns; j++) {
    int64_t from = factor->row_start[node[j]];
    factor->diagonal[j] = place_of(factor, node, j, j, &from);
  }
  for (int32_t edge = 0; edge < graph->edges; edge++) {
    int32_t a = place[graph->one[edge]], b = place[graph->other[edge]];
    int32_t later = a > b ? a : b, earlier = a > b ? b : a;
    int64_t from = factor->row_start[node[earlier]];
    factor->entry[edge] = place_of(factor, node, later, earlier, &from);
  }
  // Row after row of the update, though rows are looked up column after column.
  for (int32_t s = 0; s < factor->nodes; s++) {
    const int32_t *rows = factor->below + factor->row_start[s];
    int64_t count = factor->row_start[s + 1] - factor->row_start[s];
    for (int64_t b = 0; b < count; b++) {
      int64_t from = factor->row_start[node[rows[b]]];
      for (int64_t a = b; a < count; a++) {
        factor->target[factor->update[s] + a * (a + 1) / 2 + b] =
            place_of(factor, node, rows[a], rows[b], &from);
      }
    }
  }
}

bool ip_analyse(
    ip_factor *factor, const ip_graph *graph, const int32_t *place, const signed char *sign,
    ip_memory *memory) {
  ip_memory scratch = {0};
  int32_t columns = graph->nodes;
  *factor = (ip_factor){.columns = columns};
  factor->first = IP_TAKE(memory, int32_t, (int64_t)columns + 1);
  factor->row_start = IP_TAKE(memory, int64_t, (int64_t)columns + 1);
  factor->panel = IP_TAKE(memory, int64_t, (int64_t)columns + 1);
  factor->update = IP_TAKE(memory, int64_t, (int64_t)columns + 1);
  factor->stretch = IP_TAKE(memory, ip_stretch, columns);
  factor->diagonal = IP_TAKE(memory, int32_t, columns);
  factor->entry = IP_TAKE(memory, int32_t, graph->edges);
  factor->sign = IP_TAKE(memory, signed char, columns);
  factor->inverse = IP_TAKE(memory, double, columns);
  ip_tree tree = ip_tree_of(graph, place, &scratch);
  int32_t *node = IP_TAKE(&scratch, int32_t, columns);
  int32_t *mark = IP_TAKE(&scratch, int32_t, columns);
  int64_t *next = IP_TAKE(&scratch, int64_t, columns);
  int64_t work = 0;
  bool done = !memory->failed && !scratch.failed;
  if (done) {
    factor->nodes = find_nodes(&tree, columns, factor->first, node);
    done = measure(factor, &tree, &work);
    find_stretches(factor);
  }
  if (done) {
    factor->below = IP_TAKE(memory, int32_t, factor->row_start[factor->nodes]);
    factor->target = IP_TAKE(memory, int32_t, factor->update[factor->nodes]);
    factor->values = IP_TAKE(memory, double, factor->panel[factor->nodes]);
    factor->work = IP_TAKE(memory, double, work);
    done = !memory->failed;
  }
  if (done) {
    for (int32_t i = 0; i < columns; i++) mark[i] = -1;
    list_rows(factor, &tree, node, mark, next);
    find_places(factor, graph, place, node);
    for (int32_t i = 0; i < columns; i++) factor->sign[place[i]] = sign[i];
  }
  ip_release(&scratch);
  return done;
}
