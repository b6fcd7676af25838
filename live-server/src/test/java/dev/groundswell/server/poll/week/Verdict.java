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
import java.util.Set;

/**
 * What was found, compared with what was true.
 *
 * <p>It knows the simulator's plays, what Spotify's answers said, and what lies in the ledger;
 * nothing of how plays are detected.
 *
 * <p>A play was <em>shown</em> if a page of the list of plays named it, or if the answers of the
 * player prove that it was heard long enough ({@link Heard}). Every such play must be found once. A
 * play that was not shown may be found; if it is not, it must lie in a gap, with two exceptions,
 * which are counted apart: two looks no further apart than a silent player is looked at may both
 * have found nothing playing ({@code inSilence}), and where between two looks a private session
 * began or ended is not told ({@code nearPrivate}).
 */
final class Verdict {
  private static final long SLACK_MS = 5_000;
  private static final long FAR_MS = Duration.ofHours(2).toMillis();

  /** Two looks at a silent player are never further apart, unless nobody looked. */
  private static final long USUAL_MS = Duration.ofMinutes(6).toMillis();

  int plays;
  int found;
  int inGap;
  int inSilence;
  int nearPrivate;
  int gaps;
  final List<String> missing = new ArrayList<>();
  final List<String> extra = new ArrayList<>();
  final List<String> doubled = new ArrayList<>();
  final List<String> exposed = new ArrayList<>();
  final List<Long> heardErrors = new ArrayList<>();

  private final VirtualWeek week;

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
    ledger.stream().filter(play -> isPrivate(play, truth)).forEach(p -> exposed.add(text(p)));
  }

  /** Candidates, the nearest first. */
  private static List<Pair> pairs(List<MemoryLedger.Play> found, List<TruePlay> truth) {
    List<Pair> pairs = new ArrayList<>();
    for (MemoryLedger.Play one : found) {
      for (TruePlay play : truth) {
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
    } else if (liesNearPrivate(play, looks)) {
      nearPrivate++;
    } else {
      missing.add((shown ? "shown " : "not shown ") + text(play));
    }
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
            && !before.playing()
            && !look.playing()
            && look.at() - before.at() <= USUAL_MS;
      }
      before = look;
    }
    return false;
  }

  private static boolean liesNearPrivate(TruePlay play, List<Look> looks) {
    Look before = null;
    for (Look look : looks) {
      if (look.at() > play.end().toEpochMilli()) {
        return look.privately() || (before != null && before.privately());
      }
      before = look;
    }
    return false;
  }

  private List<Look> near(Listener listener, Play play) {
    return week.testimony.looks(listener.number()).stream()
        .filter(look -> look.at() > play.startAt() - FAR_MS && look.at() < play.endAt() + FAR_MS)
        .toList();
  }

  /** Whether it is more like a private play than like any that was not. */
  private static boolean isPrivate(MemoryLedger.Play found, List<TruePlay> truth) {
    long open = Long.MAX_VALUE;
    long closed = Long.MAX_VALUE;
    for (TruePlay play : truth) {
      long apart = apart(found, play);
      if (apart >= 0 && play.isPrivate()) {
        closed = Math.min(closed, apart);
      } else if (apart >= 0) {
        open = Math.min(open, apart);
      }
    }
    return closed < open;
  }

  private String text(MemoryLedger.Play play) {
    return "seed %d %s told %s"
        .formatted(week.plan.seed(), play, week.ledger.told(play.listenerId(), play.track()));
  }

  private String text(TruePlay play) {
    long listener = play.play().listener();
    String name = ShownSpotify.name(play.item());
    return "seed %d listener %d %s of %d ms at %s (%d) until %s (%d), enough %s, heard %s, pause %s, seek %s, %s, %s"
        .formatted(
            week.plan.seed(),
            listener,
            name,
            play.item().durationMs(),
            play.start(),
            play.start().toEpochMilli(),
            play.end(),
            play.end().toEpochMilli(),
            play.enoughAt(),
            play.heard(),
            play.play().pause(),
            play.play().seek(),
            play.ending(),
            play.listing());
  }

  @Override
  public String toString() {
    long off = heardErrors.stream().filter(error -> Math.abs(error) > 5_000).count();
    return "seed %d: %,d plays, found %,d; missing %d, extra %d, doubled %d, private told %d; in gaps %d, in silence %d, near private %d; gaps %d; kills %d; heard off by more than 5 s %d"
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
            gaps,
            week.kills,
            off);
  }
}
