package dev.groundswell.server.feed;

import dev.groundswell.events.SampledPlay;
import dev.groundswell.events.Topic;
import dev.groundswell.server.boards.BoardFollower;
import dev.groundswell.server.boards.BoardVersion;
import dev.groundswell.server.boards.Catalogue;
import dev.groundswell.server.boards.JobsTime;
import dev.groundswell.server.ledger.ItemView;
import dev.groundswell.server.ledger.TrackView;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What every feed now shows and how it came to it; subscribers read from here at their own pace.
 *
 * <p>It holds no subscriber: whoever follows is woken when there is something new and takes what is
 * linked behind the version it has reached.
 */
public final class FeedHub implements BoardFollower {
  private final Catalogue catalogue;
  private final JobsTime time;
  private final RowNames names;
  private final Map<Topic, TopicFeed> boards = new LinkedHashMap<>();
  private final PlaysFeed plays;
  private final List<Runnable> wakers = new CopyOnWriteArrayList<>();
  private volatile boolean stale;

  public FeedHub(Catalogue catalogue, JobsTime time) {
    this.catalogue = catalogue;
    this.names = new RowNames(catalogue);
    this.time = time;
    this.plays = new PlaysFeed(time);
    this.stale = time.isStale();
    Topic.all().forEach(topic -> boards.put(topic, new TopicFeed(topic)));
  }

  @Override
  public Completable readBack(Topic topic, List<BoardVersion> versions) {
    List<List<BoardVersion>> runs = RowNames.runs(versions);
    if (runs.isEmpty()) {
      return told(() -> board(topic).readBack(versions, Map.of()));
    }
    return named(topic, runs.get(0), names -> board(topic).readBack(runs.get(0), names))
        .andThen(
            appended(topic, runs.subList(1, runs.size()).stream().flatMap(List::stream).toList()));
  }

  @Override
  public Completable appended(Topic topic, List<BoardVersion> versions) {
    return Flowable.fromIterable(RowNames.runs(versions))
        .concatMapCompletable(run -> named(topic, run, names -> board(topic).append(run, names)));
  }

  @Override
  public Completable sampled(List<SampledPlay> sampled) {
    Set<Long> recordings = sampled.stream().map(SampledPlay::recording).collect(Collectors.toSet());
    return catalogue
        .tracks(recordings)
        .flatMapCompletable(names -> told(() -> plays.append(named(sampled, names))));
  }

  @Override
  public void ticked() {
    boolean now = time.isStale();
    if (now != stale) {
      stale = now;
      wake();
    }
  }

  /** What a board shows now; empty before it was read. */
  public Optional<Snapshot> snapshot(Topic topic, Limit limit) {
    TopicFeed feed = board(topic);
    Limit shown = limit.on(topic);
    Version version = feed.current(shown);
    return version == null
        ? Optional.empty()
        : Optional.of(new Snapshot(feed.snapshot(version, shown, stale)));
  }

  /** The last sampled plays; empty before the jobs were heard of. */
  public Optional<Snapshot> plays() {
    return plays.snapshot().map(Snapshot::new);
  }

  /** Whether the boards are older than they should be. */
  public boolean isStale() {
    return stale;
  }

  TopicFeed board(Topic topic) {
    TopicFeed feed = boards.get(topic);
    if (feed == null) {
      throw new IllegalArgumentException("no such board: " + topic);
    }
    return feed;
  }

  PlaysFeed playsFeed() {
    return plays;
  }

  /** Has {@code waker} run, on whatever thread, whenever there is something new. */
  void onNews(Runnable waker) {
    wakers.add(waker);
  }

  private Completable told(Runnable change) {
    return Completable.fromRunnable(
        () -> {
          change.run();
          wake();
        });
  }

  private void wake() {
    wakers.forEach(Runnable::run);
  }

  private Completable named(
      Topic topic, List<BoardVersion> run, Consumer<Map<Long, ? extends ItemView>> change) {
    return names.of(topic, run).flatMapCompletable(found -> told(() -> change.accept(found)));
  }

  private static List<PlaysFeed.Play> named(List<SampledPlay> sampled, Map<Long, TrackView> names) {
    return sampled.stream()
        .flatMap(
            play ->
                Optional.ofNullable(names.get(play.recording())).stream()
                    .map(track -> new PlaysFeed.Play(track, play.countedAt())))
        .toList();
  }
}
