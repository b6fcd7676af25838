package dev.groundswell.server;

import dev.groundswell.events.Source;
import dev.groundswell.server.account.Accounts;
import dev.groundswell.server.account.Secrets;
import dev.groundswell.server.account.SpotifyProfiles;
import dev.groundswell.server.audit.AuditView;
import dev.groundswell.server.history.LedgerPlays;
import dev.groundswell.server.history.PersonalApi;
import dev.groundswell.server.imports.ImportOptions;
import dev.groundswell.server.imports.Imports;
import dev.groundswell.server.ledger.ChangePartitions;
import dev.groundswell.server.ledger.Erasure;
import dev.groundswell.server.ledger.PgPlayEdits;
import dev.groundswell.server.ledger.PgPlayLedger;
import dev.groundswell.server.ledger.PlayEdits;
import dev.groundswell.server.ledger.PlayLedger;
import dev.groundswell.server.ledger.PlayUpkeep;
import dev.groundswell.server.ledger.Plays;
import dev.groundswell.server.ledger.Realignment;
import dev.groundswell.server.ops.Overviews;
import dev.groundswell.server.poll.Admission;
import dev.groundswell.server.poll.NowPlayingStream;
import dev.groundswell.server.poll.NowPlayings;
import dev.groundswell.server.poll.PgCallCounts;
import dev.groundswell.server.poll.PgPollLeases;
import dev.groundswell.server.poll.PgPollStates;
import dev.groundswell.server.poll.PgRecordings;
import dev.groundswell.server.poll.PollOptions;
import dev.groundswell.server.poll.Poller;
import dev.groundswell.server.relay.Relay;
import dev.groundswell.server.relay.RelayOptions;
import dev.groundswell.server.relay.StreamForgetting;
import dev.groundswell.server.spotify.SpotifyApi;
import dev.groundswell.server.spotify.SpotifyClient;
import dev.groundswell.server.spotify.SpotifyOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.CompositeDisposable;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The way of a play into the streams: accounts say who is polled, the poller asks and concludes,
 * the ledger commits, the relay publishes.
 */
final class Collecting {
  /** Calls in 30 s. Spotify does not say what it allows; refusals below this were not seen. */
  private static final int SPOTIFY_BUDGET = 150;

  /** Calls of a class in 24 hours; five listeners who never stop take a third of it. */
  private static final int SPOTIFY_QUOTA = 50_000;

  /** The simulator allows everything; this bounds what both cost on one machine. */
  private static final int SIMULATOR_BUDGET = 6_000;

  private static final Duration DAY = Duration.ofDays(1);

  private final Pool pool;
  private final ChangePartitions partitions;
  private final Relay relay;
  private final PlayEdits edits;
  private final Plays plays;
  private final PlayUpkeep upkeep;
  private final Erasure erasure;
  private final Accounts accounts;
  private final PgPollStates pollStates;
  private final Poller poller;
  private final Imports imports;
  private final CompositeDisposable running = new CompositeDisposable();

