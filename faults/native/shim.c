/*
 * The machine beneath a process, bent: loaded before libc (LD_PRELOAD), it shifts the wall clock, slows
 * or fills the disk, and records what reaches the files of one folder. shim.ts compiles it, writes its
 * control file and sets its environment:
 *
 *   KAOCHANG_MACHINE_FOLDER   canonical path of the folder that stands on the simulated disk
 *   KAOCHANG_MACHINE_CONTROL  file of `struct control`, mapped, so that a change counts at once
 *   KAOCHANG_MACHINE_LOG      file that records are appended to; absent: nothing is recorded
 *
 * Not seen: writes through a mapping (SQLite maps only its -shm file, which is rebuilt from the others
 * and therefore not recorded), duplicated descriptors, and copies made inside the kernel.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define REAL(name)                                                                                      \
  ({                                                                                                    \
    static __typeof__(&name) real;                                                                      \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name);                                       \
    real;                                                                                               \
  })

struct control {
  volatile int64_t wall_offset_ms;
  volatile int64_t sync_delay_ms;
  volatile int64_t full;
};

/* The same numbers and layout stand in ../disk/recording.ts. */
enum op { OPEN = 1, CREATE, WRITE, TRUNCATE, SYNC, SYNC_FOLDER, UNLINK, RENAME };

struct record {
  uint64_t at;   /* CLOCK_MONOTONIC in nanoseconds, when the operation was done */
  uint64_t file; /* inode number */
  int64_t offset;
  uint32_t length; /* of the bytes, which follow the path */
  uint16_t path;   /* length of the path, which follows the record */
  uint16_t op;
};

enum kind { STRANGER, FILE_OF_FOLDER, UNRECORDED_FILE, FOLDER };

struct descriptor {
  enum kind kind;
  dev_t device;
  ino_t file;
};

#define DESCRIPTORS 65536
static struct descriptor descriptors[DESCRIPTORS];
static struct control still;
static struct control *control = &still;
static char folder[PATH_MAX];
static size_t folder_length;
static int log_fd = -1;
/* Held over operations on names and over each record, so that the log has them in their order. */
static pthread_mutex_t names_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t met_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t log_lock = PTHREAD_MUTEX_INITIALIZER;

static void give_up(const char *what) {
  fprintf(stderr, "simulated machine: %s: %s\n", what, strerror(errno));
  abort();
}

static int raw_open(const char *path, int flags) {
  return (int)syscall(SYS_openat, AT_FDCWD, path, flags | O_CLOEXEC, 0600);
}

static void map_control(const char *path) {
  int fd = raw_open(path, O_RDONLY);
  void *mapped = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof *control, PROT_READ, MAP_SHARED, fd, 0);
  if (mapped == MAP_FAILED) give_up(path);
  syscall(SYS_close, fd);
  control = mapped;
}

/* A killed process may have left half a record; what the next one writes must not follow on that. */
static void cut_unfinished_record(int fd) {
  struct record head;
  off_t whole = 0;
  for (;;) {
    if (syscall(SYS_pread64, fd, &head, sizeof head, whole) != sizeof head) break;
    off_t next = whole + (off_t)(sizeof head + head.path + head.length);
    if (next > lseek(fd, 0, SEEK_END)) break;
    whole = next;
  }
  if (syscall(SYS_ftruncate, fd, whole) != 0) give_up("the log cannot be mended");
}

/* Each process that records holds a shared lock, so one that gets the lock alone knows the others are gone. */
static int open_log(const char *log) {
  int fd = raw_open(log, O_RDWR | O_APPEND);
  if (fd < 0) give_up(log);
  if (flock(fd, LOCK_EX | LOCK_NB) == 0) cut_unfinished_record(fd);
  if (flock(fd, LOCK_SH) != 0) give_up(log);
  return fd;
}

__attribute__((constructor)) static void begin(void) {
  const char *named = getenv("KAOCHANG_MACHINE_FOLDER");
  const char *settings = getenv("KAOCHANG_MACHINE_CONTROL");
  const char *log = getenv("KAOCHANG_MACHINE_LOG");
  if (!named || !settings || strlen(named) >= sizeof folder) return;
  map_control(settings);
  if (log) log_fd = open_log(log);
  strcpy(folder, named);
  folder_length = strlen(folder);
}

/* ---- the record ---- */

