package dev.groundswell.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.groundswell.server.account.AccountsFixture;
import dev.groundswell.server.account.Browser;
import dev.groundswell.server.ledger.Plays;
import dev.groundswell.testing.PostgresFixture;
import io.reactivex.rxjava3.core.Single;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LedgerPlaysIT {
  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();

  @Test
  void followingNextShowsEveryOwnPlayOnceNewestFirst() throws Exception {
    try (var app = new AccountsFixture(postgres)) {
      var plays = new LedgerPlays(new Plays(postgres.pool()), null);
      new PersonalApi(app.accounts, plays, id -> Single.never()).mount(app.router);
      Browser ada = app.signedIn("ada", true);
      store(postgres.number("select max(id) from listener"), "ada", 5);
      app.signedIn("bob", true);
      store(postgres.number("select max(id) from listener"), "bob", 3);

      List<String> seen = new ArrayList<>();
      String path = "/api/v1/me/plays?limit=2";
      for (String next = path; next != null; ) {
        JsonNode page = new ObjectMapper().readTree(ada.get(next).body());
        page.get("items").forEach(play -> seen.add(play.get("id").asText()));
        next = page.has("next") ? path + "&before=" + page.get("next").asText() : null;
      }

      assertThat(seen).containsExactly("ada5", "ada4", "ada3", "ada2", "ada1");
    }
  }

  private void store(long listener, String who, int plays) {
    long recording =
        postgres.number(
            "insert into recording (public_id, title, updated_at) values ($1, 'Song', now())"
                + " returning id",
            "song of " + who);
    postgres.query(
        """
        insert into play (public_id, listener_id, recording_id, first_sighting_id, played_at,
          ended_at, counted_at, ms_played, source, trends, artist_ids, rev)
        select $1 || n, $2, $3, $2 * 100 + n, t, t + interval '3 minutes',
          t + interval '30 seconds', 180000, 'spotify', true, '{}', 1
        from generate_series(1, $4::int) n,
          lateral (select timestamptz '2026-11-22T05:00:00Z' + n * interval '4 minutes') as at(t)
        """,
        who,
        listener,
        recording,
        plays);
  }
}
