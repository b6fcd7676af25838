package dev.groundswell.standalone;

import dev.groundswell.server.DatabaseUrl;
import dev.groundswell.server.ServerConfig;
import dev.groundswell.server.ledger.TagImport.Report;
import io.reactivex.rxjava3.core.Flowable;
import io.vertx.rxjava3.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The command {@code import-tags}: genres for artists from a file.
 *
 * <p>Works on the ledger that the settings name. Where that is the embedded one and Groundswell is
 * not running, PostgreSQL is started for as long as it takes.
 */
final class ImportTags {
  static final String NAME = "import-tags";

  private static final String HELP =
      """
      Usage: java -jar groundswell.jar import-tags [--dry-run] <file.csv | ->

      Gives artists a genre whom Spotify gives none. Each line of the file, or of the input for -,
      says that an artist is of a genre, and how much so:

          artist,tag,weight
          Tsukishiro Yuzuha,city pop,87
          "Earth, Wind & Fire",funk,100

      The heaviest tag of an artist is the genre. Names are found however they are cased; what
      contains a comma is quoted; a first line may name the columns. A tag that is imported again
      has its weight replaced, and with weight 0 it goes. Boards follow: plays of the last 8 days
      are corrected at a rate that others do not notice, older ones behind them.

        --dry-run   reads the file, says what is wrong with it and stores nothing

      Uses DATABASE_URL or DATA_DIR like the server, which may be running. Ends with 0, with 1 where
      lines were wrong (the others are stored), with 2 where the command itself was.""";

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int BAD_USAGE = 2;

  /** No import takes as long; without it a database that went away could be waited for for ever. */
  private static final Duration LIMIT = Duration.ofDays(1);

  private ImportTags() {}

  /** Runs the command and answers how the process shall end. */
  static int run(List<String> arguments) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      System.out.println(HELP);
      return DONE;
    }
    List<String> files = new ArrayList<>(arguments);
    boolean dryRun = files.remove("--dry-run");
    if (files.size() != 1 || (files.get(0).startsWith("-") && !files.get(0).equals("-"))) {
      System.err.println(HELP);
      return BAD_USAGE;
    }
    RunningParts running = new RunningParts();
    try (BufferedReader in = open(files.get(0))) {
      Flowable<String> lines = Flowable.fromIterable(() -> in.lines().iterator());
      Report report = dryRun ? Rx.await(Wiring.check(lines), LIMIT) : store(running, lines);
      return tell(report, dryRun);
    } catch (IOException e) {
      System.err.println("Groundswell: " + files.get(0) + " cannot be read: " + e.getMessage());
      return FAILED;
    } catch (RuntimeException e) {
      System.err.println("Groundswell: the tags were not imported: " + e.getMessage());
      return FAILED;
    } finally {
      running.stop();
    }
  }

  private static BufferedReader open(String file) throws IOException {
    return file.equals("-")
        ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
        : Files.newBufferedReader(Path.of(file));
  }

  private static Report store(RunningParts running, Flowable<String> lines) {
    DatabaseUrl database = database(running, ServerConfig.fromEnvironment());
    Vertx vertx = running.start("Vert.x", OwnVertx::new).vertx();
    return Rx.await(Wiring.importTags(vertx, database, lines, System.err::println), LIMIT);
  }

  private static DatabaseUrl database(RunningParts running, ServerConfig settings) {
    DatabaseUrl external = settings.database();
    if (external != null) {
      Preflight.database(external);
      return external;
    }
    try {
      DataDir data = running.start("the data folder", () -> DataDir.open(settings.dataDir()));
      Guard guard = running.start("the guard", () -> Guard.start(data));
      guard.partStarts();
      EmbeddedPostgres postgres = running.start("PostgreSQL", () -> EmbeddedPostgres.start(data));
      guard.partRuns();
      return postgres.url();
    } catch (DataDir.InUseException e) {
      // The server holds the folder and runs PostgreSQL in it.
      return EmbeddedPostgres.runningIn(settings.dataDir());
    }
  }

  /** Closed like any other part. */
  private record OwnVertx(Vertx vertx) implements AutoCloseable {
    OwnVertx() {
      this(Vertx.vertx());
    }

    @Override
    public void close() throws Exception {
      Rx.closing(vertx.rxClose(), Duration.ofSeconds(4)).close();
    }
  }

  private static int tell(Report report, boolean dryRun) {
    report.problems().forEach(System.err::println);
    if (report.bad() > report.problems().size()) {
      System.err.println("and " + (report.bad() - report.problems().size()) + " more lines");
    }
    System.err.println(
        "%d lines, %d of them wrong%s"
            .formatted(report.lines(), report.bad(), dryRun ? "; nothing was stored" : ""));
    return report.bad() == 0 ? DONE : FAILED;
  }
}
