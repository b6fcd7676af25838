package dev.groundswell.server.poll;

import dev.groundswell.server.ledger.MemoryLedger;
import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.spotify.PlayHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One listener watched by the detector; every look goes through the codec, as after a restart. */
final class Watch {
  static final Instant BEGINNING = Instant.parse("2026-11-22T06:00:00Z");

  final List<PlayDraft> told = new ArrayList<>();
  Known known = Known.NOTHING;
  Outcome last;

  static Instant t(double seconds) {
    return BEGINNING.plusMillis(Math.round(seconds * 1000));
  }

  static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  static PlayedTrack track(String id, double seconds) {
    return new PlayedTrack(
        id,
        "spotify:track:" + id,
        "Title of " + id,
        List.of(),
        null,
        seconds(seconds),
        null,
        null,
        null,
        null);
  }

  Watch playing(double at, PlayedTrack track, double progress) {
    return see(at, new Seen.Playing(track, seconds(progress), true, null));
  }

  Watch playing(double at, PlayedTrack track, double progress, double changedAt) {
    return see(at, new Seen.Playing(track, seconds(progress), true, t(changedAt)));
  }

  Watch paused(double at, PlayedTrack track, double progress) {
    return see(at, new Seen.Playing(track, seconds(progress), false, null));
  }

  Watch paused(double at, PlayedTrack track, double progress, double changedAt) {
    return see(at, new Seen.Playing(track, seconds(progress), false, t(changedAt)));
  }

  Watch idle(double at) {
    return see(at, new Seen.Idle());
  }

  Watch history(double at, boolean full, PlayHistory.Item... items) {
    return see(at, new Seen.HistoryPage(List.of(items), full));
  }

  Watch see(double at, Seen seen) {
    last = PlayDetector.conclude(known, seen, t(at));
    known = DetectorCodec.decode(DetectorCodec.encode(last.next()));
    told.addAll(last.drafts());
    return this;
  }

  /** The last revision of each observation, which is what the ledger goes by. */
  List<PlayDraft> plays() {
    Map<String, PlayDraft> byName = new LinkedHashMap<>();
    for (PlayDraft draft : told) {
      PlayDraft before = byName.put(draft.observation(), draft);
      if (before != null && before.revision() >= draft.revision()) {
        throw new AssertionError("revision went back: " + before + " then " + draft);
      }
    }
    return List.copyOf(byName.values());
  }

  /** The plays that count when the ledger has matched everything that was told. */
  List<MemoryLedger.Play> recorded() {
    MemoryLedger ledger = new MemoryLedger();
    ledger.record(told.stream().map(draft -> draft.of(1)).toList()).blockingAwait();
    return ledger.plays(1).stream().filter(play -> play.countedAt() != 0).toList();
  }

  List<PlayDraft> counted() {
    return plays().stream().filter(play -> play.countedAt() != null).toList();
  }
}
