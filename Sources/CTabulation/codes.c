#include "ctabulation.h"

#include <string.h>

#include "kernels.h"

typedef uint8_t bytes64 __attribute__((vector_size(64)));
typedef int8_t flags64 __attribute__((vector_size(64)));
typedef bool mask64 __attribute__((ext_vector_type(64)));

KERNEL void inzet_equal(const uint8_t *codes, size_t count, uint8_t code, uint64_t *out) {
    size_t whole = count / 64;
    for (size_t word = 0; word < whole; word++) {
        bytes64 block;
        memcpy(&block, codes + word * 64, 64);
        flags64 same = block == code;
        mask64 mask = __builtin_convertvector(same, mask64);
        uint64_t bits;
        memcpy(&bits, &mask, 8);
        out[word] |= bits;
    }
    for (size_t i = whole * 64; i < count; i++) out[whole] |= (uint64_t)(codes[i] == code) << (i & 63);
}

KERNEL void inzet_select(const uint8_t *codes, const uint64_t *bits, size_t count, uint8_t other, uint8_t *out) {
    size_t whole = count / 64;
    for (size_t word = 0; word < whole; word++) {
        mask64 mask;
        memcpy(&mask, bits + word, 8);
        bytes64 set = -__builtin_convertvector(mask, bytes64);
        bytes64 block;
        memcpy(&block, codes + word * 64, 64);
        block = (block & set) | (other & ~set);
        memcpy(out + word * 64, &block, 64);
    }
    for (size_t i = whole * 64; i < count; i++) out[i] = (bits[whole] >> (i & 63)) & 1 ? codes[i] : other;
}

KERNEL uint8_t inzet_highest(const uint8_t *codes, size_t count) {
    uint8_t highest = 0;
    for (size_t i = 0; i < count; i++) highest = codes[i] > highest ? codes[i] : highest;
    return highest;
}
