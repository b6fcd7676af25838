package dev.groundswell.standalone;

import dev.groundswell.server.ServerConfig;

/** Whether the listeners that the settings ask for are those in the database. */
final class WhoseData {
  private WhoseData() {}

  /**
   * Ends the start where the two differ.
   *
   * @param settings as they were given
   * @param simulated whether the listeners in the database are simulated
   */
  static void check(ServerConfig settings, boolean simulated) {
    if (simulated == settings.simulated()) {
      return;
    }
    throw new StartException(
        simulated
            ? ("The data in %s is of simulated listeners: set another %s for real accounts, or unset"
                    + " SPOTIFY_CLIENT_ID and every other SPOTIFY_ setting.")
                .formatted(place(settings), another(settings, "data-spotify"))
            : ("The data in %s is of real accounts: set SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET as"
                    + " before, or another %s for the simulator.")
                .formatted(place(settings), another(settings, "data-simulated")));
  }

  private static String place(ServerConfig settings) {
    return settings.database() == null
        ? settings.dataDir().toString()
        : "the database of DATABASE_URL";
  }

  private static String another(ServerConfig settings, String example) {
    String database =
        settings.database() == null
            ? "DATA_DIR (for example DATA_DIR=%s)".formatted(example)
            : "DATABASE_URL";
    return settings.redis() == null ? database : database + " and another REDIS_URL";
  }
}
