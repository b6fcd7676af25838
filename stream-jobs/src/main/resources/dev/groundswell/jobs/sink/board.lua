-- Writes one version of a board, and appends it to the topic's log where that is asked.
--
-- KEYS  1 the board's hash   2 the topic's log
-- ARGV  1 fence  2 as_of  3 n  4 body
--       5 entry, empty where nothing is to be logged   6 base, empty for a keyframe
--       7..11 the hash's fields for fence, as_of, n, body, log_id   12 the log's field
--       13 the log's greatest length   14 the log's greatest age in milliseconds
--       15 after how many milliseconds both are gone unless written again, 0 for never
--
-- Answers {"written", log_id}, {"refused", fence, as_of} or {"keyframe"} where the delta does not
-- fit. A version is refused unless it is later than the one that is there, so writing again what
-- was written before changes nothing.

local stored = redis.call('HMGET', KEYS[1], ARGV[7], ARGV[8], ARGV[9], ARGV[11])

local function later()
  for i = 1, 3 do
    local mine, theirs = tonumber(ARGV[i]), tonumber(stored[i] or '-1')
    if mine ~= theirs then
      return mine > theirs
    end
  end
  return false
end

if stored[1] and not later() then
  return {'refused', stored[1], stored[2]}
end

local log_id = stored[4] or ''
if ARGV[5] ~= '' then
  -- The log itself is asked, not only the hash: whoever removes a log need not know of the hash.
  local last = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
  if ARGV[6] ~= '' and not (last and last[1] == ARGV[6] and log_id == ARGV[6]) then
    return {'keyframe'}
  end
  local ms, seq = tonumber(ARGV[2]), tonumber(ARGV[3])
  local newest = last and last[1] or log_id
  if newest ~= '' then
    local dash = string.find(newest, '-', 1, true)
    local last_ms = tonumber(string.sub(newest, 1, dash - 1))
    if ms <= last_ms then
      ms, seq = last_ms, tonumber(string.sub(newest, dash + 1)) + 1
    end
  end
  log_id = string.format('%.0f-%.0f', ms, seq)
  redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[13], log_id, ARGV[12], ARGV[5])
  redis.call('XTRIM', KEYS[2], 'MINID', '~', string.format('%.0f', ms - tonumber(ARGV[14])))
end

redis.call('HSET', KEYS[1], ARGV[7], ARGV[1], ARGV[8], ARGV[2], ARGV[9], ARGV[3],
  ARGV[10], ARGV[4], ARGV[11], log_id)
if tonumber(ARGV[15]) > 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[15])
  redis.call('PEXPIRE', KEYS[2], ARGV[15])
end
return {'written', log_id}
