-- Sends the plan of the file named by WRK_PLAN, a page of answers a line: path, cookie, body. @@N@@ in a body becomes a
-- number that never comes back, so that every sending says something else.
local plan = {}
for line in io.lines(os.getenv("WRK_PLAN")) do
  local path, cookie, body = line:match("^(.-)\t(.-)\t(.*)$")
  table.insert(plan, { path = path, body = body, fields = {
    ["Host"] = os.getenv("WRK_HOST"), ["Cookie"] = cookie, ["Sec-Fetch-Site"] = "same-origin",
    ["Content-Type"] = "application/x-www-form-urlencoded" } })
end

local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(_)
  turn = number * 977
  sent = tonumber(os.getenv("WRK_BASE")) + number * 10000000
end

function request()
  turn, sent = turn % #plan + 1, sent + 1
  local one = plan[turn]
  return wrk.format("POST", one.path, one.fields, (one.body:gsub("@@N@@", tostring(sent))))
end

function done(summary, latency, _)
  local bad = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format(
    '\nRESULT {"requests": %d, "per_second": %.1f, "refused": %d, "broken": %d, "p50": %.3f, "p99": %.3f, "max": %.3f}\n',
    summary.requests, summary.requests / (summary.duration / 1e6), summary.errors.status, bad,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
