package dev.groundswell.server.poll.week;

import dev.groundswell.server.ledger.MemoryLedger;
import dev.groundswell.server.poll.Outcome.Gap;
import dev.groundswell.server.poll.week.Testimony.Look;
import dev.groundswell.simulator.listening.Play;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.shown.PlayerState.Kind;
import dev.groundswell.simulator.shown.TruePlay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was found, compared with what was true.
 *
 * <p>It knows the simulator's plays, what Spotify's answers said, and what lies in the ledger;
 * nothing of how plays are detected.
 *
 * <p>A play was <em>shown</em> if a page of the list of plays named it, or if the answers of the
 * player prove that it was heard long enough ({@link Heard}). Every such play must be found once. A
 * play that was not shown may be found; if it is not, it must lie in a gap. Three exceptions are
 * counted apart: two looks no further apart than a silent player is looked at may both have found
 * no track playing ({@code inSilence}); where between two looks a private session began or ended is
 * not told ({@code nearPrivate}); and what is told may be the same as if it had been one play with
 * a pause ({@code indistinct}).
 */
final class Verdict {
  private static final long SLACK_MS = 5_000;
  private static final long FAR_MS = Duration.ofHours(2).toMillis();

  /** Two looks at a silent player are never further apart, unless nobody looked. */
  private static final long USUAL_MS = Duration.ofMinutes(8).toMillis();

  int plays;
  int found;
  int inGap;
  int inSilence;
  int nearPrivate;
  int indistinct;
  int gaps;
  final List<String> missing = new ArrayList<>();
  final List<String> extra = new ArrayList<>();
  final List<String> doubled = new ArrayList<>();
  final List<String> exposed = new ArrayList<>();
  final List<Long> heardErrors = new ArrayList<>();

  final VirtualWeek week;

  private Verdict(VirtualWeek week) {
    this.week = week;
  }

  static Verdict on(VirtualWeek week) {
    Verdict verdict = new Verdict(week);
    week.population.listeners().forEach(verdict::compare);
    return verdict;
  }

  boolean isExact() {
    return missing.isEmpty() && extra.isEmpty() && doubled.isEmpty() && exposed.isEmpty();
  }

  private record Pair(MemoryLedger.Play found, TruePlay play, long apart) {}

  private void compare(Listener listener) {
    List<TruePlay> truth =
        week
            .shown
            .truth(
                listener,
                VirtualWeek.BEGINNING.minus(Duration.ofDays(15)),
                week.plan.end().plus(VirtualWeek.AFTERWARDS))
            .stream()
            .filter(play -> play.kind() == Kind.TRACK)
            .toList();
    List<MemoryLedger.Play> ledger = week.ledger.plays(listener.number());
    gaps += week.saved.gaps(listener.number()).size();
    List<MemoryLedger.Play> counted = ledger.stream().filter(p -> p.countedAt() != 0).toList();
    Set<MemoryLedger.Play> explained = new HashSet<>();
    Set<TruePlay> matched = new HashSet<>();
    for (Pair pair : pairs(counted, truth.stream().filter(Verdict::counts).toList())) {
      if (!explained.contains(pair.found()) && !matched.contains(pair.play())) {
        explained.add(pair.found());
        matched.add(pair.play());
        if (inRange(pair.play())) {
          found++;
          heardErrors.add(pair.found().heardMs() - pair.play().heard().toMillis());
        }
      }
    }
    counted.stream()
        .filter(play -> !explained.contains(play) && inRange(play))
        .forEach(play -> unexplained(play, truth));
    truth.stream()
        .filter(play -> counts(play) && inRange(play))
        .forEach(play -> expected(listener, play, matched.contains(play)));
    if (truth.stream().anyMatch(TruePlay::isPrivate)) {
      ledger.stream().filter(play -> isPrivate(play, truth)).forEach(p -> exposed.add(text(p)));
    }
  }

  /** Candidates, the nearest first. */
  private static List<Pair> pairs(List<MemoryLedger.Play> found, List<TruePlay> truth) {
    Map<String, List<TruePlay>> byTrack =
        truth.stream().collect(Collectors.groupingBy(play -> ShownSpotify.name(play.item())));
    List<Pair> pairs = new ArrayList<>();
    for (MemoryLedger.Play one : found) {
      for (TruePlay play : byTrack.getOrDefault(one.track(), List.of())) {
        long apart = apart(one, play);
        if (apart >= 0) {
          pairs.add(new Pair(one, play, apart));
        }
      }
    }
    pairs.sort(Comparator.comparingLong(Pair::apart));
    return pairs;
  }

