package dev.groundswell.server.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Figures;
import dev.groundswell.events.Points;
import dev.groundswell.events.Topic;
import dev.groundswell.server.ledger.ItemView;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The fields of a row: its name, its figures as its topic has them, and its course over time. */
final class RowCodec {
  private RowCodec() {}

  /** A row with its name. */
  record Row(BoardItem item, ItemView view) {
    String id() {
      return view.id();
    }
  }

  /** Writes the fields of a row, but its id and rank, that differ from {@code old}. */
  static void writeChanges(JsonGenerator json, Topic topic, @Nullable Row old, Row row)
      throws IOException {
    BoardItem item = row.item();
    BoardItem was = old == null ? null : old.item();
    int prevRank = item.prevRank();
    if (prevRank == BoardItem.NEW && (was == null || was.prevRank() != prevRank)) {
      json.writeNullField("prev_rank");
    } else if (prevRank != BoardItem.UNKNOWN && (was == null || was.prevRank() != prevRank)) {
      json.writeNumberField("prev_rank", prevRank);
    }
    NameCodec.writeChanges(json, old == null ? null : old.view(), row.view());
    for (Figure figure : topic.family().columns()) {
      if (isTold(item.figures(), figure)
          && (was == null || was.figures().get(figure) != item.figures().get(figure))) {
        write(json, figure, item.figures().get(figure));
      }
    }
    if (!item.points().isEmpty() && (was == null || !was.points().equals(item.points()))) {
      write(json, item.points());
    }
  }

  /** Whether {@code row} lacks a field that {@code old} has, which a delta cannot say. */
  static boolean forgets(Topic topic, BoardItem old, BoardItem row) {
    return row.prevRank() == BoardItem.UNKNOWN && old.prevRank() != BoardItem.UNKNOWN
        || row.points().isEmpty() && !old.points().isEmpty()
        || topic.family().columns().stream()
            .anyMatch(figure -> isTold(old.figures(), figure) && !isTold(row.figures(), figure));
  }

  /** A number behind which nobody stands is told as little as one that is withheld. */
  static boolean isTold(Figures figures, Figure figure) {
    return figures.has(figure) && (figure != Figure.LISTENERS || figures.get(figure) > 0);
  }

  static void write(JsonGenerator json, Figure figure, long number) throws IOException {
    if (figure.parts() == 1) {
      json.writeNumberField(figure.word(), number);
    } else {
      json.writeNumberField(figure.word(), number / (double) figure.parts());
    }
  }

  /** Shares, like the share of the row; null where too few listeners stand behind one. */
  private static void write(JsonGenerator json, Points points) throws IOException {
    json.writeArrayFieldStart("points");
    for (int i = 0; i < points.size(); i++) {
      if (points.at(i) == Points.WITHHELD) {
        json.writeNull();
      } else {
        json.writeNumber(points.at(i) / (double) Figure.SHARE.parts());
      }
    }
    json.writeEndArray();
  }
}
