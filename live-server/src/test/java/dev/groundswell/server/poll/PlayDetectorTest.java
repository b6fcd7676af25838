package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.Watch.seconds;
import static dev.groundswell.server.poll.Watch.t;
import static dev.groundswell.server.poll.Watch.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.ledger.Sighting;
import dev.groundswell.server.spotify.PlayHistory;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayDetectorTest {
  private static final PlayedTrack A = track("a", 180);
  private static final PlayedTrack B = track("b", 200);
  private static final PlayedTrack SHORT = track("s", 40);

  private final Watch watch = new Watch();

  @Test
  void aPlayIsToldAsSoonAsItCounts() {
    watch.idle(-10).playing(2, A, 2);
    assertThat(watch.told).isEmpty();
    watch.playing(32, A, 32);
    assertThat(watch.told).hasSize(1);
    PlayDraft first = watch.told.get(0);
    assertThat(first.observation()).isEqualTo("live:" + t(0).toEpochMilli() + ":a");
    assertThat(first.kind()).isEqualTo(Sighting.Kind.LIVE);
    assertThat(first.revision()).isEqualTo(1);
    assertThat(first.startedAt()).isEqualTo(t(0));
    assertThat(first.countedAt()).isEqualTo(t(30));
    assertThat(first.endedAt()).isEqualTo(t(32));
    assertThat(first.heard()).isEqualTo(seconds(32));
    assertThat(first.knowsStart()).isTrue();
    assertThat(first.knowsEnd()).isFalse();
  }

  @Test
  void aNaturalEndTellsTheWholeTrack() {
    watch.idle(-10);
    for (int at = 2; at < 180; at += 30) {
      watch.playing(at, A, at);
    }
    watch.playing(182, B, 2);
    PlayDraft play = watch.counted().get(0);
    assertThat(watch.counted()).hasSize(1);
    assertThat(play.revision()).isEqualTo(2);
    assertThat(play.heard()).isEqualTo(seconds(180));
    assertThat(play.endedAt()).isEqualTo(t(180));
    assertThat(play.knowsEnd()).isTrue();
    assertThat(watch.last.prospect().endsAt()).isEqualTo(t(380));
  }

  @Test
  void aSkipBeforeThirtySecondsDoesNotCountAndIsTold() {
    watch.idle(-10).playing(2, A, 2).playing(28, B, 3);
    assertThat(watch.counted()).isEmpty();
    PlayDraft play = watch.plays().get(0);
    assertThat(play.heard()).isEqualTo(seconds(25));
    assertThat(play.countedAt()).isNull();
    assertThat(play.knowsEnd()).isTrue();
  }

  @Test
  void aSkipAfterThirtySecondsCountsEvenIfNobodyLookedMeanwhile() {
    watch.idle(-10).playing(5, A, 5).playing(45, B, 3);
    PlayDraft play = watch.counted().get(0);
    assertThat(play.countedAt()).isEqualTo(t(30));
    assertThat(play.heard()).isEqualTo(seconds(42));
    assertThat(play.endedAt()).isEqualTo(t(42));
  }

  @Test
  void aPauseIsNotASecondPlay() {
    watch.idle(-10).playing(2, A, 2).paused(32, A, 10).paused(62, A, 10).playing(92, A, 30);
    assertThat(watch.told).hasSize(1);
    watch.playing(122, A, 60).playing(244, B, 2);
    assertThat(watch.plays()).hasSize(1);
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(180));
  }

  @Test
  void pausesAreNotHeardAndDelayTheCount() {
    watch.idle(-10).playing(2, A, 2).paused(32, A, 10).paused(62, A, 10).playing(92, A, 15);
    assertThat(watch.told).isEmpty();
    watch.playing(122, A, 45);
    PlayDraft play = watch.counted().get(0);
    assertThat(play.heard()).isEqualTo(seconds(45));
    assertThat(play.countedAt()).isEqualTo(t(107));
    assertThat(play.startedAt()).isEqualTo(t(0));
  }

  @Test
  void leapsForthAreNotHeard() {
    watch.idle(-10).playing(2, A, 2).playing(12, A, 100).playing(14, B, 1);
    assertThat(watch.counted()).isEmpty();
    assertThat(watch.plays().get(0).heard()).isEqualTo(seconds(13));
  }

  @Test
  void leapsBackAreOnePlayThatIsHeardLonger() {
    watch.idle(-10).playing(2, A, 2).playing(32, A, 32).playing(62, A, 5).playing(92, A, 35);
    watch.playing(122, A, 65).playing(239, B, 2);
    assertThat(watch.plays()).hasSize(1);
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(237));
  }

  @Test
  void repeatOneSixTimesIsSixPlays() {
    watch.idle(-10);
    for (int at = 2; at < 6 * 180; at += 30) {
      watch.playing(at, A, at % 180);
    }
    watch.playing(6 * 180 + 2, B, 2);
    assertThat(watch.counted()).hasSize(6);
    assertThat(watch.counted()).allMatch(play -> play.heard().equals(seconds(180)));
    assertThat(watch.counted().get(5).startedAt()).isEqualTo(t(5 * 180));
  }

  @Test
  void aShortTrackRepeatsThoughItIsSeenAtTheSameProgress() {
    PlayedTrack jingle = track("j", 12);
    watch.idle(-10).playing(2, jingle, 2, 0).playing(14, jingle, 2, 12).playing(26, jingle, 2, 24);
    watch.playing(33, jingle, 9, 24);
    assertThat(watch.counted()).hasSize(3);
    assertThat(watch.counted().get(1).startedAt()).isEqualTo(t(12));
    assertThat(watch.counted().get(1).heard()).isEqualTo(seconds(12));
  }

  @Test
  void halfOfAShortTrackIsEnough() {
    watch.idle(-10).playing(2, SHORT, 2).playing(27, B, 2);
    assertThat(watch.counted()).hasSize(1);
    assertThat(watch.counted().get(0).countedAt()).isEqualTo(t(20));
  }

  @Test
  void aTrackSeenFirstInItsMiddleBeganBefore() {
    watch.playing(100, A, 70);
    PlayDraft play = watch.counted().get(0);
    assertThat(play.startedAt()).isEqualTo(t(30));
    assertThat(play.countedAt()).isEqualTo(t(60));
    assertThat(play.knowsStart()).isFalse();
  }

  @Test
  void aTrackThatLiesPausedInAPlayerIsNoPlay() {
    watch.paused(0, A, 70).paused(60, A, 70).idle(120).paused(180, A, 70).idle(240);
    assertThat(watch.told).isEmpty();
  }

  @Test
  void whatIsResumedFromAnOldPauseIsHeardFromThenOn() {
    watch.paused(0, A, 70).playing(60, A, 80).playing(90, A, 110);
    PlayDraft play = watch.counted().get(0);
    assertThat(play.startedAt()).isEqualTo(t(50));
    assertThat(play.countedAt()).isEqualTo(t(80));
    assertThat(play.heard()).isEqualTo(seconds(40));
  }

  @Test
  void theSameTrackAfterALongSilenceIsAnotherPlay() {
    watch.idle(-10).playing(2, A, 2).playing(32, A, 32).paused(62, A, 40);
    for (int at = 120; at < 5000; at += 300) {
      watch.paused(at, A, 40);
    }
    watch.playing(5010, A, 80);
    assertThat(watch.counted()).hasSize(2);
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(40));
    assertThat(watch.counted().get(1).heard()).isEqualTo(seconds(40));
    assertThat(watch.counted().get(1).startedAt()).isEqualTo(t(4970));
  }

  @Test
  void aPlayGoesOnAfterARestartOfTheServer() {
    watch.idle(-10).playing(2, A, 2).playing(32, A, 32).playing(152, A, 152).playing(182, B, 2);
    assertThat(watch.plays()).hasSize(1);
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(180));
  }

  @Test
  void aGapWithoutContinuityIsNotFilled() {
    watch.idle(-10).playing(2, A, 2).playing(32, A, 32).playing(632, B, 50);
    PlayDraft play = watch.counted().get(0);
    assertThat(play.heard()).isEqualTo(seconds(32));
    // It ended some time before the next began.
    assertThat(play.endedAt()).isEqualTo(t(582));
    assertThat(play.knowsEnd()).isFalse();
    assertThat(watch.counted()).hasSize(2);
  }

  @Test
  void aGapThatEndsExactlyWithTheTrackIsFilled() {
    watch.idle(-10).playing(2, A, 2).playing(230, B, 50);
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(180));
    assertThat(watch.counted().get(0).knowsEnd()).isTrue();
  }

  @Test
  void aStaleAnswerChangesNothing() {
    watch.idle(-10).playing(2, A, 2).playing(32, A, 2).playing(62, A, 2);
    assertThat(watch.last.prospect().playing()).isEqualTo(A);
    assertThat(watch.last.prospect().endsAt()).isEqualTo(t(180));
    watch.playing(85, A, 85);
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(85));
    assertThat(watch.counted().get(0).countedAt()).isEqualTo(t(30));
  }

  @Test
  void anAnswerFromBeforeTheLastIsIgnored() {
    watch.idle(-10).playing(10, A, 10, 0).playing(50, B, 8, 42).playing(60, A, 20, 0);
    watch.playing(80, B, 38, 42);
    assertThat(watch.plays()).hasSize(2);
    assertThat(watch.counted()).hasSize(1);
    assertThat(watch.counted().get(0).startedAt()).isEqualTo(t(42));
  }

  @Test
  void aClockThatWasWrongOnceDoesNotSilenceThePlayer() {
    watch.idle(-10).playing(2, A, 2, 1e7).playing(32, A, 32, 0).playing(62, A, 62, 0);
    assertThat(watch.counted()).hasSize(1);
    assertThat(watch.counted().get(0).countedAt()).isEqualTo(t(30));
  }

  @Test
  void aPlayerThatStaysAtTheEndIsNotBelievedForLong() {
    watch.idle(-10).playing(150, A, 150).playing(182, A, 181).playing(212, A, 185);
    watch.playing(242, A, 185).playing(300, A, 185);
    assertThat(watch.plays()).hasSize(1);
    assertThat(watch.known.play().heard()).isLessThanOrEqualTo(seconds(180));
    assertThat(watch.last.prospect().playing()).isNull();
    assertThat(watch.last.prospect().silentSince()).isEqualTo(t(300));
  }

  @Test
  void nothingIsRememberedOfAPrivateSession() {
    watch.idle(-10).playing(2, A, 2).playing(32, A, 32).see(62, new Seen.InPrivate());
    assertThat(watch.known.play()).isNull();
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(32));
    watch.see(92, new Seen.InPrivate()).playing(122, B, 100);
    assertThat(watch.plays()).hasSize(1);
    watch.playing(152, B, 130);
    PlayDraft after = watch.counted().get(1);
    assertThat(after.startedAt()).isEqualTo(t(122));
    assertThat(after.heard()).isEqualTo(seconds(30));
  }

  @Test
  void aMissingItemIsAsGoodAsNoAnswer() {
    watch.idle(-10).playing(2, A, 2).see(32, new Seen.ItemMissing(true)).playing(62, A, 62);
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(62));
  }

  @Test
  void anAdvertisementEndsTheTrackBeforeIt() {
    watch.idle(-10).playing(152, A, 152).see(185, new Seen.Other(seconds(5), true, null));
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(180));
    watch.playing(215, B, 4);
    assertThat(watch.plays()).hasSize(1);
  }

  @Test
  void anEpisodeIsNoPlay() {
    watch
        .see(0, new Seen.Other(seconds(600), true, null))
        .see(30, new Seen.Other(seconds(630), true, null));
    watch.idle(60);
    assertThat(watch.told).isEmpty();
  }

  @Test
  void theLastTrackBeforeSilenceIsHeardToItsEnd() {
    watch.idle(-10).playing(152, A, 152).idle(182);
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(180));
    assertThat(watch.known.play().gone()).isTrue();
    watch.idle(250);
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(180));
    for (int at = 550; at < 4500; at += 300) {
      watch.idle(at);
    }
    assertThat(watch.known.play()).isNull();
  }

  @Test
  void aPlayerThatVanishesInMidTrackIsHeardAsFarAsItWasSeen() {
    watch.idle(-10).playing(2, A, 2).playing(32, A, 32).idle(62);
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(32));
    assertThat(watch.last.prospect().playing()).isNull();
  }

  @Test
  void anEmptyAnswerInMidTrackIsNotASecondPlay() {
    watch.idle(-10).playing(2, A, 2).playing(32, A, 32).idle(62).playing(122, A, 122);
    watch.playing(182, B, 2);
    assertThat(watch.plays()).hasSize(1);
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(180));
    assertThat(watch.counted().get(0).revision()).isEqualTo(3);
  }

  @Test
  void silenceLastsFromWhereItBegan() {
    watch.idle(0).idle(60).idle(180);
    assertThat(watch.last.prospect().silentSince()).isEqualTo(t(0));
    watch.playing(300, A, 10);
    assertThat(watch.last.prospect().silentSince()).isNull();
  }

  @Test
  void aLongPlayIsToldAgainEveryFewMinutes() {
    PlayedTrack opera = track("o", 3600);
    watch.idle(-10);
    for (int at = 2; at < 1000; at += 30) {
      watch.playing(at, opera, at);
    }
    assertThat(watch.told).hasSize(5);
    assertThat(watch.plays()).hasSize(1);
    assertThat(watch.told.get(4).endedAt()).isEqualTo(t(992));
    assertThat(watch.told.get(4).heard()).isEqualTo(seconds(992));
  }

  @Test
  void aTrackOfUnknownLengthCountsAfterThirtySeconds() {
    PlayedTrack local =
        new PlayedTrack(
            null, "spotify:local:x:y:z:10", "Mine", List.of(), null, null, null, null, null, null);
    watch.idle(-10).playing(2, local, 2).playing(32, local, 32);
    assertThat(watch.counted().get(0).observation()).endsWith(":spotify:local:x:y:z:10");
    assertThat(watch.last.prospect().endsAt()).isNull();
  }

  @Test
  void aSeenPauseAtTheBeginningOfTheNextTrackEndsTheOneBefore() {
    watch.idle(-10).playing(152, A, 152).paused(182, B, 0);
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(180));
    assertThat(watch.plays()).hasSize(1);
  }

  @Test
  void theListOfPlaysTellsEnd() {
    watch.history(1000, false, item(A, 900), item(SHORT, 700));
    assertThat(watch.told).hasSize(2);
    PlayDraft play = watch.told.get(0);
    assertThat(play.kind()).isEqualTo(Sighting.Kind.HISTORY);
    assertThat(play.observation()).isEqualTo("history:" + t(900).toEpochMilli() + ":a");
    assertThat(play.startedAt()).isEqualTo(t(720));
    assertThat(play.endedAt()).isEqualTo(t(900));
    assertThat(play.countedAt()).isEqualTo(t(750));
    assertThat(play.knowsEnd()).isTrue();
    assertThat(play.knowsStart()).isFalse();
    assertThat(watch.told.get(1).countedAt()).isEqualTo(t(680));
  }

  @Test
  void aPageIsTakenOnceAndLateItemsAreNotMissed() {
    watch.history(1000, false, item(A, 900)).history(2000, false, item(B, 1900), item(A, 900));
    assertThat(watch.told).hasSize(2);
    watch.history(3000, false, item(B, 1900), item(SHORT, 1500), item(A, 900));
    assertThat(watch.told).hasSize(3);
    assertThat(watch.last.gaps()).isEmpty();
  }

  @Test
  void aFullPageOnWhichNothingIsKnownIsAGap() {
    watch.history(1000, true, item(A, 900)).history(9000, true, item(B, 8900), item(A, 8000));
    assertThat(watch.last.gaps())
        .containsExactly(new Outcome.Gap(t(900), t(8000), Outcome.Gap.Reason.HISTORY_PAGE_FULL));
    watch.history(9500, false, item(B, 9400));
    assertThat(watch.last.gaps()).isEmpty();
  }

  @Test
  void whatTheListTellsDoesNotDisturbWhatIsPlaying() {
    watch.idle(-10).playing(2, A, 2).history(10, false, item(B, -20)).playing(32, A, 32);
    assertThat(watch.counted()).hasSize(2);
  }

  @Test
  void twoLooksProveThatAPlayCounts() {
    watch.idle(-300).playing(0, A, 100, -10);
    assertThat(watch.told).isEmpty();
    watch.playing(15, A, 115, -10);
    assertThat(watch.told).isEmpty();
    watch.playing(31, A, 131, -10);
    assertThat(watch.counted()).hasSize(1);
  }

  @Test
  void whatPlaysFromItsBeginningCountsAtTheFirstLook() {
    watch.idle(-300).playing(100, A, 90, 10);
    assertThat(watch.counted().get(0).startedAt()).isEqualTo(t(10));
    assertThat(watch.counted().get(0).countedAt()).isEqualTo(t(40));
    assertThat(watch.counted().get(0).knowsStart()).isTrue();
  }

  @Test
  void aPlayThatMayHaveCountedUnseenIsLeftToTheListAndTheTimeIsAGap() {
    watch.idle(-5).playing(5, A, 5, 0).playing(36, B, 1, 35);
    assertThat(watch.counted()).isEmpty();
    assertThat(watch.last.gaps())
        .containsExactly(new Outcome.Gap(t(0), t(35), Outcome.Gap.Reason.BETWEEN_LOOKS));
  }

  @Test
  void aTimeInWhichNobodyLookedIsAGap() {
    watch.idle(-10).playing(2, A, 2, 0).playing(32, A, 32, 0).playing(3600, B, 20, 3580);
    assertThat(watch.last.gaps())
        .containsExactly(new Outcome.Gap(t(32), t(3580), Outcome.Gap.Reason.NOT_WATCHED));
    assertThat(watch.counted()).hasSize(1);
    watch.idle(9000);
    assertThat(watch.last.gaps().get(0).reason()).isEqualTo(Outcome.Gap.Reason.NOT_WATCHED);
  }

  @Test
  void anOrdinarySkipIsNoGap() {
    watch.idle(-5).playing(2, A, 2, 0).playing(32, A, 32, 0).playing(60, B, 8, 52);
    assertThat(watch.last.gaps()).isEmpty();
  }

  @Test
  void aTrackThatIsPutToItsVeryBeginningIsAnotherPlay() {
    watch.idle(-5).playing(2, A, 2, 0).playing(62, A, 62, 0).playing(92, A, 22, 70);
    watch.playing(95, B, 1, 94);
    assertThat(watch.plays()).hasSize(2);
    assertThat(watch.plays().get(0).heard()).isEqualTo(seconds(70));
    assertThat(watch.plays().get(0).endedAt()).isEqualTo(t(70));
  }

  @Test
  void aSeekBackIsNotAnotherPlay() {
    watch.idle(-5).playing(2, A, 2, 0).playing(62, A, 62, 0).playing(92, A, 42, 70);
    watch.playing(122, A, 72, 70).playing(230, B, 1, 229);
    assertThat(watch.plays()).hasSize(1);
    assertThat(watch.counted().get(0).heard()).isBetween(seconds(228), seconds(231));
  }

  @Test
  void aSeekForthDoesNotMakeAPlayCount() {
    watch.idle(-5).playing(2, A, 2, 0).playing(12, A, 100, 10).playing(20, B, 1, 19);
    assertThat(watch.counted()).isEmpty();
  }

  @Test
  void aTrackThatEndedAndIsStillShownPastItsEndIsNotHeardLonger() {
    watch.idle(-10).playing(150, A, 150, 0);
    watch.see(184, new Seen.Playing(A, seconds(184), true, t(0)));
    watch.see(189, new Seen.Playing(A, seconds(189), true, t(0)));
    watch.playing(195, B, 14, 181);
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(180));
    assertThat(watch.plays()).hasSize(1);
    assertThat(watch.counted()).hasSize(1);
  }

  @Test
  void aPhantomOfWhatIsOverIsNoPlay() {
    watch.idle(-10).playing(150, A, 150, 0).idle(182).idle(245);
    watch.see(300, new Seen.Playing(A, seconds(300), true, t(0))).idle(400);
    assertThat(watch.plays()).hasSize(1);
    assertThat(watch.counted().get(0).heard()).isLessThanOrEqualTo(seconds(180));
  }

  @Test
  void aPhantomOfWhatNobodySawIsNoPlay() {
    watch.idle(0).idle(60).playing(120, A, 120, -300).idle(150);
    assertThat(watch.told).isEmpty();
  }

  @Test
  void anOldAnswerDoesNotPassForAPause() {
    watch.idle(-10).playing(2, A, 2, 0).playing(32, A, 12, 0).playing(62, A, 62, 0);
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(62));
    assertThat(watch.counted().get(0).countedAt()).isEqualTo(t(30));
  }

  @Test
  void crossfadeEndsATrackEarlyAndItIsOnePlay() {
    watch.idle(-10).playing(2, A, 2, 0).playing(152, A, 152, 0).playing(182, B, 14, 168);
    assertThat(watch.plays()).hasSize(1);
    assertThat(watch.counted().get(0).heard()).isEqualTo(seconds(168));
    assertThat(watch.last.prospect().endsAt()).isEqualTo(t(368));
  }

  @Test
  void aTrackHandedToAnotherDeviceIsOnePlay() {
    watch.idle(-10).playing(2, A, 2, 0).playing(32, A, 32, 0);
    // The other device takes over a moment later, and says so.
    watch.playing(62, A, 60, 50).playing(92, A, 90, 50).playing(184, B, 2, 182);
    assertThat(watch.plays()).hasSize(1);
    assertThat(watch.counted().get(0).heard()).isBetween(seconds(178), seconds(182));
  }

  @Test
  void aPlayThatWasPausedAndLeftTellsUntilWhenItWasThere() {
    watch.idle(-10).playing(2, A, 2, 0).playing(42, A, 42, 0).paused(72, A, 50).paused(102, A, 50);
    watch.playing(132, B, 5, 127);
    PlayDraft play = watch.counted().get(0);
    assertThat(play.heard()).isEqualTo(seconds(50));
    assertThat(play.endedAt()).isEqualTo(t(127));
  }

  @Test
  void aListenThatTurnsPrivateKeepsOnlyWhatWasHeardBefore() {
    watch.idle(-10).playing(2, A, 2, 0).playing(12, A, 12, 0).see(42, new Seen.InPrivate());
    assertThat(watch.counted()).isEmpty();
    watch.see(180, new Seen.InPrivate()).idle(240).history(300, false, item(A, 180));
    assertThat(watch.counted()).isEmpty();
  }

  @Test
  void whatTheListTellsOfAPrivateTimeIsNotTaken() {
    watch.idle(0).see(60, new Seen.InPrivate()).see(360, new Seen.InPrivate()).idle(660);
    watch.history(700, false, item(A, -100), item(B, 300), item(SHORT, 665));
    assertThat(watch.told).extracting(draft -> draft.track().spotifyId()).containsExactly("a");
    watch
        .idle(720)
        .history(1000, false, item(track("late", 100), 200), item(B, 300), item(A, -100));
    assertThat(watch.told).hasSize(1);
  }

  @Test
  void whatEndedAfterTheLastLookWaitsForTheNext() {
    watch.idle(0).history(100, false, item(A, 50));
    assertThat(watch.told).isEmpty();
    watch.idle(120).history(1000, false, item(A, 50));
    assertThat(watch.told).hasSize(1);
  }

  @Test
  void aFullPageOfLateItemsIsAGapTooWhereNothingOnItIsKnown() {
    watch.history(1000, true, item(A, 900)).history(9000, true, item(B, 8900), item(SHORT, 800));
    assertThat(watch.last.gaps())
        .containsExactly(new Outcome.Gap(t(900), t(8900), Outcome.Gap.Reason.HISTORY_PAGE_FULL));
  }

  @Test
  void aStateOfAnOlderVersionIsUnderstood() {
    watch.idle(-10).playing(2, A, 2).playing(32, A, 32);
    String old =
        DetectorCodec.encode(watch.known)
            .replace("\"enoughAt\"", "\"countedAt\"")
            .replaceAll("\"proven\":[0-9.]+,", "")
            .replaceAll(",?\"hidden\":\\[\\]", "");
    assertThat(old).contains("countedAt").doesNotContain("proven").doesNotContain("hidden");
    Known read = DetectorCodec.decode(old);
    assertThat(read.play().counts()).isTrue();
    assertThat(read.play().enoughAt()).isEqualTo(t(30));
    assertThat(read.hidden()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsNothingKnown() {
    assertThat(DetectorCodec.decode("{\"v\":7}")).isEqualTo(Known.NOTHING);
    assertThat(DetectorCodec.decode("nonsense")).isEqualTo(Known.NOTHING);
  }

  @Test
  void afterARestartNoRevisionIsToldTwice() {
    watch.idle(-10).playing(2, A, 2).playing(32, A, 32);
    int revision = watch.known.play().revision();
    assertThat(watch.known.resumed().play().revision()).isGreaterThan(revision);
  }

  private static PlayHistory.Item item(PlayedTrack track, double playedAt) {
    return new PlayHistory.Item(track, t(playedAt));
  }
}
