#pragma once
#include <stddef.h>

// One embedded file: a name as the site serves it, its bytes and their number.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t count;
} inzet_asset;

size_t inzet_asset_count(void);
inzet_asset inzet_asset_at(size_t index);
