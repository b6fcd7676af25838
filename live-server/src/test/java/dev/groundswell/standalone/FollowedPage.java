package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The samples of docs/follow-one-play.md, which are to have the fields that are truly told. */
final class FollowedPage {
  private static final Path PAGE = Path.of("..", "docs", "follow-one-play.md");

  /** JSON in an indented block, up to the line that ends with it. */
  private static final Pattern SAMPLE =
      Pattern.compile("(?ms)^ {4}[^\\n{]*(\\{\"v\":1.*?\\})$(?!\\n {4})");

  /** Told in some runs only: by genre, hour and how long the jobs have run. */
  private static final Set<String> SOMETIMES = Set.of("g", "w", "prev_rank", "stale");

  private final ObjectMapper mapper = new ObjectMapper();
  private final String text;

  FollowedPage() throws IOException {
    text = Files.readString(PAGE);
  }

  /** Expects the fields of the sample under a heading, in their order. */
  void showsFieldsOf(int hop, String told) throws IOException {
    assertThat(fieldsOf(mapper.readTree(sample(hop))))
        .as("fields of the sample at %d. in docs/follow-one-play.md", hop)
        .containsExactlyElementsOf(fieldsOf(mapper.readTree(told)));
  }

  private String sample(int hop) {
    int from = text.indexOf("\n## " + hop + ". ");
    int to = text.indexOf("\n## ", from + 1);
    Matcher found = SAMPLE.matcher(text.substring(from, to));
    assertThat(found.find()).as("a sample at %d. in docs/follow-one-play.md", hop).isTrue();
    return found.group(1);
  }

  private static Set<String> fieldsOf(JsonNode json) {
    Set<String> fields = new LinkedHashSet<>();
    collect("", json, fields);
    return fields;
  }

  private static void collect(String path, JsonNode json, Set<String> into) {
    json.fields()
        .forEachRemaining(
            field -> {
              if (!SOMETIMES.contains(field.getKey())) {
                String name = path + "/" + field.getKey();
                into.add(name);
                collect(name, field.getValue(), into);
              }
            });
    if (json.isArray()) {
      json.forEach(element -> collect(path, element, into));
    }
  }
}
