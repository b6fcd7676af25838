package dev.groundswell.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class NowPlayingCodecTest {
  private static final List<NowPlaying> EXAMPLES =
      List.of(
          new NowPlaying(-4711L, 17, List.of(), 0, 1_795_328_621_018L, 1_795_328_881_018L, true),
          NowPlaying.silence(42, 1_795_328_621_018L, false),
          new NowPlaying(7, 17, List.of(3L, 9L), 4, 1_795_328_621_018L, 1_795_328_881_018L, true));

  @Test
  void theBytesAreThoseOfTheGoldenFile() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (NowPlaying now : EXAMPLES) {
      lines.append(new String(NowPlayingCodec.encode(now), UTF_8)).append('\n');
    }
    assertThat(lines.toString()).isEqualTo(golden());
  }

  @Test
  void theGoldenFileReadsAsTheExamples() throws IOException {
    assertThat(golden().lines().map(line -> NowPlayingCodec.decode(line.getBytes(UTF_8))))
        .containsExactlyElementsOf(EXAMPLES);
  }

  @Test
  void unknownFieldsAreSkipped() {
    assertThat(decode("{\"v\":1,\"x\":{\"y\":[1]},\"l\":42,\"o\":5,\"e\":6,\"t\":true}"))
        .isEqualTo(new NowPlaying(42, 0, List.of(), 0, 5, 6, true));
  }

  @Test
  void anythingElseIsRefused() {
    for (String text :
        List.of(
            "",
            "[]",
            "{",
            "{\"v\":2,\"l\":1,\"o\":1}",
            "{\"v\":1,\"o\":1}",
            "{\"v\":1,\"l\":{}}")) {
      assertThatThrownBy(() -> decode(text)).isInstanceOf(MalformedEventException.class);
    }
  }

  private static NowPlaying decode(String text) {
    return NowPlayingCodec.decode(text.getBytes(UTF_8));
  }

  private static String golden() throws IOException {
    try (InputStream file = NowPlayingCodecTest.class.getResourceAsStream("now-playing.v1.jsonl")) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }
}
