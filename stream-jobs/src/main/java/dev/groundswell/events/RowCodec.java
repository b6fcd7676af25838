package dev.groundswell.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of boards as JSON: {@code [item,plays,listeners,prevRank]}, behind which come the
 * figures of {@link #MORE} as far as there are any, {@code null} in place of one that is not told,
 * and last {@code [points]} where there are any. What comes behind those is skipped.
 */
final class RowCodec {
  /** In this order, for ever; what is new goes behind. */
  private static final List<Figure> MORE =
      List.of(Figure.SCORE, Figure.VELOCITY, Figure.EXPECTED, Figure.SHARE);

  private RowCodec() {}

  static void write(JsonGenerator json, String field, List<BoardItem> rows) throws IOException {
    json.writeArrayFieldStart(field);
    for (BoardItem row : rows) {
      json.writeStartArray();
      json.writeNumber(row.item());
      write(json, row.figures(), Figure.PLAYS);
      write(json, row.figures(), Figure.LISTENERS);
      json.writeNumber(row.prevRank());
      for (int i = 0; i < countOfMore(row.figures()); i++) {
        write(json, row.figures(), MORE.get(i));
      }
      write(json, row.points());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Figures figures, Figure figure) throws IOException {
    if (figures.has(figure)) {
      json.writeNumber(figures.get(figure));
    } else {
      json.writeNull();
    }
  }

  private static int countOfMore(Figures figures) {
    int count = MORE.size();
    while (count > 0 && !figures.has(MORE.get(count - 1))) {
      count--;
    }
    return count;
  }

  private static void write(JsonGenerator json, Points points) throws IOException {
    if (!points.isEmpty()) {
      json.writeStartArray();
      for (int i = 0; i < points.size(); i++) {
        json.writeNumber(points.at(i));
      }
      json.writeEndArray();
    }
  }

  static List<BoardItem> read(JsonParser json) throws IOException {
    List<BoardItem> rows = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_ARRAY) {
      rows.add(readRow(json));
    }
    return rows;
  }

  private static BoardItem readRow(JsonParser json) throws IOException {
    long item = json.nextLongValue(0);
    Figures figures = readNext(json, Figures.NONE, Figure.PLAYS);
    figures = readNext(json, figures, Figure.LISTENERS);
    int prevRank = json.nextIntValue(BoardItem.UNKNOWN);
    Points points = Points.NONE;
    int place = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_ARRAY) {
        points = readPoints(json);
      } else if (json.currentToken() == JsonToken.VALUE_NUMBER_INT && place < MORE.size()) {
        figures = figures.with(MORE.get(place), json.getLongValue());
      } else {
        json.skipChildren();
      }
      place++;
    }
    return new BoardItem(item, prevRank, figures, points);
  }

  private static Figures readNext(JsonParser json, Figures figures, Figure figure)
      throws IOException {
    return json.nextToken() == JsonToken.VALUE_NUMBER_INT
        ? figures.with(figure, json.getLongValue())
        : figures;
  }

  private static Points readPoints(JsonParser json) throws IOException {
    int[] numbers = new int[64];
    int size = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, size * 2);
      }
      numbers[size] = json.getIntValue();
      size++;
    }
    return Points.of(Arrays.copyOf(numbers, size));
  }
}
