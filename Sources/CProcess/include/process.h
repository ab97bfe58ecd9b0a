#pragma once

#include <stdint.h>

// What a process may ask of the system for itself, and Swift cannot call: prctl has a variable
// number of arguments, and the names of the limits are of another type on each system.

/// Limits this process's address space. Returns 0, or the number of the system's error.
int32_t sitemix_process_limit_memory(uint64_t bytes);

/// Lets this process be killed when its parent ends; at once if the parent has ended already.
/// Returns 0, or the number of the system's error.
int32_t sitemix_process_end_with(int32_t parent);

/// From now on SIGINT, SIGTERM, SIGHUP and SIGQUIT end this process at once with the status, after a sentence on
/// standard error. Those that were ignored when it began, as nohup asks, stay so.
void sitemix_process_end_on_signals(int32_t status);

/// From now on the first of these signals is noted, and a second ends this process with the status.
void sitemix_process_note_signals(int32_t status);

/// The signal that was noted; 0 before one came.
int32_t sitemix_process_noted_signal(void);
