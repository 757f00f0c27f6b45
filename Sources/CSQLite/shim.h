#include <sqlite3.h>

/// Takes no count of the memory in use, for which all threads would wait for each other; before the first connection is made.
static inline int sqlite3_config_without_memory_count(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
