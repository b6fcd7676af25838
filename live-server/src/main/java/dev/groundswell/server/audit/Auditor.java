package dev.groundswell.server.audit;

import dev.groundswell.events.Topic;
import dev.groundswell.server.audit.AuditView.BoardLine;
import dev.groundswell.server.audit.AuditView.State;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges one board after the other, and has put right what differs.
 *
 * <p>What two looks in a row find, some seconds apart, is drift. Then the jobs are asked to write
 * the board anew from what they hold; where that shows the same, what they hold is wrong, and they
 * are asked to build everything anew from the ledger, once an hour at most.
 */
final class Auditor {
  private static final Logger log = LoggerFactory.getLogger(Auditor.class);
  private static final int MOST_TOLD = 5;

  private final List<Topic> topics;
  private final Look look;
  private final ShownBoards boards;
  private final RebuildRequests rebuilds;
  private final AuditOptions options;
  private final AuditMeters meters;
  private final Clock clock;
  private final Scheduler scheduler;
  private final Map<Topic, BoardLine> lines;
  private int turn;

  /**
   * @param lines what became of each board; read by others
   */
  Auditor(
      List<Topic> topics,
      Look look,
      ShownBoards boards,
      RebuildRequests rebuilds,
      AuditOptions options,
      AuditMeters meters,
      Clock clock,
      Scheduler scheduler,
      Map<Topic, BoardLine> lines) {
    this.topics = List.copyOf(topics);
    this.look = look;
    this.boards = boards;
    this.rebuilds = rebuilds;
    this.options = options;
    this.meters = meters;
    this.clock = clock;
    this.scheduler = scheduler;
    this.lines = lines;
  }

  /** Judges the board whose turn it is; answers how long to rest. */
  Single<Duration> next() {
    Topic topic = topics.get(turn);
    turn = (turn + 1) % topics.size();
    return judge(topic);
  }

  /** What a judgement came to, and how long the ledger counted for it. */
  private record Judgement(State state, @Nullable String detail, Duration counting) {}

  Single<Duration> judge(Topic topic) {
    return look.at(topic)
        .flatMap(
            first ->
                first.findings().isEmpty()
                    ? Single.just(new Judgement(State.RIGHT, null, first.counting()))
                    : lookAgain(topic, first))
        .onErrorReturn(failure -> new Judgement(State.UNSETTLED, reasonOf(failure), Duration.ZERO))
        .map(
            judged -> {
              note(topic, judged);
              return options.restAfter(judged.counting());
            });
  }

  private Single<Judgement> lookAgain(Topic topic, Look.Result first) {
    return second(topic, first)
        .flatMap(
            second -> {
              if (second.findings().isEmpty()) {
                return Single.just(new Judgement(State.RIGHT, null, second.counting()));
              }
              meters.drift();
              log.warn("{} differs from the ledger: {}", topic, told(second.findings()));
              return haveWrittenAnew(topic, second);
            });
  }

  /** A look some seconds later, of which only that is kept which the one before found as well. */
  private Single<Look.Result> second(Topic topic, Look.Result first) {
    return Completable.timer(options.secondLook().toMillis(), TimeUnit.MILLISECONDS, scheduler)
        .andThen(Single.defer(() -> look.at(topic)))
        .map(
            second -> {
              List<Finding> both = new ArrayList<>(second.findings());
              both.removeIf(
                  finding ->
                      first.findings().stream()
                          .noneMatch(one -> one.what().equals(finding.what())));
              return new Look.Result(second.asOf(), both, second.counting());
            });
  }

  private Single<Judgement> haveWrittenAnew(Topic topic, Look.Result found) {
    meters.repair("rewrite");
    return boards
        .haveWrittenAnew(topic)
        .andThen(Single.defer(() -> second(topic, found)))
        .flatMap(
            after -> {
              if (after.findings().isEmpty()) {
                log.info("{} was written anew and is right again", topic);
                return Single.just(
                    new Judgement(State.REPAIRED, told(found.findings()), after.counting()));
              }
              return haveAllBuiltAnew(topic, after);
            });
  }

  private Single<Judgement> haveAllBuiltAnew(Topic topic, Look.Result found) {
    String detail = told(found.findings());
    return rebuilds
        .request(topic + ": " + detail, options.betweenRebuilds())
        .map(
            requested -> {
              if (requested) {
                meters.repair("rebuild");
                log.error(
                    "{} was written anew and differs still: the jobs are asked to build all boards"
                        + " from the ledger. Jobs on a cluster of their own have to be started"
                        + " again without a savepoint.",
                    topic);
              }
              return new Judgement(State.DIFFERS, detail, found.counting());
            });
  }

  private void note(Topic topic, Judgement judged) {
    meters.looked(judged.state(), judged.counting());
    lines.put(topic, new BoardLine(topic.name(), judged.state(), clock.instant(), judged.detail()));
  }

  private static String told(List<Finding> findings) {
    String some =
        findings.stream().limit(MOST_TOLD).map(Finding::toString).collect(Collectors.joining("; "));
    return findings.size() > MOST_TOLD
        ? some + "; and " + (findings.size() - MOST_TOLD) + " more"
        : some;
  }

  private static String reasonOf(Throwable failure) {
    return failure instanceof UnsettledException unsettled
        ? String.valueOf(unsettled.getMessage())
        : failure.toString();
  }

  /** A map for {@code lines} in the order of the topics. */
  static Map<Topic, BoardLine> noLines() {
    return java.util.Collections.synchronizedMap(new LinkedHashMap<>());
  }
}
