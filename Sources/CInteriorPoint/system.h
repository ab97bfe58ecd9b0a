#pragma once

#include "factor.h"
#include "include/interior_point.h"

/// A program as the caller has it.
typedef struct {
  int32_t rows;
  int32_t columns;
  int32_t bounded;
  int32_t free;
  const int32_t *start;
  const int32_t *row;
  const double *value;
  const double *right;
  const double *cost;
  const double *upper;
  const double *box;
  double constant;
} ip_given;

/// A program of our own, with rows and columns in the order in which the system eliminates them:
/// products and gathers then walk memory forwards.
typedef struct {
  int32_t rows;
  int32_t columns;
  /// Columns before this have an upper bound, and those from `free` on no bound at all.
  int32_t bounded;
  int32_t free;
  int32_t *start;
  int32_t *row;
  double *value;
  double *right;
  double *cost;
  double *upper;
  double *box;
  double constant;
  /// The number that the caller knows each row and column by.
  int32_t *row_name;
  int32_t *column_name;
} ip_program;

/// The quasi-definite system of an iteration, with T the ratios of reduced costs and values:
///
///     −(T + primal) dx + Aᵀ dy = g
///                  A dx + dual dy = r
///
/// Regularisation leaves the right side alone, so it slows but does not bias (proximal point:
/// Friedlander and Orban 2012). Columns of one entry never enter: they only add to a row's diagonal.
typedef struct {
  ip_factor factor;
  /// Columns with more entries, and their places; places of rows.
  int32_t long_count;
  int32_t *long_column;
  int32_t *long_place;
  int32_t *row_place;
  int32_t single_count;
  int32_t *single_column;
  int32_t *single_row;
  double *single_value;
  int32_t entry_count;
  int32_t *entry_place;
  double *entry_value;
  /// T, and 1 / T of the columns of one entry.
  double *ratio;
  double *single_inverse;
  double *v;
  double primal;
  double dual;
  int32_t solves;
  /// How often the regularisation was raised.
  int32_t raises;
} ip_system;

/// Orders, analyses and copies. False: no memory.
bool ip_prepare(
    ip_program *program, ip_system *system, const ip_given *given, ip_memory *memory);

/// Factorises for the ratios at hand. A pivot of the wrong sign asks for more regularisation, never
/// for another pivot in its place. False: no regularisation of sense is enough.
bool ip_system_factorise(ip_system *system, const ip_program *program);

/// Solves for `g`, and `r` unless that is NULL (zero).
void ip_system_solve(
    ip_system *system, const ip_program *program, const double *restrict g,
    const double *restrict r, double *restrict dx, double *restrict dy);
