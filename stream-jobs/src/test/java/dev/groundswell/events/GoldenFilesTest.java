package dev.groundswell.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundswell.events.FeedEntry.Delta;
import dev.groundswell.events.FeedEntry.Keyframe;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The bytes that lie in the ledger and in Redis, held by files: a file that must change means that
 * running programs of another version no longer understand each other.
 */
class GoldenFilesTest {
  private static final long T = 1_795_328_621_018L;
  private static final PlayState PLAYED =
      new PlayState(42, List.of(7L, 8L), 5, 0, T - 30_000, T, 187_000, Source.SPOTIFY, true);
  private static final PlayState BEGUN =
      new PlayState(42, List.of(7L), 0, 0, T - 30_000, 0, 12_000, Source.SUBMITTED, false);
  private static final Topic TOPIC = new Topic(Topic.Kind.TRACKS, Window.H1);
  private static final Head HEAD = new Head(T, T - 3_600_000, 5801, 412, 3);
  private static final List<BoardItem> ROWS =
      List.of(new BoardItem(42, 5743, 391, 2), new BoardItem(9, 58, 21, BoardItem.NEW));
  private static final Board BOARD =
      new Board(TOPIC, 17, 4, new Head(T, T - 3_600_000, 5801, 412, 3), ROWS);
  private static final PlayState CLASSIFIED =
      new PlayState(42, List.of(7L, 8L), 5, 6, T - 30_000, T, 187_000, Source.SPOTIFY, true);
  private static final Board GENRES =
      new Board(
          new Topic(Topic.Kind.GENRES, Window.H1),
          17,
          4,
          new Head(T, T - 3_600_000, 5801, 412, 3).with(Figure.UNCLASSIFIED, 37),
          ROWS);
  private static final Board RISING =
      new Board(
          Topic.rising(Topic.Kind.TRACKS),
          17,
          0,
          new Head(T, T - 3_600_000, 0, 0, 3).with(Figure.LEARNING, 2),
          List.of(
              new BoardItem(
                  42,
                  2,
                  Figures.of(Figure.PLAYS, 0, Figure.LISTENERS, 391)
                      .with(Figure.SCORE, 254)
                      .with(Figure.VELOCITY, -13)
                      .with(Figure.EXPECTED, 50))));
  private static final Board WAVE =
      new Board(
          Topic.WAVE,
          17,
          0,
          HEAD.with(Figure.UNCLASSIFIED, 51).showing(Topic.Kind.ARTISTS),
          List.of(
              new BoardItem(
                  42,
                  BoardItem.UNKNOWN,
                  Figures.of(Figure.SHARE, 213),
                  Points.of(200, 226, Points.WITHHELD))));
  private static final Board PULSE =
      new Board(
          Topic.PULSE,
          17,
          0,
          HEAD.with(Figure.TRACKS, 300).with(Figure.RATE, 967),
          List.of(new BoardItem(29_922_143, 58, 21, BoardItem.UNKNOWN)));
  private static final Delta DELTA =
      new Delta(HEAD, "1795328620768-0", List.of(42L, 9L), List.of(ROWS.get(0)), List.of(3L));

