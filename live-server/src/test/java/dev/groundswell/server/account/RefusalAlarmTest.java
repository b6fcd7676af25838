package dev.groundswell.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.account.RefusalAlarm.Believe;
import dev.groundswell.server.account.RefusalAlarm.Doubt;
import dev.groundswell.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RefusalAlarmTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T06:00:00Z"));
  private final RefusalAlarm alarm = new RefusalAlarm(clock, new SplittableRandom(1));

  @Test
  void oneRefusalIsBelieved() {
    assertThat(alarm.refused(1, false)).isEqualTo(new Believe());
    assertThat(alarm.isRinging()).isFalse();
  }

  @Test
  void severalAtOnceAreDoubtedAndTheFirstAreTakenBack() {
    ring();

    assertThat(alarm.isRinging()).isTrue();
  }

  @Test
  void theSameListenerThriceIsOneListener() {
    for (int i = 0; i < 3; i++) {
      assertThat(alarm.refused(1, false)).isEqualTo(new Believe());
    }
  }

  @Test
  void refusalsFarApartWithRenewalsBetweenAreBelieved() {
    for (int listener = 1; listener < 20; listener++) {
      assertThat(alarm.refused(listener, false)).isEqualTo(new Believe());
      clock.pass(Duration.ofMinutes(1));
      alarm.renewed(100);
    }
  }

  @Test
  void refusalsFarApartWithoutARenewalBetweenAreDoubted() {
    assertThat(alarm.refused(1, false)).isEqualTo(new Believe());
    clock.pass(Duration.ofMinutes(12));
    assertThat(alarm.refused(2, false)).isEqualTo(new Believe());
    clock.pass(Duration.ofMinutes(12));

    assertThat(alarm.refused(3, false)).isInstanceOf(Doubt.class);
  }

  @Test
  void severalAtOnceAreDoubtedEvenWhenOthersAreRenewed() {
    assertThat(alarm.refused(1, false)).isEqualTo(new Believe());
    alarm.renewed(100);
    assertThat(alarm.refused(2, false)).isEqualTo(new Believe());
    alarm.renewed(100);

    assertThat(alarm.refused(3, false)).isInstanceOf(Doubt.class);
  }

  @Test
  void consentsThatRanOutTogetherAreBelieved() {
    for (int listener = 1; listener < 10; listener++) {
      assertThat(alarm.refused(listener, true)).isEqualTo(new Believe());
    }
    assertThat(alarm.isRinging()).isFalse();
  }

  @Test
  void whileItRingsOneProbeGoesOutAtATimeAndPausesGrow() {
    ring();
    assertThat(alarm.admits(4)).isFalse();
    Duration before = Duration.ZERO;
    for (int i = 0; i < 6; i++) {
      clock.pass(Duration.between(clock.instant(), alarm.nextProbe()));
      assertThat(alarm.admits(4)).isTrue();
      assertThat(alarm.admits(5)).isFalse();
      assertThat(alarm.refused(4, false)).isInstanceOf(Doubt.class);
      Duration pause = Duration.between(clock.instant(), alarm.nextProbe());
      assertThat(pause).isGreaterThan(before);
      before = pause.dividedBy(2);
    }
  }

  @Test
  void pausesStayBelowTenMinutes() {
    ring();
    for (int i = 0; i < 20; i++) {
      clock.pass(Duration.between(clock.instant(), alarm.nextProbe()));
      assertThat(alarm.admits(4)).isTrue();
      alarm.failed(4);
      assertThat(Duration.between(clock.instant(), alarm.nextProbe()))
          .isLessThanOrEqualTo(RefusalAlarm.LONGEST_PAUSE);
    }
  }

  @Test
  void twoProbesThatSucceedSilenceItAndRefusalsAreBelievedAgain() {
    ring();
    probe();
    assertThat(alarm.isRinging()).isTrue();
    probe();

    assertThat(alarm.isRinging()).isFalse();
    for (int listener = 1; listener <= 3; listener++) {
      assertThat(alarm.refused(listener, false)).isEqualTo(new Believe());
    }
    assertThat(alarm.isRinging()).isFalse();
  }

  @Test
  void renewalsThatWereUnderWayProveNothing() {
    ring();
    alarm.renewed(100);
    alarm.renewed(101);
    alarm.renewed(102);

    assertThat(alarm.isRinging()).isTrue();
  }

  @Test
  void anAlarmThatNothingSilencesIsTheTruthInTheEnd() {
    ring();
    clock.pass(RefusalAlarm.BELIEVED_AFTER.plusSeconds(1));

    assertThat(alarm.admits(1)).isTrue();
    assertThat(alarm.refused(1, false)).isEqualTo(new Believe());
  }

  private void ring() {
    assertThat(alarm.refused(1, false)).isEqualTo(new Believe());
    assertThat(alarm.refused(2, false)).isEqualTo(new Believe());
    assertThat(alarm.refused(3, false))
        .isInstanceOfSatisfying(
            Doubt.class, doubt -> assertThat(doubt.mistaken()).containsExactly(1L, 2L));
  }

  private void probe() {
    clock.pass(Duration.between(clock.instant(), alarm.nextProbe()));
    assertThat(alarm.admits(50)).isTrue();
    alarm.renewed(50);
  }
}
