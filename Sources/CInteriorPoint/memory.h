#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Blocks that are given back together. After a failure every further block is NULL.
typedef struct {
  void **blocks;
  size_t count;
  size_t room;
  bool failed;
} ip_memory;

/// A block of zeros, or NULL.
void *ip_take(ip_memory *memory, int64_t count, size_t size);
void ip_release(ip_memory *memory);

#define IP_TAKE(memory, type, count) ((type *)ip_take((memory), (count), sizeof(type)))
