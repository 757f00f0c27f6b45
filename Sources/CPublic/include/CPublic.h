#pragma once
#include <stddef.h>

/// A file that the binary carries in itself. `bytes` live as long as the process.
typedef struct {
    const char *path;
    const unsigned char *bytes;
    size_t length;
} EmbeddedFileEntry;

/// All of them, by path in byte order: `Public/…` and `Texts/<language>/…`.
const EmbeddedFileEntry *embedded_files(size_t *count);
