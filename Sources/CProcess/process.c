#include "process.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#else
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

static volatile sig_atomic_t ending_status, noted_signal;

static const char *name_of(int signal) {
  switch (signal) {
  case SIGINT: return "SIGINT";
  case SIGTERM: return "SIGTERM";
  case SIGHUP: return "SIGHUP";
  default: return "SIGQUIT";
  }
}

// A handler may call nothing but what POSIX lists as safe in one; write and _exit are.
static void say(const char *text) {
  ssize_t written = write(STDERR_FILENO, text, strlen(text));
  (void)written;
}

static void end_with_status(int signal) {
  say(isatty(STDERR_FILENO) ? "\r\033[2Kstopped by " : "stopped by ");
  say(name_of(signal));
  say(": earlier results are as they were, and the answers of a sweep so far are kept\n");
  _exit(ending_status);
}

static void note(int signal) {
  if (noted_signal != 0) end_with_status(signal);
  noted_signal = signal;
}

static void handle_signals(int32_t status, void (*handler)(int)) {
  static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
  ending_status = status;
  // Whoever started this process may have done so from a thread that takes none of them.
  sigset_t open;
  sigemptyset(&open);
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i += 1) {
    struct sigaction before, action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    if (sigaction(signals[i], NULL, &before) != 0 || before.sa_handler == SIG_IGN) continue;
    sigaction(signals[i], &action, NULL);
    sigaddset(&open, signals[i]);
  }
  pthread_sigmask(SIG_UNBLOCK, &open, NULL);
}

void sitemix_process_end_on_signals(int32_t status) { handle_signals(status, end_with_status); }

void sitemix_process_note_signals(int32_t status) { handle_signals(status, note); }

int32_t sitemix_process_noted_signal(void) { return noted_signal; }
