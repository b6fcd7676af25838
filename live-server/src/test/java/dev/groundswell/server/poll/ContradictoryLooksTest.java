package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.Watch.seconds;
import static dev.groundswell.server.poll.Watch.t;
import static dev.groundswell.server.poll.Watch.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.spotify.PlayHistory;
import org.junit.jupiter.api.Test;

/** Answers that contradict one another: which of them is believed, and what that comes to. */
class ContradictoryLooksTest {
  private static final PlayedTrack A = track("a", 210);
  private static final PlayedTrack B = track("b", 200);

  private final Watch watch = new Watch();

  @Test
  void anExactAnswerIsBelievedAgainstTwoEmptyOnes() {
    watch.playing(-5, B, 185, -190).idle(28).idle(92).playing(156, A, 156, 0);
    assertThat(watch.counted()).extracting(PlayDraft::startedAt).contains(t(0));
  }

  @Test
  void aTrackThatIsShownPastItsEndAfterThreeEmptyAnswersIsNotBelieved() {
    watch.idle(0).idle(60).idle(120).playing(200, A, 220, -20);
    assertThat(watch.told).isEmpty();
  }

  @Test
  void afterAnExactAnswerNothingBeganBeforeIt() {
    // Between two tracks the one that was skipped is shown again, as if it had begun at its pause.
    watch.idle(-10).playing(1, A, 1, 0).playing(31, A, 31, 0).playing(58, A, 58, 0);
    watch.playing(85, A, 73, 0).playing(112.1, A, 94.5, 17.6).playing(139, B, 26, 113);
    assertThat(watch.plays()).hasSize(1);
    assertThat(watch.counted().get(0).startedAt()).isEqualTo(t(0));
  }

  @Test
  void whatCameFurtherThanThereWasTimeForIsTheSamePlay() {
    // It had gone on for some seconds when an old answer still showed the pause; then the end.
    watch.idle(-10).playing(2, A, 2, 0).playing(53, A, 53, 0).paused(90, A, 81, 81);
    watch.paused(289, A, 81, 81).playing(403, A, 210, 193).playing(405, B, 1.5, 403.5);
    assertThat(watch.plays()).hasSize(1);
    assertThat(watch.counted().get(0).heard()).isBetween(seconds(190), seconds(210));
  }

  @Test
  void aPauseThatNobodySawEndMayEndWithinTheHour() {
    // Two empty answers, both mistaken; then it went on, and came to its end before the next.
    watch.idle(-10).playing(2, A, 2, 0).playing(62, A, 62, 0).paused(89, A, 70, 70);
    watch.paused(350, A, 70, 70).idle(420).idle(535);
    for (int at = 640; at < 5000; at += 400) {
      watch.idle(at);
    }
    assertThat(watch.recorded()).hasSize(1);
    watch.history(5100, false, new PlayHistory.Item(A, t(605)));
    assertThat(watch.recorded()).hasSize(1);
    assertThat(watch.recorded().get(0).endAt()).isEqualTo(t(605).toEpochMilli());
  }

  @Test
  void whatCameToItsEndIsNotAwaitedForAnHour() {
    watch.idle(-10).playing(181, A, 181, 0).playing(211, A, 210, 0).idle(240).idle(300);
    for (int at = 640; at < 5000; at += 400) {
      watch.idle(at);
    }
    assertThat(watch.plays()).hasSize(1);
    assertThat(watch.plays().get(0).endedAt()).isBeforeOrEqualTo(t(300));
  }

  @Test
  void whatWasLeftIsNotFoundAgainAfterTheHour() {
    watch.idle(-10).playing(2, A, 2, 0).playing(62, A, 62, 0).paused(89, A, 70, 70);
    for (int at = 160; at < 9000; at += 400) {
      watch.idle(at);
    }
    watch.history(9000, false, new PlayHistory.Item(A, t(8000)));
    assertThat(watch.recorded()).hasSize(2);
  }

  @Test
  void anOldAnswerAfterALeapThatAgreesByChanceIsNoNewBeginning() {
    // Moved back to 4 s at 32 s; the answer at 58 s is 4 s old.
    watch.idle(-10).playing(3, A, 3, 0).playing(31, A, 31, 0).playing(58, A, 26, 32);
    assertThat(watch.last.prospect().playing()).isEqualTo(A);
    watch.playing(85, A, 57, 32).playing(112, A, 84, 32).playing(240, B, 2, 238);
    assertThat(watch.plays()).hasSize(1);
    assertThat(watch.counted().get(0).heard()).isBetween(seconds(232), seconds(240));
  }