static uint64_t monotonic(void) {
  struct timespec now;
  REAL(clock_gettime)(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static void keep(enum op op, ino_t file, int64_t offset, const char *path, const void *bytes, size_t length) {
  if (log_fd < 0) return;
  size_t path_length = path ? strlen(path) : 0;
  struct record record = {.file = file, .offset = offset, .length = (uint32_t)length,
                          .path = (uint16_t)path_length, .op = op};
  struct iovec parts[] = {{&record, sizeof record}, {(void *)path, path_length}, {(void *)bytes, length}};
  pthread_mutex_lock(&log_lock);
  record.at = monotonic();
  long written = syscall(SYS_writev, log_fd, parts, 3);
  pthread_mutex_unlock(&log_lock);
  if (written != (long)(sizeof record + path_length + length)) give_up("the record cannot be written");
}

/* ---- which descriptors are the folder's ---- */

static int inside(const char *path) {
  if (folder_length == 0 || strncmp(path, folder, folder_length) != 0) return 0;
  return path[folder_length] == '/' || path[folder_length] == '\0';
}

/* A path as the log has it: relative to the folder. */
static const char *relative(const char *path) {
  return path[folder_length] == '/' ? path + folder_length + 1 : "";
}

static int ends_with(const char *text, const char *end) {
  size_t length = strlen(text), tail = strlen(end);
  return length >= tail && strcmp(text + length - tail, end) == 0;
}

static int path_of(int fd, char path[PATH_MAX]) {
  char link[32];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = '\0';
  return 1;
}

/* Canonical path of what stands under a name, and its inode; 0 if it is not in the folder or not there. */
static int find(int folder_fd, const char *name, char path[PATH_MAX], struct stat *found) {
  if (folder_length == 0) return 0;
  int before = errno;
  int fd = (int)syscall(SYS_openat, folder_fd, name, O_PATH | O_NOFOLLOW | O_CLOEXEC, 0);
  int ours = fd >= 0 && path_of(fd, path) && inside(path) && fstat(fd, found) == 0;
  if (fd >= 0) syscall(SYS_close, fd);
  errno = before;
  return ours;
}

static enum kind kind_of_path(const char *path, mode_t mode) {
  if (!inside(path)) return STRANGER;
  if (S_ISDIR(mode)) return FOLDER;
  if (!S_ISREG(mode)) return STRANGER;
  return ends_with(path, "-shm") ? UNRECORDED_FILE : FILE_OF_FOLDER;
}

#define FILES 4096
static ino_t met[FILES];
static int met_count = 0;

static int meets_first(ino_t file) {
  pthread_mutex_lock(&met_lock);
  int index = 0;
  while (index < met_count && met[index] != file) index++;
  int first = index == met_count;
  if (met_count == FILES) give_up("too many files");
  if (first) met[met_count++] = file;
  pthread_mutex_unlock(&met_lock);
  return first;
}

/*
 * A process that was killed may have written something and not recorded it, and this process builds on
 * what it finds. So what a file holds when this process meets it is recorded as written, not synced.
 * Only then: closing a descriptor drops the process's locks on the file, and it has none yet.
 */
static void keep_found(const char *path, const struct stat *status) {
  keep(OPEN, status->st_ino, status->st_size, relative(path), NULL, 0);
  if (log_fd < 0 || status->st_size == 0 || !meets_first(status->st_ino)) return;
  int fd = raw_open(path, O_RDONLY);
  void *bytes = fd < 0 ? MAP_FAILED : mmap(NULL, (size_t)status->st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (bytes == MAP_FAILED) give_up(path);
  keep(TRUNCATE, status->st_ino, status->st_size, NULL, NULL, 0);
  keep(WRITE, status->st_ino, 0, NULL, bytes, (size_t)status->st_size);
  munmap(bytes, (size_t)status->st_size);
  syscall(SYS_close, fd);
}

static void opened(int fd, int existed, int flags) {
  char path[PATH_MAX];
  struct stat status;
  if (fd < 0 || fd >= DESCRIPTORS) return;
  descriptors[fd].kind = STRANGER;
  if (folder_length == 0 || !path_of(fd, path) || fstat(fd, &status) != 0) return;
  enum kind kind = kind_of_path(path, status.st_mode);
  descriptors[fd] = (struct descriptor){kind, status.st_dev, status.st_ino};
  if (kind != FILE_OF_FOLDER) return;
  if (existed) keep_found(path, &status);
  else {
    meets_first(status.st_ino);
    keep(CREATE, status.st_ino, 0, relative(path), NULL, 0);
  }
  if (existed && (flags & O_TRUNC)) keep(TRUNCATE, status.st_ino, 0, NULL, NULL, 0);
}

/*
 * libuv closes descriptors by a system call of its own, which nobody can intercept: what a number stood
 * for is therefore checked against the file at each use.
 */
static enum kind kind_of(int fd, struct stat *status) {
  if (fd < 0 || fd >= DESCRIPTORS || descriptors[fd].kind == STRANGER) return STRANGER;
  int before = errno;
  struct descriptor *known = &descriptors[fd];
  if (fstat(fd, status) != 0 || status->st_dev != known->device || status->st_ino != known->file) {
    known->kind = STRANGER;
  }
  errno = before;
  return known->kind;
}

/* ---- names ---- */

static int open_by(int (*real)(int, const char *, int, ...), int folder_fd, const char *path, int flags, mode_t mode) {
  int creating = flags & O_CREAT;
  if (creating) pthread_mutex_lock(&names_lock);
  int existed = !creating || syscall(SYS_faccessat, folder_fd, path, F_OK) == 0;
  int fd = real(folder_fd, path, flags, mode);
  int failure = errno;
  opened(fd, existed, flags);
  if (creating) pthread_mutex_unlock(&names_lock);
  errno = failure;
  return fd;
}

#define MODE_AFTER(last)                                                                                \
  mode_t mode = 0;                                                                                      \
  if (flags & (O_CREAT | O_TMPFILE)) {                                                                  \
    va_list rest;                                                                                       \
    va_start(rest, last);                                                                               \
    mode = va_arg(rest, mode_t);                                                                        \
    va_end(rest);                                                                                       \
  }

int open(const char *path, int flags, ...) {
  MODE_AFTER(flags)
  return open_by(REAL(openat), AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  MODE_AFTER(flags)
  return open_by(REAL(openat64), AT_FDCWD, path, flags, mode);
}

int openat(int folder_fd, const char *path, int flags, ...) {
  MODE_AFTER(flags)
  return open_by(REAL(openat), folder_fd, path, flags, mode);
}

int openat64(int folder_fd, const char *path, int flags, ...) {
  MODE_AFTER(flags)
  return open_by(REAL(openat64), folder_fd, path, flags, mode);
}

int unlink(const char *name) {
  char path[PATH_MAX];
  struct stat status;
  pthread_mutex_lock(&names_lock);
  int ours = find(AT_FDCWD, name, path, &status) && kind_of_path(path, status.st_mode) == FILE_OF_FOLDER;
  int result = REAL(unlink)(name);
  if (result == 0 && ours) keep(UNLINK, status.st_ino, 0, relative(path), NULL, 0);
  pthread_mutex_unlock(&names_lock);
  return result;
}

static void renamed(const char *from, const struct stat *status, const char *to) {
  char path[PATH_MAX];
  struct stat after;
  if (!find(AT_FDCWD, to, path, &after)) {
    keep(UNLINK, status->st_ino, 0, relative(from), NULL, 0);
    return;
  }
  keep(RENAME, status->st_ino, 0, relative(path), relative(from), strlen(relative(from)));
}

int rename(const char *from, const char *to) {
  char path[PATH_MAX];
  struct stat status;
  pthread_mutex_lock(&names_lock);
  int ours = find(AT_FDCWD, from, path, &status) && kind_of_path(path, status.st_mode) == FILE_OF_FOLDER;
  int result = REAL(rename)(from, to);
  if (result == 0 && ours) renamed(path, &status, to);
  pthread_mutex_unlock(&names_lock);
  return result;
}

/* ---- bytes ---- */

/* A full disk refuses every write, also one that would fit: no state in which half a mix gets through. */
static int refused(enum kind kind) {
  if (kind == STRANGER || !control->full) return 0;
  errno = ENOSPC;
  return 1;
}

static void wrote(const struct stat *status, const struct iovec *parts, int count, int64_t offset, ssize_t total) {
  size_t left = (size_t)total;
  for (int index = 0; index < count && left > 0; index++) {
    size_t length = parts[index].iov_len < left ? parts[index].iov_len : left;
    keep(WRITE, status->st_ino, offset, NULL, parts[index].iov_base, length);
    offset += (int64_t)length;
    left -= length;
  }
}

/* `offset` is -1 for a write at the descriptor's own position. */
#define WRITING(fd, parts, count, offset, call)                                                         \
  struct stat status;                                                                                   \
  enum kind kind = kind_of(fd, &status);                                                                \
  if (refused(kind)) return -1;                                                                         \
  ssize_t total = (call);                                                                               \
  if (kind == FILE_OF_FOLDER && total > 0) {                                                            \
    wrote(&status, parts, count, (offset) < 0 ? lseek(fd, 0, SEEK_CUR) - total : (offset), total);      \
  }                                                                                                     \
  return total;

ssize_t write(int fd, const void *bytes, size_t length) {
  struct iovec part = {(void *)bytes, length};
  WRITING(fd, &part, 1, (off_t)-1, REAL(write)(fd, bytes, length))
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  struct iovec part = {(void *)bytes, length};
  WRITING(fd, &part, 1, offset, REAL(pwrite)(fd, bytes, length, offset))
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  struct iovec part = {(void *)bytes, length};
  WRITING(fd, &part, 1, offset, REAL(pwrite64)(fd, bytes, length, offset))
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  WRITING(fd, parts, count, (off_t)-1, REAL(writev)(fd, parts, count))
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
  WRITING(fd, parts, count, offset, REAL(pwritev)(fd, parts, count, offset))
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) {
  WRITING(fd, parts, count, offset, REAL(pwritev64)(fd, parts, count, offset))
}

static int truncate_by(int (*real)(int, off_t), int fd, off_t size) {
  struct stat status;
  enum kind kind = kind_of(fd, &status);
  if (kind != STRANGER && size > status.st_size && refused(kind)) return -1;
  int result = real(fd, size);
  if (result == 0 && kind == FILE_OF_FOLDER) keep(TRUNCATE, status.st_ino, size, NULL, NULL, 0);
  return result;
}

int ftruncate(int fd, off_t size) { return truncate_by(REAL(ftruncate), fd, size); }
int ftruncate64(int fd, off64_t size) { return truncate_by(REAL(ftruncate64), fd, size); }

/* ---- fsync ---- */

static void wait_ms(int64_t ms) {
  if (ms <= 0) return;
  struct timespec left = {ms / 1000, (ms % 1000) * 1000000};
  while (clock_nanosleep(CLOCK_MONOTONIC, 0, &left, &left) == EINTR) {
  }
}

/* What another thread writes while the disk syncs is not promised to be there, so the record says where it began. */
static int sync_by(int (*real)(int), int fd) {
  struct stat status;
  enum kind kind = kind_of(fd, &status);
  if (kind == STRANGER) return real(fd);
  int64_t begun = log_fd < 0 ? 0 : (int64_t)lseek(log_fd, 0, SEEK_END);
  wait_ms(control->sync_delay_ms);
  int result = real(fd);
  char path[PATH_MAX];
  if (result != 0) return result;
  if (kind == FILE_OF_FOLDER) keep(SYNC, status.st_ino, begun, NULL, NULL, 0);
  if (kind == FOLDER && path_of(fd, path)) keep(SYNC_FOLDER, status.st_ino, begun, relative(path), NULL, 0);
  return result;
}

int fsync(int fd) { return sync_by(REAL(fsync), fd); }
int fdatasync(int fd) { return sync_by(REAL(fdatasync), fd); }

/* ---- what the disk says of itself ---- */

static int says_full(const char *name) {
  char path[PATH_MAX];
  struct stat status;
  return control->full && find(AT_FDCWD, name, path, &status);
}

int statfs64(const char *path, struct statfs64 *answer) {
  int result = REAL(statfs64)(path, answer);
  if (result == 0 && says_full(path)) answer->f_bfree = answer->f_bavail = 0;
  return result;
}

/* ---- the wall clock ---- */

static int64_t shifted_ns(int64_t seconds, int64_t nanoseconds) {
  return seconds * 1000000000 + nanoseconds + control->wall_offset_ms * 1000000;
}

int clock_gettime(clockid_t id, struct timespec *now) {
  int result = REAL(clock_gettime)(id, now);
  if (result != 0 || (id != CLOCK_REALTIME && id != CLOCK_REALTIME_COARSE)) return result;
  int64_t shifted = shifted_ns(now->tv_sec, now->tv_nsec);
  now->tv_sec = shifted / 1000000000;
  now->tv_nsec = shifted % 1000000000;
  return 0;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  int result = REAL(gettimeofday)(now, zone);
  if (result != 0) return result;
  int64_t shifted = shifted_ns(now->tv_sec, (int64_t)now->tv_usec * 1000);
  now->tv_sec = shifted / 1000000000;
  now->tv_usec = shifted % 1000000000 / 1000;
  return 0;
}

time_t time(time_t *kept) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (kept) *kept = now.tv_sec;
  return now.tv_sec;
}
