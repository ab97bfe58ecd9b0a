#include "elimination.h"

#include <suitesparse/amd.h>

/// For each place its neighbours that come earlier.
static void list_earlier(
    const ip_graph *graph, const int32_t *place, int32_t *start, int32_t *earlier,
    int32_t *next) {
  for (int32_t edge = 0; edge < graph->edges; edge++) {
    int32_t a = place[graph->one[edge]], b = place[graph->other[edge]];
    start[(a > b ? a : b) + 1]++;
  }
  for (int32_t i = 0; i < graph->nodes; i++) {
    start[i + 1] += start[i];
    next[i] = start[i];
  }
  for (int32_t edge = 0; edge < graph->edges; edge++) {
    int32_t a = place[graph->one[edge]], b = place[graph->other[edge]];
    if (a > b) {
      earlier[next[a]++] = b;
    } else {
      earlier[next[b]++] = a;
    }
  }
}

/// Liu 1990: the parent of a node is the first later node that its elimination changes.
static void find_parents(int32_t nodes, ip_tree *tree, int32_t *ancestor) {
  for (int32_t i = 0; i < nodes; i++) {
    tree->parent[i] = ancestor[i] = -1;
    for (int32_t p = tree->start[i]; p < tree->start[i + 1]; p++) {
      for (int32_t k = tree->earlier[p]; k != -1 && k < i;) {
        int32_t up = ancestor[k];
        ancestor[k] = i;
        if (up == -1) tree->parent[k] = i;
        k = up;
      }
    }
  }
}

/// Walks each row's subtree once: the columns on the way have an entry in that row.
static void count_entries(int32_t nodes, ip_tree *tree, int32_t *mark) {
  for (int32_t i = 0; i < nodes; i++) {
    mark[i] = i;
    for (int32_t p = tree->start[i]; p < tree->start[i + 1]; p++) {
      for (int32_t k = tree->earlier[p]; mark[k] != i; k = tree->parent[k]) {
        mark[k] = i;
        tree->count[k]++;
      }
    }
  }
}

ip_tree ip_tree_of(const ip_graph *graph, const int32_t *place, ip_memory *memory) {
  int32_t nodes = graph->nodes;
  ip_tree tree = {
      .start = IP_TAKE(memory, int32_t, (int64_t)nodes + 1),
      .earlier = IP_TAKE(memory, int32_t, graph->edges),
      .parent = IP_TAKE(memory, int32_t, nodes),
      .count = IP_TAKE(memory, int32_t, nodes),
  };
  int32_t *work = IP_TAKE(memory, int32_t, nodes);
  if (memory->failed) return tree;
  list_earlier(graph, place, tree.start, tree.earlier, work);
  find_parents(nodes, &tree, work);
  for (int32_t i = 0; i < nodes; i++) work[i] = -1;
  count_entries(nodes, &tree, work);
  return tree;
}

/// Nodes sorted by a key between 0 and `greatest`, ties in their order.
static void sort_by(
    int32_t nodes, const int32_t *key, int32_t greatest, int32_t *first, int32_t *sorted) {
  for (int32_t k = 0; k <= greatest + 1; k++) first[k] = 0;
  for (int32_t i = 0; i < nodes; i++) first[key[i] + 1]++;
  for (int32_t k = 0; k <= greatest; k++) first[k + 1] += first[k];
  for (int32_t i = 0; i < nodes; i++) sorted[first[key[i]]++] = i;
}

/// Children before parents, the longest child last: what a parent needs is then still near.
static bool postorder(int32_t nodes, const ip_tree *tree, int32_t *order, ip_memory *memory) {
  int32_t *child = IP_TAKE(memory, int32_t, nodes), *sibling = IP_TAKE(memory, int32_t, nodes);
  int32_t *sorted = IP_TAKE(memory, int32_t, nodes), *stack = IP_TAKE(memory, int32_t, nodes);
  int32_t *first = IP_TAKE(memory, int32_t, (int64_t)nodes + 2);
  if (memory->failed) return false;
  sort_by(nodes, tree->count, nodes, first, sorted);
  for (int32_t i = 0; i < nodes; i++) child[i] = -1;
  int32_t root = -1;
  for (int32_t q = nodes - 1; q >= 0; q--) {
    int32_t i = sorted[q], parent = tree->parent[i];
    int32_t *head = parent < 0 ? &root : &child[parent];
    sibling[i] = *head;
    *head = i;
  }
  int32_t done = 0;
  while (root >= 0) {
    int32_t depth = 0;
    stack[0] = root;
    root = sibling[root];
    while (depth >= 0) {
      int32_t i = stack[depth], down = child[i];
      if (down >= 0) {
        child[i] = sibling[down];
        stack[++depth] = down;
      } else {
        order[done++] = i;
        depth--;
      }
    }
  }
  return true;
}

/// Leaves of the tree first, by length: they do not wait for each other, and their loops are alike.
static bool leaves_first(int32_t nodes, const ip_tree *tree, int32_t *order, ip_memory *memory) {
  enum { alike = 24 };
  int32_t *has_child = IP_TAKE(memory, int32_t, nodes), *key = IP_TAKE(memory, int32_t, nodes);
  int32_t *sorted = IP_TAKE(memory, int32_t, nodes), *former = IP_TAKE(memory, int32_t, nodes);
  int32_t first[alike + 3];
  if (memory->failed) return false;
  for (int32_t i = 0; i < nodes; i++) {
    if (tree->parent[i] >= 0) has_child[tree->parent[i]] = 1;
  }
  for (int32_t q = 0; q < nodes; q++) {
    int32_t i = order[q], count = tree->count[i];
    key[q] = has_child[i] ? alike + 1 : count > alike ? alike : count;
    former[q] = i;
  }
  sort_by(nodes, key, alike + 1, first, sorted);
  for (int32_t q = 0; q < nodes; q++) order[q] = former[sorted[q]];
  return true;
}

static bool minimum_degree(const ip_graph *graph, int32_t *place, ip_memory *memory) {
  int32_t nodes = graph->nodes;
  int32_t *start = IP_TAKE(memory, int32_t, (int64_t)nodes + 1);
  int32_t *list = IP_TAKE(memory, int32_t, graph->edges);
  int32_t *next = IP_TAKE(memory, int32_t, nodes), *order = IP_TAKE(memory, int32_t, nodes);
  if (memory->failed) return false;
  for (int32_t i = 0; i < nodes; i++) place[i] = i;
  list_earlier(graph, place, start, list, next);
  if (amd_order(nodes, start, list, order, NULL, NULL) < AMD_OK) return false;
  for (int32_t q = 0; q < nodes; q++) place[order[q]] = q;
  return true;
}

bool ip_order(const ip_graph *graph, int32_t *place) {
  ip_memory memory = {0};
  int32_t nodes = graph->nodes;
  int32_t *order = IP_TAKE(&memory, int32_t, nodes), *moved = IP_TAKE(&memory, int32_t, nodes);
  bool done = !memory.failed && minimum_degree(graph, place, &memory);
  if (done) {
    ip_tree tree = ip_tree_of(graph, place, &memory);
    done = !memory.failed && postorder(nodes, &tree, order, &memory)
        && leaves_first(nodes, &tree, order, &memory);
  }
  if (done) {
    for (int32_t q = 0; q < nodes; q++) moved[order[q]] = q;
    for (int32_t i = 0; i < nodes; i++) place[i] = moved[place[i]];
  }
  ip_release(&memory);
  return done;
}
