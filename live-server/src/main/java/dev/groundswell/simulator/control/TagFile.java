package dev.groundswell.simulator.control;

import dev.groundswell.simulator.catalogue.Tags;
import java.util.List;

/** Tags as CSV (RFC 4180) with a heading: {@code artist,tag,weight}. */
final class TagFile {
  private TagFile() {}

  static String csv(List<Tags.Tag> tags) {
    var csv = new StringBuilder("artist,tag,weight\r\n");
    for (Tags.Tag tag : tags) {
      csv.append(field(tag.artist().name()))
          .append(',')
          .append(field(tag.word()))
          .append(',')
          .append(tag.weight())
          .append("\r\n");
    }
    return csv.toString();
  }

  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
