// LEMON's network simplex and cost scaling on a sparse instance.
//   g++ -O3 -march=native -DNDEBUG -std=c++14 -w lemon.cpp -lemon -o lemon;   lemon simplex|scaling FILE MATES RUNS
#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <utility>
#include <vector>

using namespace lemon;

static double processor() {
    timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return now.tv_sec + now.tv_nsec * 1e-9;
}

struct Times {
    std::vector<double> wall, cpu;
};

template <typename Solver, typename Costs, typename Upper, typename Supply>
static bool solve(const StaticDigraph& graph, const Costs& costs, const Upper& upper, const Supply& supply,
                  Times& times, std::vector<char>& chosen) {
    Solver solver(graph);
    solver.upperMap(upper).costMap(costs).supplyMap(supply);
    const double before = processor();
    const auto began = std::chrono::steady_clock::now();
    const bool solved = solver.run() == Solver::OPTIMAL;
    times.wall.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
    times.cpu.push_back(processor() - before);
    for (int arc = 0; solved && arc < graph.arcNum(); arc++) chosen[arc] = solver.flow(graph.arc(arc)) ? 1 : 0;
    return solved;
}

int main(int count, char** words) {
    FILE* file = count > 4 ? fopen(words[2], "rb") : nullptr;
    char magic[4];
    uint32_t head[3];
    if (!file || fread(magic, 1, 4, file) != 4 || fread(head, 4, 3, file) != 3) return 2;
    const uint32_t rows = head[0], columns = head[1], pairs = head[2];
    std::vector<uint32_t> start(rows + 1), column(pairs);
    std::vector<int32_t> cost(pairs);
    if (fread(start.data(), 4, rows + 1, file) != rows + 1 || fread(column.data(), 4, pairs, file) != pairs ||
        fread(cost.data(), 4, pairs, file) != pairs)
        return 2;
    fclose(file);

    const bool simplex = !strcmp(words[1], "simplex");
    const int runs = atoi(words[4]);
    Times times;
    std::vector<char> chosen(pairs);
    for (int run = 0; run < runs; run++) {
        StaticDigraph graph;
        std::vector<std::pair<int, int>> arcs(pairs);
        for (uint32_t row = 0; row < rows; row++)
            for (uint32_t pair = start[row]; pair < start[row + 1]; pair++)
                arcs[pair] = {int(row), int(rows + column[pair])};
        graph.build(rows + columns, arcs.begin(), arcs.end());
        StaticDigraph::ArcMap<long long> costs(graph);
        StaticDigraph::ArcMap<int> upper(graph, 1);
        StaticDigraph::NodeMap<int> supply(graph);
        for (uint32_t pair = 0; pair < pairs; pair++) costs[graph.arc(pair)] = cost[pair];
        for (uint32_t node = 0; node < rows + columns; node++) supply[graph.node(node)] = node < rows ? 1 : -1;
        const bool solved =
            simplex ? solve<NetworkSimplex<StaticDigraph, int, long long>>(graph, costs, upper, supply, times, chosen)
                    : solve<CostScaling<StaticDigraph, int, long long>>(graph, costs, upper, supply, times, chosen);
        if (!solved) return 3;
    }
    std::vector<int32_t> mate(rows, -1);
    for (uint32_t row = 0; row < rows; row++)
        for (uint32_t pair = start[row]; pair < start[row + 1]; pair++)
            if (chosen[pair]) mate[row] = int32_t(column[pair]);
    FILE* out = fopen(words[3], "wb");
    if (!out || fwrite(mate.data(), 4, rows, out) != rows) return 3;
    fclose(out);
    std::sort(times.wall.begin(), times.wall.end());
    std::sort(times.cpu.begin(), times.cpu.end());
    printf("{\"solver\": \"LEMON %s\", \"seconds\": %.6f, \"processor\": %.6f}\n", words[1], times.wall[runs / 2],
           times.cpu[runs / 2]);
}
