package dev.groundswell.jobs.diary;

import dev.groundswell.events.PlayState;
import dev.groundswell.jobs.types.Varint;
import dev.groundswell.jobs.window.Credits;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A public play as a diary keeps it.
 *
 * @param countedAt when it began to count, epoch milliseconds
 * @param lead how long before that it had begun, in milliseconds
 * @param heard how long it was heard so far, in milliseconds
 * @param skipped whether less than half of it was heard so far
 * @param credits what it is counted for
 */
public record Heard(long countedAt, int lead, int heard, boolean skipped, Credits credits) {

  /** Distances beyond {@link Integer#MAX_VALUE}, 24 days, are taken for that. */
  public static Heard of(PlayState play) {
    return new Heard(
        play.countedAt(),
        bounded(play.countedAt() - play.playedAt()),
        bounded(play.msPlayed()),
        play.isSkipped(),
        Credits.of(play));
  }

  private static int bounded(long millis) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, millis));
  }

  void write(DataOutputView out) throws IOException {
    out.writeLong(countedAt);
    Varint.write(out, lead);
    Varint.write(out, heard);
    out.writeBoolean(skipped);
    Varint.write(out, credits.size());
    credits.write(out);
  }

  static Heard read(DataInputView in) throws IOException {
    return new Heard(
        in.readLong(),
        (int) Varint.read(in),
        (int) Varint.read(in),
        in.readBoolean(),
        Credits.read((int) Varint.read(in), in));
  }
}
