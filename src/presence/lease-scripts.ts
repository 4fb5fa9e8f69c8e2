/**
 * Scripts on the leases in Redis. Each is atomic and uses the clock of Redis. `leases` is a sorted set of `<user> <holder>` by the
 * time they end, `people` counts the leases of each user, `devices` has the sessions with an open socket, and `state` has the
 * generation and the time when a node last removed expired leases.
 *
 * A script publishes who came online or went offline in the same step: every node receives the changes in their order, and none is
 * lost when a node dies. A script does nothing and answers nil when `generation` is not the current one: Redis was emptied.
 */
const COMMON = `
local leases, people, state, devices = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local generation, channel = ARGV[1], ARGV[2]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;

const CHANGES = `
if redis.call('HGET', state, 'generation') ~= generation then return false end
local function tell(sign, user) redis.call('PUBLISH', channel, sign .. user .. ' ' .. string.format('%.0f', now)) end
local function counted(user)
  if redis.call('HINCRBY', people, user, 1) == 1 then tell('+', user) end
end
local function ended(user)
  if redis.call('HINCRBY', people, user, -1) > 0 then return end
  redis.call('HDEL', people, user)
  tell('-', user)
end
`;

/** ARGV: a new generation. Stores it when Redis has none. Answers the current one. */
export const JOIN = `${COMMON}
local known = redis.call('HGET', state, 'generation')
if known then return known end
redis.call('DEL', leases, people, state, devices)
redis.call('HSET', state, 'generation', generation, 'looked', now)
return generation
`;

/**
 * Starts or renews leases. ARGV: user, holder, session and milliseconds of each. The lease of a REST call is refused while its session
 * has a socket anywhere, and that of a ghost while the user has another lease. Answers how many are held.
 */
export const HOLD = `${COMMON}${CHANGES}
local held = 0
for i = 3, #ARGV, 4 do
  local user, holder, session, ends = ARGV[i], ARGV[i + 1], ARGV[i + 2], now + ARGV[i + 3]
  local isRest = holder == 'rest:' .. session
  local hasSocket = isRest and tonumber(redis.call('ZSCORE', devices, session) or 0) > now
  local hasOther = holder == 'ghost' and redis.call('HEXISTS', people, user) == 1
  if not hasSocket and not hasOther then
    held = held + 1
    if redis.call('ZADD', leases, ends, user .. ' ' .. holder) == 1 then counted(user) end
    if not isRest and holder ~= 'ghost' then
      redis.call('ZADD', devices, ends, session)
      if redis.call('ZREM', leases, user .. ' rest:' .. session) == 1 then ended(user) end
    end
  end
end
return held
`;

/** Lets a lease end earlier. ARGV: user, holder, milliseconds (0: at once), and the session when it has no socket on this node any more. */
export const SHORTEN = `${COMMON}${CHANGES}
local user, holder, ms, session = ARGV[3], ARGV[4], tonumber(ARGV[5]), ARGV[6]
local member = user .. ' ' .. holder
if session ~= '' then redis.call('ZREM', devices, session) end
if ms > 0 then redis.call('ZADD', leases, 'XX', 'LT', now + ms, member)
elseif redis.call('ZREM', leases, member) == 1 then ended(user) end
return 1
`;

/**
 * Removes expired leases. ARGV: milliseconds added to the clock (for tests), the maximum number, `gap` and `calm`. When no node has run
 * this for `gap` ms, no node could reach Redis to renew its leases: then nothing is removed for `calm` ms.
 * Answers how many were removed, and how many leases there are.
 */
export const TAKE = `${COMMON}${CHANGES}
local ahead, limit, gap, calm = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local looked = tonumber(redis.call('HGET', state, 'looked') or 0) or 0
if now - looked > gap then redis.call('HSET', state, 'calm', now + calm) end
redis.call('HSET', state, 'looked', now)
redis.call('ZREMRANGEBYSCORE', devices, '-inf', now)
local expired = {}
if now + ahead >= (tonumber(redis.call('HGET', state, 'calm') or 0) or 0) then
  expired = redis.call('ZRANGEBYSCORE', leases, '-inf', now + ahead, 'LIMIT', 0, limit)
end
for _, member in ipairs(expired) do
  redis.call('ZREM', leases, member)
  local user = string.match(member, '^%S+')
  if user then ended(user) end
end
return {#expired, redis.call('ZCARD', leases)}
`;

/** ARGV: milliseconds. Answers the number of users, of leases, and of leases that expired longer ago than that. */
export const COUNT = `${COMMON}
local overdue = redis.call('ZCOUNT', leases, '-inf', now - tonumber(ARGV[3]))
return {redis.call('HLEN', people), redis.call('ZCARD', leases), overdue}
`;
