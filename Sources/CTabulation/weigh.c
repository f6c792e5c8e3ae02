#include "ctabulation.h"

#include <string.h>

#include "kernels.h"

typedef double four __attribute__((vector_size(32)));
typedef double eight __attribute__((vector_size(64)));
typedef int64_t eight_bits __attribute__((vector_size(64)));
typedef bool mask8 __attribute__((ext_vector_type(8)));

// 1, the weight and its square, added in one go.
INLINE void add(inzet_sums *sums, double weight) {
    const four ones = {1, 1, 1, 0};
    four all = {weight, weight, weight, weight};
    four left = __builtin_shufflevector(ones, all, 0, 1, 6, 3);
    four right = __builtin_shufflevector(ones, all, 0, 5, 6, 3);
    four now;
    memcpy(&now, sums, 32);
    now += left * right;
    memcpy(sums, &now, 32);
}

KERNEL void inzet_weigh(const uint8_t *rows, const uint8_t *columns, const double *weights, size_t count,
                        uint16_t width, size_t cells, inzet_sums *lanes, inzet_sums *out) {
    uint16_t place[BLOCK];
    for (size_t from = 0; from < count; from += BLOCK) {
        size_t part = count - from < BLOCK ? count - from : BLOCK;
        places(rows + from, columns ? columns + from : NULL, part, width, place);
        const double *weight = weights + from;
        size_t i = 0;
        for (; i + 4 <= part; i += 4) {
            add(lanes + place[i], weight[i]);
            add(lanes + cells + place[i + 1], weight[i + 1]);
            add(lanes + 2 * cells + place[i + 2], weight[i + 2]);
            add(lanes + 3 * cells + place[i + 3], weight[i + 3]);
        }
        for (; i < part; i++) add(lanes + place[i], weight[i]);
    }
    for (size_t lane = 0; lane < 4; lane++)
        for (size_t cell = 0; cell < cells; cell++) {
            out[cell].count += lanes[lane * cells + cell].count;
            out[cell].weight += lanes[lane * cells + cell].weight;
            out[cell].square += lanes[lane * cells + cell].square;
        }
}

KERNEL inzet_sums inzet_weigh_and(const uint64_t *a, const uint64_t *b, const double *weights, size_t count) {
    eight weight = {0}, square = {0};
    uint64_t records = 0;
    size_t whole = count / 64;
    for (size_t word = 0; word < whole; word++) {
        uint64_t set = a[word] & b[word];
        if (!set) continue;
        records += (uint64_t)__builtin_popcountll(set);
        for (unsigned i = 0; i < 64; i += 8) {
            uint8_t part = (uint8_t)(set >> i);
            mask8 mask;
            memcpy(&mask, &part, 1);
            eight_bits taken;
            memcpy(&taken, weights + word * 64 + i, 64);
            taken &= -__builtin_convertvector(mask, eight_bits);
            eight value = (eight)taken;
            weight += value;
            square += value * value;
        }
    }
    for (size_t i = whole * 64; i < count; i++)
        if ((a[whole] & b[whole]) >> (i & 63) & 1) {
            records++;
            weight[i & 7] += weights[i];
            square[i & 7] += weights[i] * weights[i];
        }
    inzet_sums sums = {(double)records, 0, 0, 0};
    for (unsigned lane = 0; lane < 8; lane++) {
        sums.weight += weight[lane];
        sums.square += square[lane];
    }
    return sums;
}