  Collecting(LiveServer.Surroundings given, Stores stores, SecureRandom random) {
    Vertx vertx = given.vertx();
    ServerConfig config = given.config();
    ServerConfig.Spotify app = Objects.requireNonNull(config.spotify(), "SPOTIFY_CLIENT_ID");
    Secret secretKey = Objects.requireNonNull(config.secretKey(), "SECRET_KEY");

    pool = stores.pool();
    SpotifyApi spotify =
        new SpotifyClient(vertx, SpotifyOptions.webApi(app.apiUrl()), given.clock());
    partitions = new ChangePartitions(vertx, stores.pool(), given.clock());
    String server = "server-" + UUID.randomUUID();
    relay =
        new Relay(
            vertx,
            stores.pool(),
            stores.redis(),
            given.clock(),
            random,
            RelayOptions.of(server),
            given.meters());
    PlayLedger ledger =
        new PgPlayLedger(
            vertx,
            stores.pool(),
            given.clock(),
            random,
            config.trendSources(),
            partitions,
            relay,
            given.meters());
    plays = new Plays(stores.pool());
    upkeep =
        new PlayUpkeep(
            stores.pool(),
            Realignment.ofSources(
                config.trendSources(),
                vertx,
                stores.pool(),
                given.clock(),
                random,
                partitions,
                relay),
            Realignment.ofGenres(vertx, stores.pool(), given.clock(), random, partitions, relay),
            random,
            RxHelper.scheduler(vertx));
    edits =
        new PgPlayEdits(
            vertx, stores.pool(), given.clock(), random, config.trendSources(), partitions, relay);
    erasure =
        new Erasure(
            vertx,
            stores.pool(),
            given.clock(),
            random,
            partitions,
            relay,
            new StreamForgetting(vertx, stores.redis()),
            () -> rewriteLog(stores).andThen(given.leftovers().rewrite()),
            given.outsideReach());
    pollStates = new PgPollStates(stores.pool(), server);
    Admission admission = new Admission(pollStates, given.clock(), random, given.meters());
    accounts =
        new Accounts(
            vertx,
            stores.pool(),
            new Accounts.Options(
                config.publicUrl(), app.accountsUrl(), app.clientId(), app.clientSecret().value()),
            Secrets.of(secretKey.value(), random),
            new SpotifyProfiles(spotify, admission),
            admission,
            edits::setTrends,
            random,
            given.clock(),
            given.meters());
    PollOptions pace =
        config.simulated()
            ? PollOptions.withBudget(SIMULATOR_BUDGET)
            : PollOptions.withBudget(SPOTIFY_BUDGET).withQuota(SPOTIFY_QUOTA);
    poller =
        new Poller(
            new Poller.Ports(
                accounts.roster(),
                accounts.tokens(),
                accounts.standing(),
                spotify,
                ledger,
                pollStates,
                new PgCallCounts(stores.pool()),
                new PgPollLeases(stores.pool(), given.clock(), server, pace.lease()),
                new PgRecordings(stores.pool()),
                nowPlayings(config, stores, given.meters())),
            pace,
            RxHelper.scheduler(vertx.getOrCreateContext()),
            given.clock(),
            random,
            given.meters());
    imports =
        new Imports(
            vertx,
            stores.pool(),
            ledger,
            accounts.sessions(),
            ImportOptions.usual(),
            random,
            given.clock(),
            given.meters(),
            "server-" + UUID.randomUUID());
  }

  /** Histories that listeners bring. */
  Imports imports() {
    return imports;
  }

  /** The listener's own part of the API. */
  PersonalApi personalApi() {
    return new PersonalApi(accounts, new LedgerPlays(plays, edits), erasure::erase);
  }

  /** Who is polled is heard by way of Spotify, and public only where Spotify's plays are. */
  private static NowPlayings nowPlayings(ServerConfig config, Stores stores, MeterRegistry meters) {
    NowPlayings streams = new NowPlayingStream(stores.commands(), meters);
    return config.trendSources().contains(Source.SPOTIFY)
        ? streams
        : streams.outsidePublicFigures();
  }

  /** Redis' own log of writes still holds what was deleted; a Redis that is not ours may refuse. */
  private static Completable rewriteLog(Stores stores) {
    return stores.commands().rxBgrewriteaof().ignoreElement().onErrorComplete();
  }

  /** How many listeners are connected. */
  Single<Long> connected() {
    return pool.query("select count(*) from account where state = 'active'")
        .rxExecute()
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** How everything stands, for the person who hosts this. */
  Overviews overviews(LiveServer.Surroundings given, Supplier<AuditView> audit) {
    return new Overviews(
        given.config().simulated(),
        given.health(),
        new Overviews.Sources(
            poller.view(),
            Single.defer(() -> pollStates.gapsSince(given.clock().instant().minus(DAY))),
            Single.defer(() -> accounts.consents().count()),
            Single.defer(pollStates::breakers),
            Single.fromSupplier(audit::get)),
        given.meters(),
        given.clock(),
        RxHelper.scheduler(given.vertx()));
  }

  Accounts accounts() {
    return accounts;
  }

  /** From the end of the way to its beginning, so that nothing arrives where nobody waits. */
  Completable start() {
    return partitions
        .start()
        .andThen(Completable.fromAction(relay::start))
        .andThen(Completable.fromAction(erasure::start))
        .andThen(Completable.fromAction(() -> running.add(upkeep.start())))
        .andThen(Completable.fromAction(() -> running.add(accounts.start())))
        .andThen(poller.start())
        .andThen(Completable.fromAction(imports::start));
  }

  /** From its beginning to its end, so that what was begun arrives. */
  Completable stop() {
    return imports
        .stop()
        .onErrorComplete()
        .andThen(poller.stop())
        .onErrorComplete()
        .andThen(Completable.fromAction(running::dispose))
        .andThen(Completable.fromAction(erasure::stop))
        .andThen(relay.stop())
        .andThen(Completable.fromAction(partitions::stop));
  }
}
