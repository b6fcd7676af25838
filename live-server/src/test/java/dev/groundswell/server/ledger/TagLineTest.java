package dev.groundswell.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagLineTest {

  @Test
  void quotedColumnsMayHoldCommasAndQuotes() throws Exception {
    assertThat(TagLine.parse("\"Earth, \"\"Wind\"\" & Fire\", funk ,100"))
        .isEqualTo(new TagLine("Earth, \"Wind\" & Fire", "funk", 100));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,b | 2 columns",
        "a,b,c,1 | 4 columns",
        "\"a,b,1 | a quote is not closed",
        "' ',rock,1 | artist is empty",
        "a,&&,1 | neither letters nor digits",
        "a,rock,much | weight",
        "a,rock,-1 | weight",
        "a,rock,NaN | weight",
        "a,rock,1e13 | weight",
      },
      quoteCharacter = '\0')
  void whatCannotBeTakenIsNamed(String line, String problem) {
    assertThatThrownBy(() -> TagLine.parse(line.replace("'", "")))
        .isInstanceOf(TagLine.BadLineException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void aHugeLineIsRefused() {
    assertThatThrownBy(() -> TagLine.parse("a".repeat(1_000_000)))
        .hasMessageContaining("longer than");
  }

  @Test
  void namesAreFoundHoweverTheyAreWritten() {
    assertThat(GenreWords.folded(" Beyoncé\u00a0 KNOWLES"))
        .isEqualTo(GenreWords.folded("beyonce\u0301 knowles"));
    assertThat(GenreWords.slug("Drum & Bass")).isEqualTo("drum-bass");
    assertThat(GenreWords.slug("  Übersee/Pop! ")).isEqualTo("übersee-pop");
    assertThat(GenreWords.slug("演歌")).isEqualTo("演歌");
  }
}
