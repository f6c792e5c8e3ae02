-- Sends the plan of the file named by WRK_PLAN: of twenty questions sixteen read, two show a form, one asks for a
-- sign-in link and one applies. Each sending is somebody else's: @@N@@ becomes a number that never comes back.
local kinds, order = {}, {}
for line in io.lines(os.getenv("WRK_PLAN")) do
  local kind, method, path, headers, body = line:match("^(.-)\t(.-)\t(.-)\t(.-)\t(.*)$")
  local fields = { ["Host"] = os.getenv("WRK_HOST") }
  for name, value in headers:gmatch("([^:;]+): ([^;]*);") do fields[name] = value end
  if not kinds[kind] then kinds[kind] = {} end
  local ready = not (headers .. body):find("@@N@@") and wrk.format(method, path, fields, body ~= "" and body or nil)
  table.insert(kinds[kind], { method = method, path = path, fields = fields, body = body, ready = ready })
end
for slot = 1, 20 do
  local kind = slot % 5 ~= 0 and "read" or ({ "form", "sign-in", "form", "write" })[slot / 5]
  table.insert(order, kind)
end

local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(_)
  slot, turns = number * 10, { read = number * 97, form = number * 31, ["sign-in"] = 0, write = number * 53 }
  sent = tonumber(os.getenv("WRK_BASE")) + number * 10000000
end

function request()
  slot = slot % 20 + 1
  local kind = order[slot]
  local list = kinds[kind]
  turns[kind] = turns[kind] % #list + 1
  local one = list[turns[kind]]
  if one.ready then return one.ready end
  sent = sent + 1
  local n = tostring(sent)
  local fields = {}
  for name, value in pairs(one.fields) do fields[name] = value:gsub("@@N@@", n):gsub("@@IP@@", function()
    return "10." .. math.floor(sent / 65536) % 256 .. "." .. math.floor(sent / 256) % 256 .. "." .. sent % 256 end) end
  return wrk.format(one.method, one.path, fields, (one.body:gsub("@@N@@", n)))
end

function done(summary, latency, _)
  local bad = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format(
    '\nRESULT {"requests": %d, "per_second": %.1f, "bytes": %d, "refused": %d, "broken": %d, "p50": %.3f, "p95": %.3f, "p99": %.3f, "max": %.3f}\n',
    summary.requests, summary.requests / (summary.duration / 1e6), summary.bytes, summary.errors.status, bad,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
