/* Preloaded under the program: fails, or kills it, at the n-th call that changes a file system.

   cc -shared -fPIC -o faults.so faults.c -ldl
   FAULT_AT=61 FAULT_HOW=kill-before LD_PRELOAD=./faults.so dossier build …

   FAULT_HOW is « count » (the number of calls is written to the file FAULT_LOG at the end), « kill-before », « kill-after » or
   the number of an error, such as 28 (no space left). Processes that the program starts are left alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_int calls;
static int at, counts;
static char how[32];
/* Files that were created or opened to be written: writing to a pipe or to the terminal changes no file system. */
static _Atomic char written[65536];

__attribute__((constructor)) static void begin(void) {
    const char *n = getenv("FAULT_AT"), *h = getenv("FAULT_HOW");
    at = n ? atoi(n) : 0;
    if (h) strncpy(how, h, sizeof how - 1);
    counts = !strcmp(how, "count");
    unsetenv("LD_PRELOAD");
}

__attribute__((destructor)) static void end(void) {
    const char *log = getenv("FAULT_LOG");
    if (!counts || !log) return;
    FILE *file = fopen(log, "w");
    if (file) { fprintf(file, "%d\n", atomic_load(&calls)); fclose(file); }
}

static void die(void) { kill(getpid(), SIGKILL); for (;;) pause(); }

/* 0: go on; an error to give instead; -1: go on, then die. */
static int fault(void) {
    if (counts) { atomic_fetch_add(&calls, 1); return 0; }
    if (atomic_fetch_add(&calls, 1) + 1 != at) return 0;
    if (!strcmp(how, "kill-before")) die();
    if (!strcmp(how, "kill-after")) return -1;
    return atoi(how);
}

#define REAL(name, type) static __typeof__(type) real; if (!real) real = (__typeof__(type))dlsym(RTLD_NEXT, name)
#define DO(type, failed, call) \
    int told = fault(); \
    if (told > 0) { errno = told; return failed; } \
    type answer = call; \
    int error = errno; \
    if (told < 0) die(); \
    errno = error; \
    return answer

int mkdir(const char *path, mode_t mode) { REAL("mkdir", int (*)(const char *, mode_t)); DO(int, -1, real(path, mode)); }
int rmdir(const char *path) { REAL("rmdir", int (*)(const char *)); DO(int, -1, real(path)); }
int unlink(const char *path) { REAL("unlink", int (*)(const char *)); DO(int, -1, real(path)); }
int unlinkat(int in, const char *path, int flags) { REAL("unlinkat", int (*)(int, const char *, int)); DO(int, -1, real(in, path, flags)); }
int rename(const char *from, const char *to) { REAL("rename", int (*)(const char *, const char *)); DO(int, -1, real(from, to)); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
    REAL("renameat2", int (*)(int, const char *, int, const char *, unsigned));
    DO(int, -1, real(a, from, b, to, flags));
}
int link(const char *from, const char *to) { REAL("link", int (*)(const char *, const char *)); DO(int, -1, real(from, to)); }
int linkat(int a, const char *from, int b, const char *to, int flags) {
    REAL("linkat", int (*)(int, const char *, int, const char *, int));
    DO(int, -1, real(a, from, b, to, flags));
}
int symlink(const char *target, const char *path) { REAL("symlink", int (*)(const char *, const char *)); DO(int, -1, real(target, path)); }
int fsync(int file) { REAL("fsync", int (*)(int)); DO(int, -1, real(file)); }
int flock(int file, int operation) { REAL("flock", int (*)(int, int)); DO(int, -1, real(file, operation)); }
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t length, unsigned flags) {
    REAL("copy_file_range", ssize_t (*)(int, off64_t *, int, off64_t *, size_t, unsigned));
    DO(ssize_t, -1, real(from, a, to, b, length, flags));
}

static int opened(const char *path, int flags, mode_t mode) {
    REAL("open64", int (*)(const char *, int, ...));
    int told = flags & O_CREAT ? fault() : 0;
    if (told > 0) { errno = told; return -1; }
    int file = real(path, flags, mode), error = errno;
    if (told < 0) die();
    if (file >= 0 && file < (int)sizeof written) written[file] = (flags & O_ACCMODE) != O_RDONLY;
    errno = error;
    return file;
}
int open(const char *path, int flags, ...) { va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); return opened(path, flags, mode); }
int open64(const char *path, int flags, ...) { va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); return opened(path, flags, mode); }
int close(int file) {
    REAL("close", int (*)(int));
    if (file >= 0 && file < (int)sizeof written) written[file] = 0;
    return real(file);
}
ssize_t write(int file, const void *bytes, size_t length) {
    REAL("write", ssize_t (*)(int, const void *, size_t));
    if (file < 3 || file >= (int)sizeof written || !written[file]) return real(file, bytes, length);
    DO(ssize_t, -1, real(file, bytes, length));
}