  /** How far START and END lie from those of a play, -1 where it cannot be this one. */
  private static long apart(MemoryLedger.Play found, TruePlay play) {
    if (!found.track().equals(ShownSpotify.name(play.item()))) {
      return -1;
    }
    long start = play.start().toEpochMilli();
    long end = play.end().toEpochMilli();
    boolean overlap = found.startAt() < end + SLACK_MS && start < found.endAt() + SLACK_MS;
    return overlap
        ? Math.min(Math.abs(found.startAt() - start), Math.abs(found.endAt() - end))
        : -1;
  }

  private static boolean near(MemoryLedger.Play found, TruePlay play) {
    return Math.abs(found.endAt() - play.end().toEpochMilli()) < FAR_MS;
  }

  private static boolean counts(TruePlay play) {
    return play.enoughAt() != null && !play.isPrivate();
  }

  private boolean inRange(TruePlay play) {
    return !play.start().isBefore(VirtualWeek.BEGINNING) && !play.end().isAfter(week.plan.end());
  }

  private boolean inRange(MemoryLedger.Play play) {
    return play.startAt() >= VirtualWeek.BEGINNING.toEpochMilli()
        && play.endAt() <= week.plan.end().toEpochMilli();
  }

  private void unexplained(MemoryLedger.Play play, List<TruePlay> truth) {
    boolean again = truth.stream().anyMatch(one -> counts(one) && apart(play, one) >= 0);
    (again ? doubled : extra).add(text(play));
  }

  private void expected(Listener listener, TruePlay play, boolean isFound) {
    plays++;
    if (isFound) {
      return;
    }
    List<Look> looks = near(listener, play.play());
    long enough = Duration.between(play.start(), play.enoughAt()).toMillis();
    enough = Math.min(enough, Math.min(30_000, play.item().durationMs() / 2));
    boolean shown =
        week.testimony.listed(play.play()) || new Heard(play.play()).provenMs(looks) >= enough;
    if (!shown && liesInGap(listener, play)) {
      inGap++;
    } else if (!shown && liesInSilence(play, looks)) {
      inSilence++;
    } else if (liesNearPrivate(play, week.testimony.looks(listener.number()))) {
      nearPrivate++;
    } else if (isIndistinct(listener, play, looks)) {
      indistinct++;
    } else {
      missing.add((shown ? "shown " : "not shown ") + text(play));
    }
  }

  /**
   * Whether the list is silent of one of the same track before, and no answer shows how this one
   * began: with what was said, one play that was paused, or moved back, would look the same.
   */
  private boolean isIndistinct(Listener listener, TruePlay play, List<Look> looks) {
    return week.shown.truth(listener, play.start().minusMillis(FAR_MS), play.start()).stream()
        .filter(one -> one.item().equals(play.item()) && one.end().isBefore(play.start()))
        .filter(one -> !week.testimony.listed(one.play()))
        .anyMatch(
            one ->
                looks.stream()
                    .noneMatch(
                        look ->
                            look.item() != null
                                && look.at() >= play.start().toEpochMilli()
                                && look.since() == play.start().toEpochMilli()));
  }

  private boolean liesInGap(Listener listener, TruePlay play) {
    Instant at = play.enoughAt();
    for (Gap gap : week.saved.gaps(listener.number())) {
      if (!at.isBefore(gap.from().minusMillis(SLACK_MS))
          && !at.isAfter(gap.until().plusMillis(SLACK_MS))) {
        return true;
      }
    }
    return false;
  }

  private static boolean liesInSilence(TruePlay play, List<Look> looks) {
    Look before = null;
    for (Look look : looks) {
      if (look.at() > play.enoughAt().toEpochMilli()) {
        return before != null
            && !playsTrack(before)
            && !playsTrack(look)
            && look.at() - before.at() <= USUAL_MS;
      }
      before = look;
    }
    return false;
  }

  private static boolean playsTrack(Look look) {
    return look.playing() && holdsTrack(look);
  }

  private static boolean holdsTrack(Look look) {
    return look.item() != null && !look.item().startsWith("spotify:episode:");
  }

  /** Between the last look that was not private and the next that was not. */
  private static boolean liesNearPrivate(TruePlay play, List<Look> looks) {
    long end = play.end().toEpochMilli();
    long open = Long.MIN_VALUE;
    boolean hidden = false;
    for (Look look : looks) {
      if (look.privately()) {
        hidden = true;
      } else {
        if (hidden && end > open && end - 30_000 < look.at() + SLACK_MS) {
          return true;
        }
        hidden = false;
        open = look.at();
      }
    }
    return hidden && end > open;
  }