  @TestFactory
  Stream<DynamicTest> everyFileIsWrittenAndReadAsItStands() {
    return Stream.of(
        change("change-new.json", PlayChange.play(3, 71, T + 900, 88, 1001, 1, null, PLAYED)),
        change("change-begun.json", PlayChange.play(3, 70, T, 88, 1001, 1, null, BEGUN)),
        change(
            "change-corrected.json", PlayChange.play(3, 72, T + 950, 88, 1001, 2, BEGUN, PLAYED)),
        change("change-deleted.json", PlayChange.play(3, 73, T + 999, 88, 1001, 3, PLAYED, null)),
        change(
            "change-classified.json",
            PlayChange.play(3, 75, T + 1_100, 88, 1001, 3, PLAYED, CLASSIFIED)),
        change(
            "change-hour.json",
            PlayChange.play(
                3, 76, T + 1_200, 88, 1001, 4, CLASSIFIED, CLASSIFIED.withWeekHour(56))),
        change("change-erase.json", PlayChange.erase(3, 74, T + 1_000, 88)),
        change("change-void.json", PlayChange.voided(3, 71, T + 900)),
        golden("board.json", BOARD, BoardCodec::encode, BoardCodec::decodeBoard),
        golden("board-genres.json", GENRES, BoardCodec::encode, BoardCodec::decodeBoard),
        golden("board-rising.json", RISING, BoardCodec::encode, BoardCodec::decodeBoard),
        golden("board-wave.json", WAVE, BoardCodec::encode, BoardCodec::decodeBoard),
        golden("board-pulse.json", PULSE, BoardCodec::encode, BoardCodec::decodeBoard),
        golden("keyframe.json", Keyframe.of(BOARD), BoardCodec::encode, BoardCodec::decodeEntry),
        golden("delta.json", DELTA, BoardCodec::encode, BoardCodec::decodeEntry),
        golden(
            "delta-same-order.json",
            new Delta(HEAD, "1795328620768-0", null, List.of(), List.of()),
            BoardCodec::encode,
            BoardCodec::decodeEntry),
        golden(
            "sampled-play.json",
            new SampledPlay(42, T),
            BoardCodec::encode,
            BoardCodec::decodeSampledPlay));
  }

  @Test
  void unknownFieldsAreSkipped() {
    byte[] later =
        "{\"v\":1,\"s\":3,\"q\":5,\"k\":\"erase\",\"t\":9,\"l\":4,\"zz\":{\"a\":[1]}}"
            .getBytes(UTF_8);
    assertThat(ChangeCodec.decode(later)).isEqualTo(PlayChange.erase(3, 5, 9, 4));
  }

  @Test
  void anotherVersionIsRefusedByName() {
    assertThatThrownBy(() -> ChangeCodec.decode("{\"v\":2}".getBytes(UTF_8)))
        .isInstanceOf(MalformedEventException.class)
        .hasMessageContaining("version 2");
  }

  @Test
  void everyCutOfAChangeIsRefusedAndNothingElse() throws IOException {
    byte[] whole = file("change-corrected.json");
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> ChangeCodec.decode(cut)).isInstanceOf(MalformedEventException.class);
    }
  }

  @Test
  void aDeltaLeadsFromOneVersionToTheNext() {
    SplittableRandom chance = new SplittableRandom(1);
    FeedState from = new FeedState(HEAD, List.of());
    for (int i = 0; i < 500; i++) {
      FeedState to = new FeedState(HEAD, rows(chance));
      Delta delta = from.deltaTo(to, "1-0");
      Delta read = (Delta) BoardCodec.decodeEntry(BoardCodec.encode(delta));
      assertThat(from.apply(read)).isEqualTo(to);
      from = to;
    }
  }

  private static List<BoardItem> rows(SplittableRandom chance) {
    return chance
        .longs(8, 1, 15)
        .distinct()
        .mapToObj(item -> new BoardItem(item, chance.nextInt(3), chance.nextInt(2), 0))
        .toList();
  }

  private static DynamicTest change(String file, PlayChange change) {
    return golden(file, change, ChangeCodec::encode, ChangeCodec::decode);
  }

  private static <T> DynamicTest golden(
      String file, T value, Function<T, byte[]> encode, Function<byte[], ? super T> decode) {
    return DynamicTest.dynamicTest(
        file,
        () -> {
          byte[] golden = file(file);
          assertThat(new String(encode.apply(value), UTF_8)).isEqualTo(new String(golden, UTF_8));
          assertThat((Object) decode.apply(golden)).isEqualTo(value);
        });
  }

  private static byte[] file(String name) throws IOException {
    try (InputStream in = GoldenFilesTest.class.getResourceAsStream("golden/" + name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), UTF_8).strip().getBytes(UTF_8);
    }
  }
}
