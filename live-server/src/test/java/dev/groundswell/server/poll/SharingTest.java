package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.EndpointClass.PLAYBACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.PlayChange;
import dev.groundswell.server.poll.PollingFixture.Call;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Several servers poll nobody twice; a fixture is one of them. */
class SharingTest {
  private static final long[] LISTENERS = LongStream.range(1, 101).toArray();
  private final PollingFixture world = new PollingFixture();

  @Test
  void onlyListenersOfOwnShardsArePolled() {
    world.leases.held = shards(0, 8);
    world.start(PollOptions.withBudget(1000)).join(LISTENERS).pass(10);
    assertThat(polledShards()).containsExactlyInAnyOrderElementsOf(shards(0, 8));
    assertThat(world.gauge("budget")).isEqualTo(500);
  }

  @Test
  void whoeverIsLostIsPolledNoMore() {
    world.start(PollOptions.withBudget(1000)).join(LISTENERS).pass(20);
    world.leases.held = shards(0, 8);
    world.pass(5.1);
    world.spotify.calls.clear();
    world.pass(600);
    assertThat(polledShards()).isNotEmpty().isSubsetOf(shards(0, 8));
    assertThat(world.now).isEmpty();
  }

  @Test
  void whoeverIsGainedIsPolledWithWhatIsKnownOfThem() {
    world.everybody = LISTENERS;
    world.leases.held = shards(0, 8);
    world.start(PollOptions.withBudget(1000)).pass(20);
    world.leases.held = shards(0, 16);
    world.spotify.calls.clear();
    world.pass(45);
    assertThat(polledShards()).containsAll(shards(8, 16));
  }

  @Test
  void whoSignsInAtAnotherServerIsPolledHereSoon() {
    world.leases.held = shards(0, 15);
    world.everybody = new long[] {1};
    world.start(PollOptions.withBudget(1000)).pass(20);
    world.everybody = LISTENERS;
    world.pass(40);
    assertThat(polledShards()).containsAll(shards(0, 15));
  }

  @Test
  void whoLeavesAtAnotherServerIsPolledNoMore() {
    world.leases.held = shards(0, 15);
    world.everybody = LISTENERS;
    world.start(PollOptions.withBudget(1000)).pass(20);
    world.everybody = new long[] {1, 2, 3, 4};
    world.pass(40);
    world.spotify.calls.clear();
    world.pass(600);
    assertThat(world.spotify.calls.stream().map(Call::listener).collect(Collectors.toSet()))
        .isSubsetOf(1L, 2L, 3L, 4L);
  }

  @Test
  void anotherRollCallIsNoSignIn() {
    world.leases.held = shards(0, 15);
    world.everybody = LISTENERS;
    world.start(PollOptions.withBudget(1000)).pass(3600);
    long calls = world.calls(PLAYBACK).size();
    assertThat(calls).isLessThan(100 * 25);
  }

  @Test
  void whoCannotRenewStopsAndKeepsTheirPlace() {
    world.start(PollOptions.withBudget(1000)).join(LISTENERS).pass(20);
    world.leases.away = true;
    world.pass(40);
    world.spotify.calls.clear();
    world.pass(600);
    assertThat(world.spotify.calls).isEmpty();
    world.leases.away = false;
    world.pass(10);
    assertThat(world.calls(PLAYBACK).stream().map(Call::listener).distinct()).hasSize(100);
  }

  private Set<Integer> polledShards() {
    Set<Integer> shards = new HashSet<>();
    world.spotify.calls.forEach(call -> shards.add(PlayChange.shardOf(call.listener() * 1001)));
    return shards;
  }

  private static Set<Integer> shards(int from, int to) {
    return IntStream.range(from, to).boxed().collect(Collectors.toSet());
  }
}
