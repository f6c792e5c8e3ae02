// Pupil-proposing deferred acceptance in C++, a heap per place: the yardstick in machine code.
//   g++ -O3 -march=native -std=c++17 deferred.cpp -o deferred;   deferred FILE MATES RUNS
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <utility>
#include <vector>

static double processor() {
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec + now.tv_nsec * 1e-9;
}

template <typename T> static bool read(std::vector<T>& into, FILE* file) {
    return fread(into.data(), sizeof(T), into.size(), file) == into.size();
}

int main(int count, char** words) {
    FILE* file = count > 3 ? fopen(words[1], "rb") : nullptr;
    char magic[4];
    uint32_t head[3];
    if (!file || fread(magic, 1, 4, file) != 4 || fread(head, 4, 3, file) != 3) return 2;
    const uint32_t pupils = head[0], places = head[1], wishes = head[2];
    std::vector<uint32_t> seats(places), wish(size_t(pupils) * wishes);
    std::vector<uint64_t> key(size_t(pupils) * wishes);
    if (!read(seats, file) || !read(wish, file) || !read(key, file)) return 2;
    fclose(file);

    const int runs = atoi(words[3]);
    std::vector<double> wall, cpu;
    std::vector<int32_t> mate(pupils);
    for (int run = 0; run < runs; run++) {
        const double before = processor();
        const auto began = std::chrono::steady_clock::now();
        std::vector<std::vector<std::pair<uint64_t, uint32_t>>> held(places);
        for (uint32_t place = 0; place < places; place++) held[place].reserve(seats[place]);
        std::vector<uint32_t> following(pupils, 0);
        std::fill(mate.begin(), mate.end(), -1);
        for (uint32_t first = 0; first < pupils; first++) {
            uint32_t pupil = first;
            while (following[pupil] < wishes) {
                const size_t turn = size_t(pupil) * wishes + following[pupil]++;
                const uint32_t place = wish[turn];
                auto& heap = held[place];
                const std::pair<uint64_t, uint32_t> offer{key[turn], pupil};
                if (heap.size() < seats[place]) {
                    heap.push_back(offer);
                    std::push_heap(heap.begin(), heap.end());
                    mate[pupil] = place;
                    break;
                }
                if (seats[place] && offer < heap.front()) {
                    std::pop_heap(heap.begin(), heap.end());
                    const uint32_t out = heap.back().second;
                    heap.back() = offer;
                    std::push_heap(heap.begin(), heap.end());
                    mate[pupil] = place;
                    mate[out] = -1;
                    pupil = out;
                }
            }
        }
        wall.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
        cpu.push_back(processor() - before);
    }
    FILE* out = fopen(words[2], "wb");
    if (!out || fwrite(mate.data(), 4, pupils, out) != pupils) return 3;
    fclose(out);
    std::sort(wall.begin(), wall.end());
    std::sort(cpu.begin(), cpu.end());
    printf("{\"solver\": \"C++\", \"seconds\": %.6f, \"processor\": %.6f}\n", wall[runs / 2], cpu[runs / 2]);
}
