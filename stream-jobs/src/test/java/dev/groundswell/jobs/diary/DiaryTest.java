package dev.groundswell.jobs.diary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.Window;
import dev.groundswell.jobs.window.Credits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiaryTest {
  private static final long T0 = 1_795_000_000_000L;
  private static final Diary.Ears DEAF = (item, sign) -> {};

  private final Map<Long, Integer> audience = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aDiaryIsWhatCameAndDidNotGoAndIsNotTooOld(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<Heard> naive = new ArrayList<>();
    Diary diary = new Diary();
    long now = T0;
    for (int i = 0; i < 1500; i++) {
      now += random.nextLong(Duration.ofMinutes(30).toMillis());
      diary.advance(now, this::heard);
      if (random.nextInt(4) == 0 && !naive.isEmpty()) {
        Heard gone = naive.remove(random.nextInt(naive.size()));
        diary.remove(gone, this::heard);
      } else {
        Heard play = play(random, now);
        naive.add(play);
        diary.add(play, this::heard);
      }
      if (i % 100 == 0) {
        diary = again(diary);
      }
      long asOf = now;
      naive.removeIf(play -> Window.D7.leavesAt(play.countedAt()) <= asOf);
      assertThat(plays(diary)).containsExactlyInAnyOrderElementsOf(naive);
      assertThat(diary.firstAfter(now))
          .isEqualTo((int) naive.stream().filter(play -> play.countedAt() <= asOf).count());
      assertThat(audience).isEqualTo(audienceOf(naive, now));
    }
    diary.clear(this::heard);
    assertThat(diary.isEmpty()).isTrue();
    assertThat(audience).isEmpty();
  }

  @Test
  void aDiaryDoesNotDependOnTheOrderInWhichPlaysCame() {
    SplittableRandom random = new SplittableRandom(7);
    List<Heard> heard = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Heard play = play(random, T0);
      heard.add(new Heard(T0, play.lead(), play.heard(), play.skipped(), play.credits()));
    }
    Diary forwards = new Diary();
    heard.forEach(play -> forwards.add(play, DEAF));
    Diary backwards = new Diary();
    for (int i = heard.size() - 1; i >= 0; i--) {
      backwards.add(heard.get(i), DEAF);
    }
    assertThat(plays(forwards)).isEqualTo(plays(backwards));
  }

  private void heard(long item, int sign) {
    audience.merge(item, sign, (a, b) -> a + b == 0 ? null : a + b);
  }

  private static Map<Long, Integer> audienceOf(List<Heard> plays, long now) {
    Set<Long> items = new HashSet<>();
    for (Heard play : plays) {
      for (int k = 0; k < play.credits().size() && !play.skipped(); k++) {
        if (play.countedAt() <= now) {
          items.add(play.credits().item(k));
        }
      }
    }
    Map<Long, Integer> audience = new HashMap<>();
    items.forEach(item -> audience.put(item, 1));
    return audience;
  }

  private static Heard play(SplittableRandom random, long now) {
    long countedAt = now - random.nextLong(-60_000, Duration.ofHours(100).toMillis());
    Credits credits = new Credits(random.nextLong(1, 9), random.nextLong(11, 15), 21);
    return new Heard(
        random.nextInt(5) == 0 ? countedAt - countedAt % 60_000 : countedAt,
        random.nextBoolean() ? 30_000 : random.nextInt(90_000),
        random.nextInt(200_000),
        random.nextInt(4) == 0,
        credits);
  }

  private static List<Heard> plays(Diary diary) {
    List<Heard> plays = new ArrayList<>();
    for (int i = 0; i < diary.size(); i++) {
      long lead = diary.countedAt(i) - diary.startedAt(i);
      long heard = diary.endedAt(i) - diary.startedAt(i);
      plays.add(
          new Heard(
              diary.countedAt(i), (int) lead, (int) heard, diary.isSkipped(i), diary.credits(i)));
    }
    return plays;
  }

  /** What a checkpoint makes of it. */
  private static Diary again(Diary diary) throws IOException {
    DiarySerializer serializer = new DiarySerializer();
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(diary, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
