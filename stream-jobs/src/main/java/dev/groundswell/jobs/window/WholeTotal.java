package dev.groundswell.jobs.window;

import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.window.BucketNews.Present;
import dev.groundswell.jobs.window.BucketNews.Whole;
import org.apache.flink.util.Collector;

/**
 * A figure of a whole window, as one bucket says which knows a part of it; the last word counts.
 *
 * @param bucket whose number it is; those of all buckets add up
 */
public record WholeTotal(Of of, long at, BucketNumber bucket, long number) implements TimeNews {
  /** In place of a bucket, where one knows all of it. */
  public static final BucketNumber ALL = new BucketNumber(0, 1);

  private static final Topic HOUR = new Topic(Kind.TRACKS, Window.H1);
  private static final Topic WEEK = new Topic(Kind.TRACKS, Window.D7);
  private static final Topic FIVE_MINUTES = new Topic(Kind.TRACKS, Window.M5);

  /** Which figure. */
  public enum Of {
    /** Plays of the hour; 0 while too few listeners stand behind them. */
    PLAYS,
    /** Distinct listeners of the hour; 0 while there are too few. */
    LISTENERS,
    /** Plays of the last five minutes; 0 while too few listeners stand behind them. */
    PLAYS_OF_FIVE_MINUTES,
    /** Distinct tracks of the hour. */
    TRACKS,
    /** Plays of the week; 0 while too few listeners stand behind them. */
    PLAYS_OF_WEEK,
    /** Distinct listeners of the week; 0 while there are too few. */
    LISTENERS_OF_WEEK,
    /** Listeners at this moment; -1 while there are too few. */
    LISTENING
  }

  /** Hands on what buckets tell of whole windows. */
  public static void of(BucketNews news, Collector<TimeNews> out) {
    if (news instanceof Whole whole && news.topic().equals(HOUR)) {
      out.collect(new WholeTotal(Of.PLAYS, whole.at(), ALL, whole.plays()));
      out.collect(new WholeTotal(Of.LISTENERS, whole.at(), ALL, whole.listeners()));
    } else if (news instanceof Whole whole && news.topic().equals(FIVE_MINUTES)) {
      out.collect(new WholeTotal(Of.PLAYS_OF_FIVE_MINUTES, whole.at(), ALL, whole.plays()));
    } else if (news instanceof Whole whole && news.topic().equals(WEEK)) {
      out.collect(new WholeTotal(Of.PLAYS_OF_WEEK, whole.at(), ALL, whole.plays()));
      out.collect(new WholeTotal(Of.LISTENERS_OF_WEEK, whole.at(), ALL, whole.listeners()));
    } else if (news instanceof Present some && news.topic().equals(HOUR)) {
      out.collect(new WholeTotal(Of.TRACKS, some.at(), some.bucket(), some.items()));
    }
  }
}
