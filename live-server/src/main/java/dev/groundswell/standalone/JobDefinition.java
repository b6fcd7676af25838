package dev.groundswell.standalone;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What the embedded Flink runs. */
@FunctionalInterface
public interface JobDefinition {
  /** Adds sources, operators with uids, and sinks; does not execute. */
  void define(StreamExecutionEnvironment environment);
}
