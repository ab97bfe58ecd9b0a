#pragma once

#include <stdint.h>

/// Solves one symmetric system whose pivots have the given signs (1 or −1) in any order.
///
/// The matrix is its diagonal and the `values` of `edges` pairs of different numbers, each given
/// once. `right` becomes the solution; `inverse` receives one over each pivot, by number.
/// Returns 0; 1 where a pivot has the wrong sign; 2 where there is not enough memory.
int32_t sitemix_ldl_solve(
    int32_t size, int32_t edges, const int32_t *_Nonnull one, const int32_t *_Nonnull other,
    const double *_Nonnull values, const double *_Nonnull diagonal,
    const signed char *_Nonnull sign, double *_Nonnull right, double *_Nonnull inverse);
