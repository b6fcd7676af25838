package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes a host's tag file into the ledger: lines of artist, tag and weight, by which those artists
 * get a genre for whom Spotify names none.
 *
 * <p>A tag that is imported again has its weight replaced. Afterwards every artist's genre is
 * decided anew; what that means for plays is {@link Realignment}'s.
 */
public final class TagImport {
  private static final int BATCH = 1_000;
  private static final int MOST_PROBLEMS = 20;

  private static final String STORE =
      """
      insert into artist_tag as t (artist, genre_id, weight)
      select v.artist, g.id, v.weight
      from unnest($1::text[], $2::text[], $3::double precision[]) as v (artist, tag, weight)
      join genre g on g.public_id = v.tag
      where v.weight > 0
      on conflict (artist, genre_id) do update set weight = excluded.weight
      where t.weight <> excluded.weight
      """;

  private static final String TAKE_BACK =
      """
      delete from artist_tag t using unnest($1::text[], $2::text[]) as v (artist, tag)
      join genre g on g.public_id = v.tag
      where t.artist = v.artist and t.genre_id = g.id
      """;

  private static final String PAGE =
      "select id, name from artist where id > $1 order by id limit $2";

  private final Pool pool;

  public TagImport(Pool pool) {
    this.pool = pool;
  }

  /**
   * What became of a file.
   *
   * @param lines all lines but empty ones and the header
   * @param bad those that could not be taken
   * @param problems what was wrong with the first of them, each with the number of its line
   */
  public record Report(long lines, long bad, List<String> problems) {
    public Report {
      problems = List.copyOf(problems);
    }
  }

  /** A line with its place in the file. */
  private record Numbered(long number, String text) {}

  /** What was learned about a file line by line; used by one thread at a time. */
  private static final class Reading {
    private long lines;
    private long bad;
    private final List<String> problems = new ArrayList<>();

    Maybe<TagLine> read(Numbered line) {
      if (line.text().isBlank() || (line.number() == 1 && TagLine.isHeader(line.text()))) {
        return Maybe.empty();
      }
      lines++;
      try {
        return Maybe.just(TagLine.parse(line.text()));
      } catch (TagLine.BadLineException e) {
        bad++;
        if (problems.size() < MOST_PROBLEMS) {
          problems.add("line " + line.number() + ": " + e.getMessage());
        }
        return Maybe.empty();
      }
    }

    Report report() {
      return new Report(lines, bad, problems);
    }
  }

  /** Reads a file and stores nothing. */
  public static Single<Report> check(Flowable<String> lines) {
    Reading reading = new Reading();
    return parsed(lines, reading).ignoreElements().andThen(Single.fromCallable(reading::report));
  }

  /** Stores the tags of a file, each line for itself: one that is bad keeps no other out. */
  public Single<Report> store(Flowable<String> lines) {
    Reading reading = new Reading();
    return parsed(lines, reading)
        .buffer(BATCH)
        .concatMapCompletable(this::storeBatch, 1)
        .andThen(Single.fromCallable(reading::report));
  }

  /** Decides the genre of every artist; answers how many have another one now. */
  public Single<Long> classify() {
    AtomicLong last = new AtomicLong();
    AtomicLong changed = new AtomicLong();
    return Single.defer(() -> classifyAfter(last, changed))
        .repeat()
        .takeUntil(size -> size < BATCH)
        .ignoreElements()
        .andThen(Single.fromCallable(changed::get));
  }

  private static Flowable<TagLine> parsed(Flowable<String> lines, Reading reading) {
    return lines
        .zipWith(
            Flowable.rangeLong(1, Long.MAX_VALUE), (text, number) -> new Numbered(number, text))
        .concatMapMaybe(reading::read);
  }

  private Completable storeBatch(List<TagLine> tags) {
    // The last word on an artist and a tag counts, as if each line had been stored alone.
    Map<List<String>, TagLine> byName = new LinkedHashMap<>();
    tags.forEach(tag -> byName.put(List.of(folded(tag), slug(tag)), tag));
    List<TagLine> stored = byName.values().stream().filter(tag -> tag.weight() > 0).toList();
    List<TagLine> takenBack = byName.values().stream().filter(tag -> tag.weight() == 0).toList();
    return pool.rxWithTransaction(
            connection ->
                ArtistGenres.learn(connection, stored.stream().map(TagLine::tag).toList())
                    .andThen(Single.defer(() -> write(connection, stored, takenBack)))
                    .toMaybe())
        .ignoreElement();
  }

  private static Single<Integer> write(
      SqlConnection connection, List<TagLine> stored, List<TagLine> takenBack) {
    Tuple tags =
        Columns.of(stored)
            .texts(TagImport::folded)
            .texts(TagImport::slug)
            .doubles(TagLine::weight)
            .with();
    Tuple gone = Columns.of(takenBack).texts(TagImport::folded).texts(TagImport::slug).with();
    return connection
        .preparedQuery(STORE)
        .rxExecute(tags)
        .flatMap(done -> connection.preparedQuery(TAKE_BACK).rxExecute(gone))
        .map(done -> done.rowCount());
  }

  private Single<Integer> classifyAfter(AtomicLong last, AtomicLong changed) {
    return pool.rxWithTransaction(
            connection ->
                // In turn with those who learn of artists, or both could wait crosswise.
                connection
                    .query(CatalogueSql.TAKE_TURN)
                    .rxExecute()
                    .flatMap(
                        turn ->
                            connection.preparedQuery(PAGE).rxExecute(Tuple.of(last.get(), BATCH)))
                    .flatMap(
                        rows -> {
                          List<ArtistGenres.Word> names = new ArrayList<>();
                          for (Row row : rows) {
                            long id = Objects.requireNonNull(row.getLong("id"));
                            names.add(new ArtistGenres.Word(id, row.getString("name")));
                            last.set(id);
                          }
                          return ArtistGenres.classify(connection, names)
                              .doOnSuccess(changed::addAndGet)
                              .map(done -> names.size());
                        })
                    .toMaybe())
        .toSingle();
  }

  private static String folded(TagLine tag) {
    return GenreWords.folded(tag.artist());
  }

  private static String slug(TagLine tag) {
    return GenreWords.slug(tag.tag());
  }
}
