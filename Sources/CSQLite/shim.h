#include <malloc.h>  /* malloc_trim, for an idle connection */
#include <sqlite3.h>
