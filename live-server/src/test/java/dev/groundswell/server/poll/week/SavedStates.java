package dev.groundswell.server.poll.week;

import dev.groundswell.server.poll.DetectorCodec;
import dev.groundswell.server.poll.Known;
import dev.groundswell.server.poll.Outcome;
import dev.groundswell.server.poll.PollState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What survives the server beside the ledger: states, breakers and gaps. Each start reads states
 * from their text; written it is only then, since most states are never read.
 */
final class SavedStates {
  private final Map<Long, Row> rows = new HashMap<>();
  private final Map<Long, List<Outcome.Gap>> gaps = new HashMap<>();

  private record Row(Known known, Instant nextPollAt, Instant nextHistoryAt) {}

  Map<Long, PollState> load(List<Long> ids) {
    Map<Long, PollState> found = new HashMap<>();
    for (Long id : ids) {
      Row row = rows.get(id);
      if (row != null) {
        found.put(
            id,
            new PollState(
                id,
                DetectorCodec.decode(DetectorCodec.encode(row.known())),
                row.nextPollAt(),
                row.nextHistoryAt()));
      }
    }
    return found;
  }

  void save(List<PollState> states) {
    for (PollState state : states) {
      rows.put(
          state.listenerId(), new Row(state.known(), state.nextPollAt(), state.nextHistoryAt()));
    }
  }

  void note(long listenerId, Outcome.Gap gap) {
    gaps.computeIfAbsent(listenerId, id -> new ArrayList<>()).add(gap);
  }

  List<Outcome.Gap> gaps(long listenerId) {
    return gaps.getOrDefault(listenerId, List.of());
  }
}
