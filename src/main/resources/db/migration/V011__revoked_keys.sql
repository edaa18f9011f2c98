-- Which keys were revoked lately is asked several times a second, by every node. Few are, so the index is small.
CREATE INDEX api_keys_revoked ON api_keys (revoked_at) WHERE revoked_at IS NOT NULL;
