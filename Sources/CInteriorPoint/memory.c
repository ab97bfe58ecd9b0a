#include "memory.h"

#include <stdlib.h>

static bool make_room(ip_memory *memory) {
  if (memory->count < memory->room) return true;
  size_t room = memory->room == 0 ? 32 : 2 * memory->room;
  void **blocks = realloc(memory->blocks, room * sizeof *blocks);
  if (blocks == NULL) return false;
  memory->blocks = blocks;
  memory->room = room;
  return true;
}

void *ip_take(ip_memory *memory, int64_t count, size_t size) {
  if (memory->failed || count < 0 || !make_room(memory)) {
    memory->failed = true;
    return NULL;
  }
  // A block of nothing is still an address of its own.
  void *block = calloc(count == 0 ? 1 : (size_t)count, size);
  if (block == NULL) {
    memory->failed = true;
    return NULL;
  }
  memory->blocks[memory->count++] = block;
  return block;
}

void ip_release(ip_memory *memory) {
  for (size_t block = 0; block < memory->count; block++) free(memory->blocks[block]);
  free(memory->blocks);
  *memory = (ip_memory){0};
}
