#pragma once

#include <stdint.h>

// Calls GLPK so that nothing it does can end the process. GLPK: bad arguments and failed internal
// checks call abort (manual, section 6.3); its error hook may leave by longjmp instead, provided
// that glp_free_env follows. A request to stop leaves the same way, from the terminal hook.
// Jumps cross C frames alone: the Swift callback has returned by then.

/// How a guarded call ended. After anything but `sitemix_guard_returned`, call only glp_free_env.
enum sitemix_guard_end {
  sitemix_guard_returned = 0,
  sitemix_guard_aborted = 1,
  sitemix_guard_stopped = 2,
};

/// Receives each piece of GLPK's terminal output; anything but 0 asks to stop.
typedef int32_t (*sitemix_guard_report)(void *_Nonnull context, const char *_Nonnull text);

/// An owner of this thread's GLPK environment: one problem, and the hooks that report on it.
/// `problem` is NULL when it could not be made.
int32_t sitemix_guard_open(
    sitemix_guard_report _Nonnull report, void *_Nonnull context, void *_Nullable *_Nonnull problem);
/// Removes the hooks, deletes the problem unless a jump left it broken, and frees the environment.
void sitemix_guard_close(void *_Nullable problem);

/// A linear program as flat arrays. Those of rows and columns are 0-based; the entries are as GLPK
/// wants them: slot 0 is dead, and row r has the entries row_start[r] + 1 ... row_start[r + 1],
/// with column numbers from 1.
int32_t sitemix_guard_load(
    void *_Nonnull problem, int32_t rows, int32_t columns,
    const double *_Nonnull row_lower, const double *_Nonnull row_upper,
    const double *_Nonnull column_lower, const double *_Nonnull column_upper,
    const double *_Nonnull cost, const int64_t *_Nonnull row_start,
    const int32_t *_Nonnull column_number, const double *_Nonnull coefficient);
int32_t sitemix_guard_scale(void *_Nonnull problem, int32_t flags);
/// `code` receives GLPK's own return code.
int32_t sitemix_guard_simplex(
    void *_Nonnull problem, int32_t dual, int32_t presolve, int32_t *_Nonnull code);
int32_t sitemix_guard_interior(void *_Nonnull problem, int32_t ordering, int32_t *_Nonnull code);
/// Branch and bound over whole values of some columns (numbered from 0), with at most so many nodes:
/// `code` receives GLPK's return code, `status` that of the best point found.
int32_t sitemix_guard_branch(
    void *_Nonnull problem, int32_t count, const int32_t *_Nonnull integer_column, int32_t nodes,
    int32_t *_Nonnull code, int32_t *_Nonnull status);
/// Column values of the best point that branch and bound found.
int32_t sitemix_guard_read_integer(void *_Nonnull problem, double *_Nonnull x);
/// Column values and row duals of the last solve.
int32_t sitemix_guard_read(
    void *_Nonnull problem, int32_t interior, double *_Nonnull x, double *_Nonnull y);
/// GLPK's primal and dual status after a simplex run.
int32_t sitemix_guard_status(
    void *_Nonnull problem, int32_t *_Nonnull primal, int32_t *_Nonnull dual);
/// GLPK's own way to fail, for tests.
int32_t sitemix_guard_provoke(void);
