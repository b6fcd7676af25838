package dev.groundswell.server.poll;

import dev.groundswell.events.NowPlaying;
import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.poll.Outcome.Prospect;
import io.reactivex.rxjava3.disposables.DisposableContainer;
import java.time.Duration;
import java.time.Instant;

/** Tells the streams what a listener hears now, and once when they hear nothing any more. */
final class NowTeller {
  /** How long past its predicted end a state still means something. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  /** For how long the state of a track without an end is believed. */
  private static final Duration ENDLESS = Duration.ofMinutes(5);

  private final Recordings recordings;
  private final NowPlayings streams;
  private final DisposableContainer running;

  NowTeller(Recordings recordings, NowPlayings streams, DisposableContainer running) {
    this.recordings = recordings;
    this.streams = streams;
    this.running = running;
  }

  void tell(Polled listener, Prospect prospect, Instant now) {
    PlayedTrack track = prospect.playing();
    if (track == null) {
      silence(listener, now);
      return;
    }
    Instant end = prospect.endsAt() == null ? now.plus(ENDLESS) : prospect.endsAt();
    long expires = end.plus(GRACE).toEpochMilli();
    listener.announced = true;
    var unused =
        recordings
            .find(track)
            .map(known -> heard(listener, known, now, expires))
            // A track the ledger has not heard of yet is silence to the streams until it has.
            .defaultIfEmpty(silent(listener, now))
            .onErrorReturnItem(silent(listener, now))
            .subscribe(streams::publish, e -> {}, running);
  }

  void silence(Polled listener, Instant now) {
    if (listener.announced) {
      listener.announced = false;
      streams.publish(silent(listener, now));
    }
  }

  private static NowPlaying heard(
      Polled listener, Recordings.Known known, Instant now, long expires) {
    return new NowPlaying(
        listener.key,
        known.recording(),
        known.artists(),
        known.genre(),
        now.toEpochMilli(),
        expires,
        listener.trends);
  }

  private static NowPlaying silent(Polled listener, Instant now) {
    return NowPlaying.silence(listener.key, now.toEpochMilli(), listener.trends);
  }
}
