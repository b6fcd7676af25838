package dev.groundswell.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.apache.flink.streaming.runtime.partitioner.KeyGroupStreamPartitioner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamJobsTest {

  /** Whatever the cluster's own parallelism is, and whatever is asked of the jobs. */
  @ParameterizedTest
  @CsvSource({"1, 2", "4, 1", "2, 2", "3, 0"})
  void changesOfAListenerKeepTheirOrderUpToTheirKey(int clusters, int asked) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(clusters);
    StreamJobs.define(
        env,
        JobOptions.parse(
            "--database-url",
            "jdbc:postgresql://unused/unused",
            "--redis-url",
            "redis://unused",
            "--fence",
            "1",
            "--parallelism",
            Integer.toString(asked)));
    StreamGraph graph = env.getStreamGraph();

    List<StreamEdge> ways =
        graph.getSourceIDs().stream()
            .flatMap(id -> waysFrom(graph, graph.getStreamNode(id)))
            .toList();
    assertThat(ways).hasSizeGreaterThan(1).allMatch(way -> keepsOrder(graph, way));
  }

  /** Every edge up to the first that goes by key. */
  private static Stream<StreamEdge> waysFrom(StreamGraph graph, StreamNode node) {
    return node.getOutEdges().stream()
        .flatMap(
            edge ->
                Stream.concat(
                    Stream.of(edge),
                    edge.getPartitioner() instanceof KeyGroupStreamPartitioner
                        ? Stream.empty()
                        : waysFrom(graph, graph.getStreamNode(edge.getTargetId()))));
  }

  /** Whether what one task sends arrives in its order, by key or at one task. */
  private static boolean keepsOrder(StreamGraph graph, StreamEdge way) {
    return way.getPartitioner() instanceof ForwardPartitioner
        || way.getPartitioner() instanceof KeyGroupStreamPartitioner
        || graph.getStreamNode(way.getTargetId()).getParallelism() == 1;
  }
}
