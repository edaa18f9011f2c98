-- wrk places orders: every one under a key of its own, of one to three lines.
-- Arguments after the URL's "--": the API key, how many SKUs there are, "many" or "hot", a seed.
-- With "hot" every order's first line is of the first SKU. The last line printed is for the script that calls.

local BODIES = 20000
local random = math.random

local head
local bodies = {}
local thread_count = 0

function setup(thread)
  thread:set("number", thread_count)
  thread_count = thread_count + 1
end

local function line(sku)
  return string.format('{"sku":"SKU-%05d","quantity":%d}', sku, random(1, 3))
end

local function body(skus, scenario)
  local lines = {}
  for position = 1, random(1, 3) do
    lines[position] = line((scenario == "hot" and position == 1) and 1 or random(1, skus))
  end
  local json = string.format('{"customer_ref":"customer-%d","lines":[%s]}', random(100000, 999999),
    table.concat(lines, ","))
  return string.format("\r\nContent-Length: %d\r\n\r\n%s", #json, json)
end

function init(arguments)
  local api_key, skus, scenario, seed = arguments[1], tonumber(arguments[2]), arguments[3], tonumber(arguments[4])
  math.randomseed(seed * 64 + number)
  head = table.concat({
    "POST /v1/orders HTTP/1.1",
    "Host: " .. wrk.host .. ":" .. wrk.port,
    "Authorization: Bearer " .. api_key,
    "Content-Type: application/json",
    "Idempotency-Key: ",
  }, "\r\n")
  for i = 1, BODIES do
    bodies[i] = body(skus, scenario)
  end
end

-- Keys are random, as clients' are; of 62 bits, so that none comes twice.
function request()
  return head .. string.format("%d%09d", random(1, 2147483647), random(0, 999999999)) .. bodies[random(1, BODIES)]
end

function done(summary, latency, _)
  local errors = summary.errors
  print(string.format("RESULT %d %d %d %d %d", summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.timeout + errors.status,
    latency:percentile(50), latency:percentile(99)))
end
