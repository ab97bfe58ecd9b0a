#include "guard.h"

#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stddef.h>

// GLPK: its environment is per thread, and so is everything here.
static _Thread_local jmp_buf landing;
static _Thread_local sitemix_guard_report reporter;
static _Thread_local void *reporter_context;

static void on_error(void *unused) {
  (void)unused;
  longjmp(landing, sitemix_guard_aborted);
}

static int on_text(void *unused, const char *text) {
  (void)unused;
  if (reporter(reporter_context, text) != 0) longjmp(landing, sitemix_guard_stopped);
  return 1;  // GLPK: zero would print the text on stdout.
}

// Hooks live only while a guarded call runs, so that neither can jump to a landing that has gone.
#define GUARDED(...)                  \
  int end = setjmp(landing);          \
  if (end != 0) return end;           \
  glp_error_hook(on_error, NULL);     \
  glp_term_hook(on_text, NULL);       \
  __VA_ARGS__;                        \
  glp_term_hook(NULL, NULL);          \
  glp_error_hook(NULL, NULL);         \
  return sitemix_guard_returned

int32_t sitemix_guard_open(sitemix_guard_report report, void *context, void **problem) {
  reporter = report;
  reporter_context = context;
  *problem = NULL;
  GUARDED(*problem = glp_create_prob());
}

void sitemix_guard_close(void *problem) {
  glp_term_hook(NULL, NULL);
  glp_error_hook(NULL, NULL);
  if (problem != NULL) glp_delete_prob(problem);
  glp_free_env();
  reporter = NULL;
  reporter_context = NULL;
}

// GLPK: infinities are bound types, and equal bounds must be GLP_FX.
static int bound_type(double lower, double upper) {
  if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
  if (isinf(upper)) return GLP_LO;
  return lower == upper ? GLP_FX : GLP_DB;
}

static void load_columns(
    glp_prob *problem, int32_t columns, const double *lower, const double *upper,
    const double *cost) {
  glp_set_obj_dir(problem, GLP_MIN);
  glp_add_cols(problem, columns);
  for (int32_t j = 0; j < columns; j++) {
    glp_set_col_bnds(problem, j + 1, bound_type(lower[j], upper[j]), lower[j], upper[j]);
    glp_set_obj_coef(problem, j + 1, cost[j]);
  }
}

static void load_rows(
    glp_prob *problem, int32_t rows, const double *lower, const double *upper,
    const int64_t *start, const int32_t *column_number, const double *coefficient) {
  glp_add_rows(problem, rows);
  for (int32_t i = 0; i < rows; i++) {
    glp_set_row_bnds(problem, i + 1, bound_type(lower[i], upper[i]), lower[i], upper[i]);
    int entries = (int)(start[i + 1] - start[i]);
    glp_set_mat_row(problem, i + 1, entries, column_number + start[i], coefficient + start[i]);
  }
}

int32_t sitemix_guard_load(
    void *problem, int32_t rows, int32_t columns, const double *row_lower,
    const double *row_upper, const double *column_lower, const double *column_upper,
    const double *cost, const int64_t *row_start, const int32_t *column_number,
    const double *coefficient) {
  GUARDED(
    load_columns(problem, columns, column_lower, column_upper, cost);
    load_rows(problem, rows, row_lower, row_upper, row_start, column_number, coefficient));
}

int32_t sitemix_guard_scale(void *problem, int32_t flags) {
  GUARDED(glp_scale_prob(problem, flags));
}

int32_t sitemix_guard_simplex(void *problem, int32_t dual, int32_t presolve, int32_t *code) {
  glp_smcp control;
  glp_init_smcp(&control);
  control.msg_lev = GLP_MSG_ON;
  control.meth = dual ? GLP_DUALP : GLP_PRIMAL;
  control.presolve = presolve ? GLP_ON : GLP_OFF;
  GUARDED(*code = glp_simplex(problem, &control));
}

int32_t sitemix_guard_interior(void *problem, int32_t ordering, int32_t *code) {
  glp_iptcp control;
  glp_init_iptcp(&control);
  control.msg_lev = GLP_MSG_ON;
  control.ord_alg = ordering;
  GUARDED(*code = glp_interior(problem, &control));
}

// GLPK: a limit on time would make results depend on the machine, so nodes are counted.
static void on_node(glp_tree *tree, void *left) {
  int reason = glp_ios_reason(tree);
  if ((reason == GLP_ISELECT || reason == GLP_IROWGEN) && --*(int32_t *)left < 0)
    glp_ios_terminate(tree);
}

static void branch(
    glp_prob *problem, int32_t count, const int32_t *integer_column, int32_t nodes, int32_t *code,
    int32_t *status) {
  glp_iocp control;
  glp_init_iocp(&control);
  control.msg_lev = GLP_MSG_ON;
  control.presolve = GLP_ON;
  control.mir_cuts = GLP_ON;
  control.mip_gap = 1e-6;
  control.cb_func = on_node;
  control.cb_info = &nodes;
  for (int32_t k = 0; k < count; k++) glp_set_col_kind(problem, integer_column[k] + 1, GLP_IV);
  *code = glp_intopt(problem, &control);
  *status = glp_mip_status(problem);
}

int32_t sitemix_guard_branch(
    void *problem, int32_t count, const int32_t *integer_column, int32_t nodes, int32_t *code,
    int32_t *status) {
  GUARDED(branch(problem, count, integer_column, nodes, code, status));
}

static void read_integer_point(glp_prob *problem, double *x) {
  int columns = glp_get_num_cols(problem);
  for (int j = 1; j <= columns; j++) x[j - 1] = glp_mip_col_val(problem, j);
}

int32_t sitemix_guard_read_integer(void *problem, double *x) {
  GUARDED(read_integer_point(problem, x));
}

static void read_point(glp_prob *problem, int32_t interior, double *x, double *y) {
  int columns = glp_get_num_cols(problem), rows = glp_get_num_rows(problem);
  for (int j = 1; j <= columns; j++)
    x[j - 1] = interior ? glp_ipt_col_prim(problem, j) : glp_get_col_prim(problem, j);
  for (int i = 1; i <= rows; i++)
    y[i - 1] = interior ? glp_ipt_row_dual(problem, i) : glp_get_row_dual(problem, i);
}

int32_t sitemix_guard_read(void *problem, int32_t interior, double *x, double *y) {
  GUARDED(read_point(problem, interior, x, y));
}

static void read_status(glp_prob *problem, int32_t *primal, int32_t *dual) {
  *primal = glp_get_prim_stat(problem);
  *dual = glp_get_dual_stat(problem);
}

int32_t sitemix_guard_status(void *problem, int32_t *primal, int32_t *dual) {
  GUARDED(read_status(problem, primal, dual));
}

int32_t sitemix_guard_provoke(void) { GUARDED(glp_error("provoked")); }