  @Test
  void anOldAnswerAfterAPauseThatAgreesByChanceIsNoNewBeginning() {
    // Paused at 39 s, gone on at 168 s; the answer at 234 s is 39 s old.
    watch.idle(-10).playing(31, A, 31, 0).paused(85, A, 39, 39).paused(112, A, 39, 39);
    watch.playing(234, A, 66, 168).playing(261, A, 132, 168).playing(341, B, 2, 339);
    assertThat(watch.plays()).hasSize(1);
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(210));
  }

  @Test
  void aNewBeginningInTheMidstIsBelievedWhenItIsToldTwice() {
    watch.idle(-10).playing(31, A, 31, 0).playing(58, A, 26, 32);
    assertThat(watch.counted()).hasSize(1);
    watch.playing(80, A, 40, 32).playing(85, A, 53, 32);
    assertThat(watch.counted()).extracting(PlayDraft::startedAt).containsExactly(t(0), t(32));
    assertThat(watch.counted().get(0).endedAt()).isEqualTo(t(32));
  }

  @Test
  void aNewBeginningInTheMidstIsBelievedWhenSomethingElseFollows() {
    watch.idle(-10).playing(31, A, 31, 0).playing(72, A, 40, 32).idle(99);
    assertThat(watch.counted()).extracting(PlayDraft::startedAt).containsExactly(t(0), t(32));
  }

  @Test
  void whatNobodySawBeforeANewBeginningIsAGap() {
    watch.playing(-545, B, 2, -547).idle(-207).paused(-45, A, 2, -542);
    watch.playing(206, A, 49, 157).idle(233);
    assertThat(watch.counted()).extracting(PlayDraft::startedAt).containsExactly(t(157));
    assertThat(watch.last.gaps())
        .contains(new Outcome.Gap(t(-45), t(157), Outcome.Gap.Reason.BETWEEN_LOOKS));
  }

  @Test
  void aPauseTellsWhetherATrackBeganAgain() {
    watch.idle(-10).playing(31, A, 31, 0).playing(58, A, 26, 32).paused(85, A, 38, 70);
    assertThat(watch.plays()).hasSize(2);
    Watch another = new Watch();
    another.idle(-10).playing(31, A, 31, 0).playing(58, A, 26, 32).paused(85, A, 42, 70);
    assertThat(another.plays()).hasSize(1);
  }

  @Test
  void anAnswerWithoutItsItemEndsAPrivateTime() {
    watch.idle(0).see(60, new Seen.InPrivate()).see(3600, new Seen.ItemMissing(true)).idle(4000);
    watch.history(5000, false, new PlayHistory.Item(A, t(3900)));
    assertThat(watch.recorded()).hasSize(1);
  }

  @Test
  void whatBeganInAPrivateTimeIsHeardFromItsEndOn() {
    watch.see(0, new Seen.InPrivate()).see(60, new Seen.ItemMissing(true)).playing(95, A, 85, 10);
    assertThat(watch.counted()).extracting(PlayDraft::startedAt).containsExactly(t(60));
    assertThat(watch.counted().get(0).knowsStart()).isFalse();
  }

  @Test
  void whatWasMovedTellsNothingOfItsBeginning() {
    // Paused at 198 s, gone on unseen, over; then again, and moved back, before the next look.
    watch.idle(-280).playing(-93, A, 177, -270).paused(-66, A, 198, -72).paused(144, A, 198, -72);
    watch.playing(263, A, 29, 251).playing(444, B, 1, 443);
    watch.history(2000, false, new PlayHistory.Item(A, t(210)), new PlayHistory.Item(A, t(443)));
    assertThat(watch.recorded()).hasSize(2);
  }

  @Test
  void anOldAnswerIsNotTakenForAMoveBack() {
    watch.playing(-15, A, 194, -209).playing(1.3, A, 1.3, 0).playing(65, A, 1.4, 32.5);
    watch.playing(92, A, 39, 53).playing(119, A, 66, 53);
    assertThat(watch.counted()).extracting(PlayDraft::startedAt).containsExactly(t(-209), t(53));
  }

  @Test
  void thatNothingIsHeardAtAnExpectedEndProvesNoEnd() {
    // The answer at 6 s is 16 s old, so the end is expected 16 s too late.
    watch.paused(-102, A, 178, -118).paused(-21, A, 178, -118).playing(6, A, 184, -16);
    watch
        .see(31, new Seen.Other(null, true, t(16)))
        .see(33, new Seen.Other(seconds(17), true, t(16)));
    watch.playing(88, B, 26, 62);
    assertThat(watch.counted()).isEmpty();
    watch.history(900, false, new PlayHistory.Item(A, t(16)));
    assertThat(watch.recorded()).hasSize(1);
  }

  @Test
  void whatWentOnAfterAPauseDidSoWhenSpotifySaysHoweverOldTheAnswer() {
    // The answer at 31 s is 21 s old; it was skipped at 19 s.
    watch.paused(-152, A, 68, -296).paused(-80, A, 68, -296).playing(31, A, 99, -21);
    watch.playing(58, B, 38, 20);
    assertThat(watch.counted()).extracting(PlayDraft::startedAt).contains(t(-21));
    watch.history(900, false, new PlayHistory.Item(A, t(19)));
    assertThat(watch.recorded()).hasSize(2);
  }

  @Test
  void anEndIsAwaitedForAnHourHoweverLongNobodyLooked() {
    watch.idle(-10).playing(2, A, 2, 0).playing(200, A, 200, 0);
    watch.idle(20_000).idle(20_060).idle(20_400);
    watch.history(21_000, false, new PlayHistory.Item(A, t(16_000)));
    assertThat(watch.recorded()).hasSize(2);
  }

  @Test
  void whatWasPlayedWhileAnOldAnswerShowedSomethingElseIsInAGap() {
    // The answer at 17 s speaks of -8 s.
    watch.playing(-16, B, 100, -116).see(-10, new Seen.Other(seconds(1), true, t(-11)));
    watch.see(17, new Seen.Other(seconds(4), true, t(-11))).playing(44, A, 13, 31);
    assertThat(watch.last.gaps())
        .containsExactly(new Outcome.Gap(t(-7), t(31), Outcome.Gap.Reason.BETWEEN_LOOKS));
  }

  @Test
  void anAdvertisementMayBeOverLongBeforeItSaysSo() {
    // It was over at 0; what was played then and skipped at 31 s nobody saw.
    watch.playing(-37, B, 152, -189).see(-19, new Seen.Other(seconds(1), true, t(-20)));
    watch.see(8, new Seen.Other(seconds(28), true, t(-20))).playing(35, A, 4, 31);
    assertThat(watch.last.gaps())
        .containsExactly(new Outcome.Gap(t(-10), t(31), Outcome.Gap.Reason.BETWEEN_LOOKS));
  }

  @Test
  void whatClaimsToBePastItsEndTellsWhenItBegan() {
    // Heard unseen from its beginning on, and half an hour before.
    watch.playing(-1800, A, 20, -1820).see(-1527, new Seen.Other(seconds(29), true, t(-1556)));
    watch.playing(220, A, 220, 0).see(222, new Seen.Other(seconds(11), true, t(211)));
    watch.history(900, false, new PlayHistory.Item(A, t(-1610)), new PlayHistory.Item(A, t(210)));
    assertThat(watch.recorded()).hasSize(2);
  }

  @Test
  void whatIsSeenJustAsItBeginsAgainIsAnotherPlay() {
    watch.playing(-29, A, 1, -30).playing(0, A, 0, 0).playing(30, A, 30, 0).playing(57, A, 57, 0);
    watch.playing(212, B, 1, 211).history(900, false, new PlayHistory.Item(A, t(-0.3)));
    assertThat(watch.recorded()).hasSize(2);
  }

  @Test
  void whatBeganAnewAfterAPauseIsAnotherPlayHoweverOldTheAnswersAreAtFirst() {
    // Begun anew at 0; the answers at 31 s and at 108 s are 14 s and 39 s old.
    watch.playing(-140, A, 1, -141).paused(-113, A, 28, -113).paused(-58, A, 28, -113);
    watch.playing(31, A, 17, 0).playing(108, A, 69, 0).playing(135, A, 135, 0);
    watch.playing(212, B, 1, 211);
    watch.history(900, false, new PlayHistory.Item(A, t(-13)), new PlayHistory.Item(A, t(210)));
    assertThat(watch.recorded()).hasSize(2);
  }

  @Test
  void whatWasPutBackAndThenSkippedBeganAgainHoweverOldTheAnswer() {
    // The answer at 16 s is 6 s old.
    watch.playing(-66, A, 34, -100).playing(-11, A, 89, -100).playing(16, A, 10, 0);
    watch.playing(43, B, 10, 33);
    watch.history(900, false, new PlayHistory.Item(A, t(-0.5)), new PlayHistory.Item(A, t(33)));
    assertThat(watch.recorded()).hasSize(2);
  }

  @Test
  void thatAnOldAnswerComesFromFurtherBackIsNoBeginning() {
    // Moved from 100 s back to 60 s at 0; the answer at 31 s is 14 s old.
    watch.playing(-100, A, 1, -101).playing(-1, A, 100, -101).playing(31, A, 77, 0);
    watch.playing(58, A, 118, 0).playing(152, B, 1, 150.5);
    assertThat(watch.counted()).extracting(PlayDraft::startedAt).containsOnly(t(-101));
  }

  @Test
  void whatWasToldToCountCounts() {
    // The last that was seen of it is no proof, but that something else began just then is.
    watch.playing(1, A, 1, 0).playing(31, A, 4, 0).playing(57, A, 177, 41);
    watch.see(91, new Seen.Other(seconds(1), true, t(90))).playing(118, B, 14, 104);
    assertThat(watch.recorded()).hasSize(1);
  }

  @Test
  void whatFollowsTellsWhetherAPausedTrackBeganAnew() {
    // Paused after 15 s; the answer at 129 s is 28 s old if it began anew at 0, else 43 s.
    watch.playing(-580, A, 6, -586).paused(-500, A, 15, -571).paused(-119, A, 15, -571);
    watch.playing(129, A, 101, 0).playing(235, B, 24.8, 210.2);
    watch.history(900, false, new PlayHistory.Item(A, t(210)));
    assertThat(watch.recorded()).hasSize(1);
    assertThat(watch.recorded().get(0).startAt()).isEqualTo(t(0).toEpochMilli());
  }

  @Test
  void whatFollowsTooSoonTellsThatAPausedTrackWentOn() {
    watch.playing(-580, A, 6, -586).paused(-500, A, 15, -571).paused(-119, A, 15, -571);
    watch.playing(129, A, 101, 0).playing(220, B, 24.8, 195.2);
    watch.history(900, false, new PlayHistory.Item(A, t(195)));
    assertThat(watch.recorded()).hasSize(1);
    assertThat(watch.recorded().get(0).startAt()).isLessThan(t(-500).toEpochMilli());
  }

  @Test
  void aTrackOnRepeatThatIsSeenOnlyPastItsEndWasHeardTwice() {
    watch.playing(-62, A, 148, -210).playing(-8, A, 202, -210).idle(1);
    watch.see(66, new Seen.ItemMissing(true)).playing(217, A, 217, 0).playing(220, B, 9, 211);
    assertThat(watch.recorded()).hasSize(2);
  }

  @Test
  void whatWasMovedWhileNobodyLookedIsKnownOnlySinceThen() {
    // Heard and skipped at 182 s, heard again from 183 s and moved at 322 s.
    watch.idle(-92).playing(344, A, 196, 322).playing(372, A, 206, 340).playing(420, B, 2, 418);
    watch.history(900, false, new PlayHistory.Item(A, t(182)));
    assertThat(watch.recorded()).hasSize(2);
  }

  @Test
  void whatWentOnAndClaimsToBePastItsEndEndedWhereItHadTo() {
    watch.paused(-700, A, 100, -714).paused(-164, A, 100, -714).playing(123, A, 356, -133);
    watch.idle(125).idle(185).idle(247);
    watch.history(4000, false, new PlayHistory.Item(A, t(-23)));
    assertThat(watch.recorded()).hasSize(1);
  }

  @Test
  void whatLiesPausedWithoutANameMayBeWhatWasPlaying() {
    // Paused from 135 s to 184 s, and over at 210 s.
    watch.playing(1, A, 1, 0).playing(118, A, 118, 0);
    watch.see(146, new Seen.ItemMissing(false)).see(173, new Seen.ItemMissing(false));
    watch.playing(265, B, 6, 259).history(900, false, new PlayHistory.Item(A, t(259)));
    assertThat(watch.recorded()).hasSize(1);
  }

  @Test
  void whatIsFirstSeenJustPastItsEndWasHeardWhateverEmptyAnswersCame() {
    watch.playing(-12, B, 188, -200).idle(30).idle(105).playing(212, A, 212, 0);
    watch.playing(214, B, 2, 212);
    assertThat(watch.counted()).extracting(PlayDraft::startedAt).contains(t(0));
  }

  @Test
  void whatLayPausedAndIsSeenPastItsEndFromAnotherBeginningWasHeardAgain() {
    watch.playing(-600, A, 18, -618).paused(-397, A, 128, -490).playing(219, A, 219, 0);
    watch.playing(221, B, 10, 211).history(900, false, new PlayHistory.Item(A, t(210)));
    assertThat(watch.recorded()).hasSize(2);
  }

  @Test
  void whatAnAnswerThatIsSecondsOldShowsMayHaveCountedMeanwhile() {
    // Heard for 30.4 s; the answer at 30.8 s is 3.1 s old.
    watch.playing(-8, B, 192, -200).playing(1, A, 1, 0).playing(30.8, A, 27.7, 0);
    watch.playing(58, B, 27, 31);
    assertThat(watch.last.gaps()).extracting(Outcome.Gap::until).containsExactly(t(31));
  }

  @Test
  void whatLayPausedMayCountByWhatWasHeardBefore() {
    watch.idle(-10).paused(26, A, 1.7, 1.7).playing(53, A, 12, 43).playing(80, B, 8, 72);
    assertThat(watch.last.gaps()).extracting(Outcome.Gap::until).containsExactly(t(72));
  }

  @Test
  void whatWasMovedMayHaveBegunAsLateAsThat() {
    watch.idle(-343).playing(96, A, 86, 90);
    assertThat(watch.last.gaps()).extracting(Outcome.Gap::until).containsExactly(t(90));
  }

  @Test
  void anOldAnswerLongAfterAPauseIsNoNewBeginning() {
    // Paused for 1069 s, gone on at 0; the answer at 45 s is 29 s old.
    watch.playing(-1100, A, 1, -1101).playing(-1072, A, 29, -1101);
    watch.paused(-1045, A, 32, -1069).paused(-336, A, 32, -1069).playing(45, A, 48, 0);
    watch.playing(72, A, 104, 0).playing(180, B, 2, 178);
    assertThat(watch.counted()).hasSize(1);
  }

  @Test
  void anAnswerThatCannotBeProvesNothingHeard() {
    // It was heard unseen, and over; then the player shows its last place for some minutes.
    watch.paused(-400, A, 4, -430).idle(-170).idle(-104).playing(64, A, 69, -238);
    watch.playing(92, A, 69, -238).idle(200).idle(290);
    assertThat(watch.counted()).isEmpty();
  }

  @Test
  void anOldAnswerThatMayBeIsBelievedAgainstTwoEmptyOnes() {
    watch.playing(-27, B, 170, -197).idle(35).idle(98).playing(159, A, 122, 0);
    watch.playing(187, B, 38, 149);
    assertThat(watch.counted()).extracting(PlayDraft::startedAt).contains(t(0));
  }

  @Test
  void whatWentOnBeforeAnOldAnswerShowedThePauseIsHeardSinceThen() {
    watch.idle(-292).paused(153, A, 65, 65).paused(262, A, 65, 65).playing(289, A, 115, 239);
    assertThat(watch.counted()).extracting(PlayDraft::startedAt).containsExactly(t(239));
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(50));
  }

  @Test
  void whatLayPausedMayHaveCountedUnseen() {
    watch.idle(-110).paused(351, A, 14, 14).playing(379, B, 2, 377);
    assertThat(watch.last.gaps())
        .containsExactly(new Outcome.Gap(t(351), t(377), Outcome.Gap.Reason.BETWEEN_LOOKS));
  }

  @Test
  void anEndThatWouldHaveBeenJustThenIsNoProofThatNothingElseWasHeard() {
    // The answer at 3 s is 17 s old; B would end at 31 s.
    watch.playing(-24, B, 145, -169).playing(3, B, 155, -169).playing(33, A, 1, 32);
    assertThat(watch.last.gaps())
        .containsExactly(new Outcome.Gap(t(-14), t(32), Outcome.Gap.Reason.BETWEEN_LOOKS));
  }
}
