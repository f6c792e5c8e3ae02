#include "ctabulation.h"

#include "kernels.h"

COUNTING uint64_t inzet_count(const uint64_t *a, size_t words) {
    uint64_t total = 0;
    for (size_t i = 0; i < words; i++) total += (uint64_t)__builtin_popcountll(a[i]);
    return total;
}

COUNTING uint64_t inzet_count_and(const uint64_t *a, const uint64_t *b, size_t words) {
    uint64_t total = 0;
    for (size_t i = 0; i < words; i++) total += (uint64_t)__builtin_popcountll(a[i] & b[i]);
    return total;
}

COUNTING uint64_t inzet_count_and_not(const uint64_t *a, const uint64_t *b, size_t words) {
    uint64_t total = 0;
    for (size_t i = 0; i < words; i++) total += (uint64_t)__builtin_popcountll(a[i] & ~b[i]);
    return total;
}

COUNTING uint64_t inzet_count_and3(const uint64_t *a, const uint64_t *b, const uint64_t *c, size_t words) {
    uint64_t total = 0;
    for (size_t i = 0; i < words; i++) total += (uint64_t)__builtin_popcountll(a[i] & b[i] & c[i]);
    return total;
}

KERNEL uint64_t inzet_read(const uint64_t *a, const uint64_t *b, size_t words) {
    uint64_t total = 0;
    for (size_t i = 0; i < words; i++) total += a[i] ^ b[i];
    return total;
}
