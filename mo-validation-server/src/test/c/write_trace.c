/*
 * Records what a process writes under one directory, and what it makes durable, in the order in
 * which it happens. Loaded in front of libc (LD_PRELOAD); WRITE_TRACE_DIRECTORY names the directory,
 * WRITE_TRACE_FILE the record.
 *
 * An entry of the record: kind (1) || length of the path (4) || offset (8) || length of the data (8)
 * || path || data; numbers in the machine's order. Kinds: w write, t truncate (offset is the new
 * size), s sync, u unlink.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int record = -1;

#define REAL(name) (name##_type) dlsym(RTLD_NEXT, #name)
typedef ssize_t (*pwrite64_type)(int, const void *, size_t, off64_t);
typedef ssize_t (*write_type)(int, const void *, size_t);
typedef int (*fsync_type)(int);
typedef int (*fdatasync_type)(int);
typedef int (*ftruncate64_type)(int, off64_t);
typedef int (*unlink_type)(const char *);

static int is_traced(const char *path) {
    const char *directory = getenv("WRITE_TRACE_DIRECTORY");
    return directory != NULL && strncmp(path, directory, strlen(directory)) == 0;
}

static int path_of(int descriptor, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_traced(path);
}

static void all(const void *bytes, size_t length) {
    write_type really = REAL(write);
    while (length > 0) {
        ssize_t written = really(record, bytes, length);
        if (written < 0) abort();
        bytes = (const char *) bytes + written;
        length -= (size_t) written;
    }
}

static void note(char kind, const char *path, uint64_t offset, const void *data, uint64_t length) {
    uint32_t path_length = (uint32_t) strlen(path);
    if (record < 0) {
        record = open(getenv("WRITE_TRACE_FILE"), O_WRONLY | O_CREAT | O_APPEND, 0600);
        if (record < 0) abort();
    }
    all(&kind, 1);
    all(&path_length, sizeof path_length);
    all(&offset, sizeof offset);
    all(&length, sizeof length);
    all(path, path_length);
    all(data, length);
}

ssize_t pwrite64(int descriptor, const void *data, size_t length, off64_t offset) {
    char path[PATH_MAX];
    pthread_mutex_lock(&lock);
    ssize_t written = (REAL(pwrite64))(descriptor, data, length, offset);
    if (written > 0 && path_of(descriptor, path)) {
        note('w', path, (uint64_t) offset, data, (uint64_t) written);
    }
    pthread_mutex_unlock(&lock);
    return written;
}

ssize_t pwrite(int descriptor, const void *data, size_t length, off_t offset) {
    return pwrite64(descriptor, data, length, offset);
}

ssize_t write(int descriptor, const void *data, size_t length) {
    char path[PATH_MAX];
    if (!path_of(descriptor, path)) return (REAL(write))(descriptor, data, length);
    pthread_mutex_lock(&lock);
    off64_t offset = lseek64(descriptor, 0, SEEK_CUR);
    ssize_t written = (REAL(write))(descriptor, data, length);
    if (written > 0) note('w', path, (uint64_t) offset, data, (uint64_t) written);
    pthread_mutex_unlock(&lock);
    return written;
}

int fsync(int descriptor) {
    char path[PATH_MAX];
    pthread_mutex_lock(&lock);
    int result = (REAL(fsync))(descriptor);
    if (result == 0 && path_of(descriptor, path)) note('s', path, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    return result;
}

int fdatasync(int descriptor) {
    char path[PATH_MAX];
    pthread_mutex_lock(&lock);
    int result = (REAL(fdatasync))(descriptor);
    if (result == 0 && path_of(descriptor, path)) note('s', path, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    return result;
}

int ftruncate64(int descriptor, off64_t size) {
    char path[PATH_MAX];
    pthread_mutex_lock(&lock);
    int result = (REAL(ftruncate64))(descriptor, size);
    if (result == 0 && path_of(descriptor, path)) note('t', path, (uint64_t) size, NULL, 0);
    pthread_mutex_unlock(&lock);
    return result;
}

int ftruncate(int descriptor, off_t size) {
    return ftruncate64(descriptor, size);
}

int unlink(const char *path) {
    pthread_mutex_lock(&lock);
    int result = (REAL(unlink))(path);
    if (result == 0 && is_traced(path)) note('u', path, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
    return result;
}
