#include "ctabulation.h"

#include "kernels.h"

// Counters of 32 bits are emptied into the result before they can overflow.
enum { CHUNK = 1u << 30 };

// Four tables in turn: the same answer twice in a row need not wait for its own counter.
INLINE void four(const uint16_t *place, size_t count, size_t cells, uint32_t *lanes) {
    uint32_t *a = lanes, *b = a + cells, *c = b + cells, *d = c + cells;
    size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        a[place[i]]++;
        b[place[i + 1]]++;
        c[place[i + 2]]++;
        d[place[i + 3]]++;
    }
    for (; i < count; i++) a[place[i]]++;
}

INLINE void empty(uint32_t *lanes, size_t cells, uint64_t *out) {
    for (size_t lane = 0; lane < 4; lane++)
        for (size_t cell = 0; cell < cells; cell++) {
            out[cell] += lanes[lane * cells + cell];
            lanes[lane * cells + cell] = 0;
        }
}

KERNEL void inzet_histogram(const uint8_t *rows, const uint8_t *columns, size_t count, uint16_t width, size_t cells,
                            uint32_t *lanes, uint64_t *out) {
    uint16_t place[BLOCK];
    size_t waiting = 0;
    for (size_t from = 0; from < count; from += BLOCK) {
        size_t part = count - from < BLOCK ? count - from : BLOCK;
        places(rows + from, columns ? columns + from : NULL, part, width, place);
        four(place, part, cells, lanes);
        waiting += part;
        if (waiting >= CHUNK) {
            empty(lanes, cells, out);
            waiting = 0;
        }
    }
    empty(lanes, cells, out);
}
