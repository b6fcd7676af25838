-- What was taken from recently-played is in poll_state.known; nothing reads this beside it. The
-- column itself stays as long as servers of an earlier build may go on beside this one: they write it.

comment on column poll_state.history_after is 'no longer written or read; to be dropped once no server of version 0.1 runs';
