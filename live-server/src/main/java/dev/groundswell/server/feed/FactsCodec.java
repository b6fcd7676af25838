package dev.groundswell.server.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Head;
import dev.groundswell.events.Minutes;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Family;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The facts of a payload: all its fields but the rows. */
final class FactsCodec {
  private static final int DAYS_OF_HISTORY = 7;

  private FactsCodec() {}

  /**
   * @param base the version that a delta begins at, null for a snapshot
   */
  static void write(
      JsonGenerator json, Topic topic, @Nullable String base, Head head, boolean stale)
      throws IOException {
    json.writeStringField("topic", topic.name());
    json.writeStringField("scope", RedisKeys.LIVE);
    if (base != null) {
      json.writeStringField("base", base);
    }
    json.writeStringField("as_of", JsonLine.instant(head.asOf()));
    json.writeStringField("from", JsonLine.instant(head.from()));
    json.writeStringField("window", topic.isOfTheMoment() ? "now" : topic.window().label());
    if (topic.family() == Family.WAVE) {
      writeWave(json, topic, head);
    }
    for (Figure figure : topic.family().facts()) {
      if (RowCodec.isTold(head.totals(), figure)) {
        write(json, figure, head.totals().get(figure));
      }
    }
    JsonLine.writeIfTrue(json, "approximate", head.approximate());
    JsonLine.writeIfTrue(json, "stale", stale);
  }

  private static void write(JsonGenerator json, Figure figure, long number) throws IOException {
    if (figure == Figure.LEARNING) {
      json.writeObjectFieldStart(figure.word());
      json.writeNumberField("days", number);
      json.writeNumberField("of", DAYS_OF_HISTORY);
      json.writeEndObject();
    } else {
      RowCodec.write(json, figure, number);
    }
  }

  private static void writeWave(JsonGenerator json, Topic topic, Head head) throws IOException {
    Topic.Kind instead = head.shows();
    json.writeStringField("shows", (instead == null ? topic.kind() : instead).word());
    if (instead != null) {
      json.writeStringField("because", "unclassified");
    }
    json.writeObjectFieldStart("points");
    json.writeStringField("until", JsonLine.instant(Minutes.endOf(Minutes.lastUpTo(head.asOf()))));
    long step = TimeUnit.MILLISECONDS.toSeconds(Minutes.MILLIS);
    json.writeNumberField("every_s", step);
    json.writeNumberField("span_s", step * Minutes.SPAN);
    json.writeEndObject();
  }
}
