#pragma once

#include <stddef.h>
#include <stdint.h>

/// Three sums over records: how many, their weights, the squares of their weights. One vector of 32 bytes.
typedef struct {
    double count, weight, square, spare;
} inzet_sums;

// Over words of 64 bits. Counts stay below 2^64.
uint64_t inzet_count(const uint64_t *a, size_t words);
/// The number of bits set in both `a` and `b`.
uint64_t inzet_count_and(const uint64_t *a, const uint64_t *b, size_t words);
/// The number of bits set in `a` and not in `b`.
uint64_t inzet_count_and_not(const uint64_t *a, const uint64_t *b, size_t words);
/// The number of bits set in all three.
uint64_t inzet_count_and3(const uint64_t *a, const uint64_t *b, const uint64_t *c, size_t words);
/// A sum over all words of both: a plain read of the memory, to measure the others against.
uint64_t inzet_read(const uint64_t *a, const uint64_t *b, size_t words);

/// Sets the bit of each of `count` codes that equals `code`; the other bits of `out` stay as they were.
void inzet_equal(const uint8_t *codes, size_t count, uint8_t code, uint64_t *out);
/// `out[i]` = `codes[i]` where the bit is set, `other` elsewhere.
void inzet_select(const uint8_t *codes, const uint64_t *bits, size_t count, uint8_t other, uint8_t *out);
/// The highest code; 0 of nothing.
uint8_t inzet_highest(const uint8_t *codes, size_t count);

/// Adds 1 to `out[rows[i] * width + columns[i]]` for each record; `columns` may be null (then it is 0).
/// `lanes` has room for 4 × `cells` zeroed counters. Every code must point inside the `cells` of the table.
void inzet_histogram(const uint8_t *rows, const uint8_t *columns, size_t count, uint16_t width, size_t cells,
                     uint32_t *lanes, uint64_t *out);
/// The same with sums of weights; `lanes` has room for 4 × `cells` zeroed sums.
void inzet_weigh(const uint8_t *rows, const uint8_t *columns, const double *weights, size_t count, uint16_t width,
                 size_t cells, inzet_sums *lanes, inzet_sums *out);
/// The weights of the records that are in both `a` and `b`; bits past `count` must be zero.
inzet_sums inzet_weigh_and(const uint64_t *a, const uint64_t *b, const double *weights, size_t count);
