/* Loaded into a native process before its own code (LD_PRELOAD): its wall clock is off by the milliseconds that a file
 * says, as that of a machine whose clock was set. Its monotonic clocks go on. What is linked statically, or asks the
 * kernel without the C library as Go does, is not reached. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define LOOK_AGAIN_MS 20

static long asked(clockid_t clock, struct timespec *at) { return syscall(SYS_clock_gettime, clock, at); }

static long long offset_ms(void) {
  static const char *file;
  static long long looked_at = -1, offset;
  struct timespec at;
  asked(CLOCK_MONOTONIC, &at);
  long long now = at.tv_sec * 1000LL + at.tv_nsec / 1000000;
  if (looked_at >= 0 && now - looked_at < LOOK_AGAIN_MS) return offset;
  looked_at = now;
  if (file == NULL) file = getenv("FAULTS_CLOCK_FILE");
  if (file == NULL) return 0;
  char text[32] = {0};
  long fd = syscall(SYS_openat, AT_FDCWD, file, O_RDONLY);
  if (fd < 0) return offset;
  if (syscall(SYS_read, fd, text, sizeof text - 1) > 0) offset = atoll(text);
  syscall(SYS_close, fd);
  return offset;
}

int clock_gettime(clockid_t clock, struct timespec *at) {
  long failed = asked(clock, at);
  if (failed || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)) return (int)failed;
  long long ns = at->tv_sec * 1000000000LL + at->tv_nsec + offset_ms() * 1000000LL;
  at->tv_sec = ns / 1000000000LL;
  at->tv_nsec = ns % 1000000000LL;
  return 0;
}

int gettimeofday(struct timeval *restrict at, void *restrict zone) {
  (void)zone;
  struct timespec now;
  int failed = clock_gettime(CLOCK_REALTIME, &now);
  if (failed) return failed;
  at->tv_sec = now.tv_sec;
  at->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *kept) {
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now)) return (time_t)-1;
  if (kept != NULL) *kept = now.tv_sec;
  return now.tv_sec;
}
