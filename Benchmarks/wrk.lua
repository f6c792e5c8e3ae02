-- Sends the addresses of the file named by WRK_PATHS round robin, each thread from its own starting point,
-- and prints one line of JSON with the latencies in milliseconds.
local paths, threads = {}, 0
for line in io.lines(os.getenv("WRK_PATHS")) do paths[#paths + 1] = line end

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(_)
  turn = number * math.floor(#paths / 2)
end

function request()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end

function done(summary, latency, _)
  local bad = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format(
    '\nRESULT {"requests": %d, "per_second": %.1f, "bytes": %d, "failures": %d, "p50": %.3f, "p95": %.3f, "p99": %.3f, "max": %.3f}\n',
    summary.requests, summary.requests / (summary.duration / 1e6), summary.bytes, bad, latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
