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
            .numberOf(track)
            // A track the ledger has not heard of yet is silence to the streams until it has.
            .defaultIfEmpty(0L)
            .onErrorReturnItem(0L)
            .subscribe(
                number ->
                    publish(listener, number, now, number == 0 ? now.toEpochMilli() : expires),
                e -> {},
                running);
  }

  void silence(Polled listener, Instant now) {
    if (listener.announced) {
      listener.announced = false;
      publish(listener, 0, now, now.toEpochMilli());
    }
  }

  private void publish(Polled listener, long recording, Instant now, long expires) {
    streams.publish(
        new NowPlaying(listener.key, recording, now.toEpochMilli(), expires, listener.trends));
  }
}
