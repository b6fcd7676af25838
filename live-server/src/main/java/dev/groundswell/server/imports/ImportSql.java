package dev.groundswell.server.imports;

/**
 * The statements of {@link ImportStore}.
 *
 * <p>Those that only keep the books do not wait for the disk: what a power loss takes back is done
 * again, and a later commit in the same log takes them along. So live plays share the disk with one
 * commit a batch instead of three.
 */
final class ImportSql {
  private static final String UNHURRIED = "set_config('synchronous_commit', 'off', true) = 'off'";

  /** Uploads of one listener come one after the other here, so that none slips past the limit. */
  static final String LISTENER =
      "select id from listener where id = $1 and erasure is null for no key update";

  static final String UNFINISHED =
      "select count(*) from import where listener_id = $1 and state in ('receiving', 'running')";

  static final String OPEN =
      """
      insert into import (public_id, listener_id, state, dry_run, created_at, worked_at)
      values ($1, $2, 'receiving', $3, $4, $4) returning id
      """;

  /** Does nothing for an import that is gone. */
  static final String ADD =
      """
      insert into import_chunk (import_id, place, rows)
      select i.id, v.place, v.rows from unnest($2::int[], $3::text[]) as v (place, rows)
      join import i on i.id = $1 and i.state = 'receiving' and
      """
          + UNHURRIED;

  static final String RECEIVED =
      """
      update import set state = case when dry_run or $5 = 0 then 'done' else 'running' end,
        finished_at = case when dry_run or $5 = 0 then $6::timestamptz end,
        total = $2, skipped = $3, errors = $4, chunks = $5, worked_at = $6, files = $7,
        passed = $8, stored = $9, merged = $10
      where id = $1 and state = 'receiving' returning state
      """;

  static final String DISCARD = "delete from import where id = $1 and state = 'receiving'";

  /**
   * The listener who has waited longest is next, with the oldest of their imports. Another server's
   * turn that has run out is taken over: writing a chunk twice changes nothing.
   */
  static final String TAKE =
      """
      update import set holder = $1, held_until = $3, worked_at = $2,
        mark = coalesce(mark, (select coalesce(max(id), 0) from sighting))
      where id = (
        select i.id from import i
        where i.state = 'running'
          and (i.held_until is null or i.held_until < $2 or i.holder = $1)
          and not exists (select 1 from import o where o.listener_id = i.listener_id
            and o.state = 'running' and o.id < i.id)
        order by i.worked_at, i.id limit 1 for update skip locked)
        and %s
      returning id, listener_id, place, errors,
        (select c.rows from import_chunk c where c.import_id = import.id and c.place = import.place)
          as rows
      """
          .formatted(UNHURRIED);

  /**
   * How many of some observations were stored since the mark and are a play of their own. The mark
   * moves with the place, so after a crash between the two this counts the same again.
   */
  static final String COUNT =
      """
      select count(p.id) as stored, (select coalesce(max(id), 0) from sighting) as mark
      from import i
      join sighting s on s.listener_id = i.listener_id and s.observation = any($2)
        and s.revision = 1 and s.id > i.mark
      join play p on p.first_sighting_id = s.id
      where i.id = $1
      """;

  static final String ADVANCE =
      """
      with moved as (
        update import set place = place + 1, stored = stored + $3, merged = merged + $4,
          failed = failed + $5, errors = $6, mark = $7, worked_at = $8, holder = null, held_until = null,
          state = case when place + 1 >= chunks then 'done' else 'running' end,
          finished_at = case when place + 1 >= chunks then $8::timestamptz end
        where id = $1 and place = $2 and state = 'running' and %s returning id, state),
      gone as (
        delete from import_chunk where import_id in (select id from moved) and place = $2)
      select state from moved
      """
          .formatted(UNHURRIED);

  /** Ends an import whose owner wants no more of it ($3 cancelled), or that cannot go on. */
  static final String END =
      """
      with ended as (
        update import set state = $2, finished_at = $3, holder = null, held_until = null
        where %s and state = 'running' returning id)
      delete from import_chunk where import_id in (select id from ended)
      """;

  static final String END_BY_ID = END.formatted("id = $1");

  static final String END_BY_NAME = END.formatted("listener_id = $1 and public_id = $4");

  static final String FIND =
      "select * from import where listener_id = $1 and state <> 'receiving' and public_id = $2";

  static final String LIST =
      """
      select * from import where listener_id = $1 and state <> 'receiving' order by id desc limit $2
      """;

  static final String WAITING = "select count(*) from import where state = 'running'";

  static final String LET_GO = "update import set held_until = null where holder = $1";

  /** Uploads that no server will finish. */
  static final String SWEEP_UPLOADS =
      "delete from import where state = 'receiving' and created_at < $1";

  static final String SWEEP_FINISHED =
      """
      delete from import where listener_id = $1 and finished_at is not null and id not in (
        select id from import where listener_id = $1 and finished_at is not null
        order by id desc limit $2)
      """;

  private ImportSql() {}
}
