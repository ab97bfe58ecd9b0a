#include "process.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#else
#include <pthread.h>
#include <sys/event.h>
#endif

int32_t sitemix_process_limit_memory(uint64_t bytes) {
  struct rlimit limit = {.rlim_cur = bytes, .rlim_max = bytes};
  return setrlimit(RLIMIT_AS, &limit) == 0 ? 0 : errno;
}

static void end_now(void) { kill(getpid(), SIGKILL); }

#ifdef __linux__
// Linux: the signal comes when the parent's *thread* ends that started this process.
static int32_t watch(int32_t parent) {
  (void)parent;
  return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 ? 0 : errno;
}
#else
static void *wait_for_end(void *queue) {
  struct kevent event;
  while (kevent((int)(intptr_t)queue, NULL, 0, &event, 1, NULL) < 0 && errno == EINTR) continue;
  end_now();
  return NULL;
}

static int32_t watch(int32_t parent) {
  int queue = kqueue();
  if (queue < 0) return errno;
  struct kevent change;
  EV_SET(&change, parent, EVFILT_PROC, EV_ADD, NOTE_EXIT, 0, NULL);
  if (kevent(queue, &change, 1, NULL, 0, NULL) < 0) return errno == ESRCH ? 0 : errno;
  pthread_t thread;
  return pthread_create(&thread, NULL, wait_for_end, (void *)(intptr_t)queue);
}
#endif

int32_t sitemix_process_end_with(int32_t parent) {
  int32_t error = watch(parent);
  // The parent may have ended before the watch began.
  if (error == 0 && getppid() != parent) end_now();
  return error;
}
