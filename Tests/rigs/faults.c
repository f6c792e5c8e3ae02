// A preloaded library that lets the n-th write or sync to files of one folder fail, as a bad or full disk does.
//
// RIG_FAULTS names a file that the rig and the program share (the struct below); RIG_FAULTS_UNDER the folder.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, CUT = 4 };
enum { FAILS = 0, LIES = 1 };

struct control {
    _Atomic int64_t kinds;   // which calls count: a sum of the words above
    _Atomic int64_t at;      // this call fails, counted from 1; 0 for none
    _Atomic int64_t length;  // so many calls in a row
    _Atomic int64_t error;   // errno
    _Atomic int64_t mode;    // FAILS, or LIES: says yes and does nothing
    _Atomic int64_t count;   // calls so far
    _Atomic int64_t fired;   // calls that failed
};

static struct control *control;
static const char *under;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("RIG_FAULTS");
    under = getenv("RIG_FAULTS_UNDER");
    if (!path || !under) return;
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) return;
    void *memory = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (memory != MAP_FAILED) control = memory;
}

static int is_ours(int file) {
    char name[64], path[4096];
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strncmp(path, under, strlen(under)) == 0;
}

// 0: go on; 1: fail, errno is set; 2: say yes and do nothing.
static int verdict(int kind, int file) {
    if (!control || !(atomic_load(&control->kinds) & kind)) return 0;
    int before = errno, ours = is_ours(file);
    errno = before;
    if (!ours) return 0;
    int64_t number = atomic_fetch_add(&control->count, 1) + 1, at = atomic_load(&control->at);
    if (at == 0 || number < at || number - at >= atomic_load(&control->length)) return 0;
    atomic_fetch_add(&control->fired, 1);
    if (atomic_load(&control->mode) == LIES) return 2;
    errno = (int)atomic_load(&control->error);
    return 1;
}

#define CALL(KIND, RESULT, NAME, PARAMETERS, ARGUMENTS, YES) \
    RESULT NAME PARAMETERS { \
        static RESULT(*real) PARAMETERS; \
        if (!real) real = (RESULT(*) PARAMETERS)dlsym(RTLD_NEXT, #NAME); \
        switch (verdict(KIND, file)) { \
            case 1: return -1; \
            case 2: return YES; \
            default: return real ARGUMENTS; \
        } \
    }

CALL(WRITE, ssize_t, write, (int file, const void *bytes, size_t size), (file, bytes, size), (ssize_t)size)
CALL(WRITE, ssize_t, pwrite, (int file, const void *bytes, size_t size, off_t place), (file, bytes, size, place),
     (ssize_t)size)
CALL(WRITE, ssize_t, pwrite64, (int file, const void *bytes, size_t size, off64_t place), (file, bytes, size, place),
     (ssize_t)size)
CALL(SYNC, int, fsync, (int file), (file), 0)
CALL(SYNC, int, fdatasync, (int file), (file), 0)
CALL(CUT, int, ftruncate, (int file, off_t size), (file, size), 0)
CALL(CUT, int, ftruncate64, (int file, off64_t size), (file, size), 0)
