#!/bin/sh
# Writes public.c anew when the list of files in Public/ and Languages/Texts/ has changed. The compiler itself follows
# changes inside the files (they stand in its dependency file).
set -eu
cd -P "$(dirname "$0")"
export LC_ALL=C
files=$(cd ../.. && find Public Sources/Languages/Texts -type f ! -name '.*' | sort)
new=$(mktemp)
trap 'rm -f "$new"' EXIT
{
    echo '// Made by embed.sh; do not edit.'
    echo '#include "CPublic.h"'
    echo
    echo '#pragma clang diagnostic ignored "-Wc23-extensions"'
    echo
    number=0
    for file in $files; do
        echo "static const unsigned char file_$number[] = {"
        echo "#embed \"../../$file\" suffix(, 0) if_empty(0)"
        echo '};'
        number=$((number + 1))
    done
    echo
    echo 'static const EmbeddedFileEntry entries[] = {'
    number=0
    for file in $files; do
        echo "    {\"${file#Sources/Languages/}\", file_$number, sizeof file_$number - 1},"
        number=$((number + 1))
    done
    echo '};'
    echo
    echo 'const EmbeddedFileEntry *embedded_files(size_t *count) {'
    echo '    *count = sizeof entries / sizeof entries[0];'
    echo '    return entries;'
    echo '}'
} > "$new"
cmp -s "$new" public.c || cp "$new" public.c
