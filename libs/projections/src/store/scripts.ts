import { Script } from './script.js';

// A document is a hash: r revision (stream) or c dirty count (derived), d JSON, v version, x its index names,
// g 1 when degraded. `d` is absent while there is nothing to show.
const COMMON = `
local function reindex(old, new, prefix, member)
  local keep = {}
  for _, name in ipairs(cjson.decode(new)) do
    keep[name] = true
    redis.call('SADD', prefix .. name, member)
  end
  for _, name in ipairs(cjson.decode(old or '[]')) do
    if not keep[name] then redis.call('SREM', prefix .. name, member) end
  end
end
local function soil(addresses, dirty, pending)
  for _, address in ipairs(cjson.decode(addresses)) do
    redis.call('HINCRBY', dirty, address, 1)
    redis.call('SADD', pending, address)
  end
end
local function tell(channel, generation, view, key, version)
  redis.call('PUBLISH', channel, cjson.encode({ generation = generation, view = view, key = key, version = version }))
end
`;

/**
 * Writes a stream's document if it is still at the revision that the fold started from.
 * Returns { applied, changed }.
 */
export const applyStream = new Script(`${COMMON}
local doc, behind, heads, dirty, pending = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local expected, revision, json, indexes, dependents = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local prefix, channel, generation, view, key, stream = ARGV[6], ARGV[7], ARGV[8], ARGV[9], ARGV[10], ARGV[11]
local old = redis.call('HMGET', doc, 'r', 'd', 'v', 'x')
if (old[1] or '-1') ~= expected then return { 0, 0 } end
local changed = old[2] ~= json
local version = tonumber(old[3] or '0')
if changed then
  version = version + 1
  reindex(old[4], indexes, prefix, key)
  soil(dependents, dirty, pending)
  tell(channel, generation, view, key, version)
  redis.call('HSET', doc, 'd', json, 'v', version, 'x', indexes)
end
redis.call('HSET', doc, 'r', revision)
local head = redis.call('HGET', heads, stream)
if head and tonumber(revision) >= tonumber(head) then redis.call('SREM', behind, key) end
return { 1, changed and 1 or 0 }
`);

/** Takes a stream off the list of those behind if its document has reached the head known. */
export const settleStream = new Script(`
local head = redis.call('HGET', KEYS[3], ARGV[2])
local revision = tonumber(redis.call('HGET', KEYS[1], 'r') or '-1')
if head and revision >= tonumber(head) then redis.call('SREM', KEYS[2], ARGV[1]) end
return 1
`);

/**
 * Writes a derived document unless one that was computed from newer parts is there.
 * Returns { applied, changed, settled, version }.
 */
export const applyDerived = new Script(`${COMMON}
local doc, dirty, pending, parked = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local count, json, indexes, dependents, degraded = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local prefix, channel, generation, view, key, address = ARGV[6], ARGV[7], ARGV[8], ARGV[9], ARGV[10], ARGV[11]
local old = redis.call('HMGET', doc, 'c', 'd', 'v', 'x', 'g')
-- Counts above the counter's own are from before Redis lost its content; they are newer than nothing.
local now = tonumber(redis.call('HGET', dirty, address) or '0')
local had = tonumber(old[1] or '-1')
if count > now or (had > count and had <= now) then return { 0, 0, 0 } end
local changed = (old[2] or '') ~= json or (old[5] or '0') ~= degraded
local version = tonumber(old[3] or '0')
if changed then
  version = version + 1
  reindex(old[4], indexes, prefix, key)
  soil(dependents, dirty, pending)
  tell(channel, generation, view, key, version)
  if json == '' then redis.call('HDEL', doc, 'd') else redis.call('HSET', doc, 'd', json) end
  redis.call('HSET', doc, 'v', version, 'x', indexes, 'g', degraded)
end
redis.call('HSET', doc, 'c', count)
-- It came out this time, whatever hindered it before.
redis.call('HDEL', parked, address)
local settled = 0
if now == count then
  redis.call('SREM', pending, address)
  settled = 1
end
return { 1, changed and 1 or 0, settled, version }
`);

/** Sets or takes away the mark that a document may be old; what is made of it is soiled, readers are told. */
export const markDegraded = new Script(`${COMMON}
local doc, parked, dirty, pending = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local degraded, record, dependents = ARGV[1], ARGV[2], ARGV[3]
local channel, generation, view, key, address = ARGV[4], ARGV[5], ARGV[6], ARGV[7], ARGV[8]
if degraded == '1' then redis.call('HSET', parked, address, record)
elseif redis.call('HDEL', parked, address) == 0 then return 0 end
local version = redis.call('HINCRBY', doc, 'v', 1)
redis.call('HSET', doc, 'g', degraded)
soil(dependents, dirty, pending)
tell(channel, generation, view, key, version)
return 1
`);

/**
 * Documents as parts of others: { epoch, version, degraded, document, version, degraded, document, ... }. A document
 * of the version that the caller has already is not sent again: false in its place.
 */
export const readParts = new Script(`
local answer = { redis.call('GET', KEYS[1]) or '' }
for index = 2, #KEYS do
  local doc = redis.call('HMGET', KEYS[index], 'v', 'g')
  local version = doc[1] or ''
  answer[#answer + 1] = version
  answer[#answer + 1] = doc[2] or '0'
  if version ~= '' and version == ARGV[index - 1] then answer[#answer + 1] = false
  else answer[#answer + 1] = redis.call('HGET', KEYS[index], 'd') or '' end
end
return answer
`);

/**
 * What a reader gets: { epoch, v, g, d }, by the generation that is live now. Of the version that the reader has
 * already the document is not sent again: { epoch, v, g }.
 */
export const readDocument = new Script(`
local live = redis.call('GET', KEYS[1])
if not live then return false end
local at = ARGV[1] .. ':' .. live
local key = at .. ':doc:' .. ARGV[2] .. ':' .. ARGV[3]
local doc = redis.call('HMGET', key, 'v', 'g')
local epoch = live .. '/' .. (redis.call('GET', at .. ':epoch') or '')
local version = doc[1] or '0'
if epoch == ARGV[4] and version == ARGV[5] then return { epoch, version, doc[2] or '0' } end
return { epoch, version, doc[2] or '0', redis.call('HGET', key, 'd') or '' }
`);