  /** Without those at a track that are older than one before them. */
  private List<Look> near(Listener listener, Play play) {
    List<Look> looks = new ArrayList<>();
    long newest = 0;
    for (Look look : week.testimony.looks(listener.number())) {
      boolean near = look.at() > play.startAt() - FAR_MS && look.at() < play.endAt() + FAR_MS;
      if (near && (!holdsTrack(look) || look.since() >= newest)) {
        looks.add(look);
        newest = Math.max(newest, look.since());
      }
    }
    return looks;
  }

  /** Whether it is more like a private play than like any that was not. */
  private static boolean isPrivate(MemoryLedger.Play found, List<TruePlay> truth) {
    long open = Long.MAX_VALUE;
    long closed = Long.MAX_VALUE;
    for (TruePlay play : truth) {
      long apart = near(found, play) ? apart(found, play) : -1;
      if (apart >= 0 && play.isPrivate()) {
        closed = Math.min(closed, apart);
      } else if (apart >= 0) {
        open = Math.min(open, apart);
      }
    }
    return closed < open;
  }

  private String text(MemoryLedger.Play play) {
    return "seed %d %s%s"
        .formatted(
            week.plan.seed(),
            play,
            around(play.listenerId(), play.track(), play.startAt(), play.endAt()));
  }

  private String text(TruePlay play) {
    int listener = play.play().listener();
    String name = ShownSpotify.name(play.item());
    return "seed %d %s%s"
        .formatted(
            week.plan.seed(),
            play,
            around(listener, name, play.start().toEpochMilli(), play.end().toEpochMilli()));
  }

  /** What was true, said and told around a play, for whoever looks into a verdict. */
  private String around(long listenerId, String track, long from, long until) {
    Listener listener = week.population.listener((int) listenerId);
    StringBuilder text = new StringBuilder();
    week.shown
        .truth(listener, Instant.ofEpochMilli(from - 90_000), Instant.ofEpochMilli(until + 90_000))
        .forEach(
            play ->
                text.append(
                    "%n    true %s [%d..%d] of %d heard %s %s %s %s %s %s"
                        .formatted(
                            ShownSpotify.name(play.item()),
                            play.start().toEpochMilli() - from,
                            play.end().toEpochMilli() - from,
                            play.item().durationMs(),
                            play.heard(),
                            play.play().pause(),
                            play.play().seek(),
                            play.ending(),
                            play.isPrivate() ? "private" : "",
                            play.listing())));
    looksAround((int) listenerId, from - 90_000, until + 90_000)
        .forEach(
            look ->
                text.append(
                    "%n    look %d: %s %s progress %d since %d"
                        .formatted(
                            look.at() - from,
                            look.item(),
                            look.privately() ? "private" : look.playing(),
                            look.progressMs(),
                            look.since() - from)));
    week.testimony.pages((int) listenerId, until - 1, until + 1).stream()
        .limit(2)
        .forEach(at -> text.append("%n    listed on the page of %d".formatted(at - from)));
    week.ledger.told(listenerId, track, from - 600_000, until + 600_000, from).stream()
        .forEach(line -> text.append("%n    told ".formatted()).append(line));
    return text.toString();
  }

  /** The looks in that time, the last before and the first after. */
  private Stream<Look> looksAround(int listener, long from, long until) {
    List<Look> looks = week.testimony.looks(listener);
    long before = looks.stream().mapToLong(Look::at).filter(at -> at <= from).max().orElse(from);
    long after = looks.stream().mapToLong(Look::at).filter(at -> at >= until).min().orElse(until);
    return looks.stream().filter(look -> look.at() >= before && look.at() <= after);
  }

  @Override
  public String toString() {
    long off = heardErrors.stream().filter(error -> Math.abs(error) > 5_000).count();
    return "seed %d: %,d plays, found %,d; missing %d, extra %d, doubled %d, private told %d; in gaps %d, in silence %d, near private %d, indistinct %d; gaps %d; kills %d; heard off by more than 5 s %d"
        .formatted(
            week.plan.seed(),
            plays,
            found,
            missing.size(),
            extra.size(),
            doubled.size(),
            exposed.size(),
            inGap,
            inSilence,
            nearPrivate,
            indistinct,
            gaps,
            week.kills,
            off);
  }
}
