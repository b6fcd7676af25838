package dev.groundswell.jobs;

import dev.groundswell.events.NowPlaying;
import dev.groundswell.events.PlayChange;
import dev.groundswell.jobs.source.PlayChangeType;
import dev.groundswell.jobs.types.NowPlayingSerializer;
import java.io.Serializable;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A bounded source of changes and heartbeats that are computed from their number. */
public final class ScriptedPlays {

  /** The step of a number; a heartbeat is a void change (see {@link PlayScript}). */
  public interface Script extends Serializable {
    PlayChange step(long number);
  }

  private ScriptedPlays() {}

  public static DataStream<PlayChange> of(
      StreamExecutionEnvironment env, long steps, Script script) {
    return env.fromSequence(0, steps - 1)
        .setParallelism(1)
        .uid("script")
        .map(script::step)
        .returns(new PlayChangeType())
        .setParallelism(1)
        .uid("steps")
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<PlayChange>forGenerator(context -> new Heartbeats())
                .withTimestampAssigner((step, before) -> step.committedAt()))
        .setParallelism(1)
        .uid("heartbeats")
        // As from the play log, a listener's changes keep their order on the way to many tasks.
        .keyBy(PlayChange::listener);
  }

  /** Time moves by heartbeats and by nothing else. */
  private static final class Heartbeats implements WatermarkGenerator<PlayChange> {
    @Override
    public void onEvent(PlayChange step, long timestamp, WatermarkOutput output) {
      if (PlayScript.isHeartbeat(step)) {
        output.emitWatermark(new Watermark(step.committedAt()));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  /** What is heard at this moment while nobody listens. */
  static DataStream<NowPlaying> silence(StreamExecutionEnvironment env) {
    return env.fromData(NowPlayingSerializer.TYPE, NowPlaying.silence(1, 1, false));
  }
}
