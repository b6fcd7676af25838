package dev.groundswell.jobs.source;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds a {@link PlayLogSource}; both places must be named. */
public final class PlayLogSourceBuilder {
  private @Nullable String databaseUrl;
  private String databaseUser = "";
  private String databasePassword = "";
  private @Nullable URI redisUrl;

  PlayLogSourceBuilder() {}

  /** The ledger, as a JDBC URL ({@code jdbc:postgresql://host:port/name}). */
  public PlayLogSourceBuilder database(String url, String user, String password) {
    databaseUrl = url;
    databaseUser = user;
    databasePassword = password;
    return this;
  }

  /** The relay's streams, {@code redis://[:password@]host:port}. */
  public PlayLogSourceBuilder redis(String url) {
    redisUrl = URI.create(url);
    return this;
  }

  public PlayLogSource build() {
    return new PlayLogSource(
        Objects.requireNonNull(databaseUrl, "the ledger's URL is not set"),
        databaseUser,
        databasePassword,
        Objects.requireNonNull(redisUrl, "the URL of Redis is not set"));
  }
}
