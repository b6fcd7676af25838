package dev.groundswell.jobs.window;

import dev.groundswell.events.SampledPlay;
import dev.groundswell.jobs.types.SampledPlaySerializer;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** Each stage of the windows in a harness of its own, set up but not yet open. */
public final class Stages {
  public static final OutputTag<SampledPlay> SAMPLED =
      new OutputTag<>("sampled", SampledPlaySerializer.TYPE);

  public static final OutputTag<RisingNews> RISING = new OutputTag<>("rising", RisingNews.TYPE);

  private Stages() {}

  public static KeyedOneInputStreamOperatorTestHarness<Long, PublicChange, ItemDelta>
      listenerWindows() throws Exception {
    return keyed(new ListenerWindows(), PublicChange::listener, Types.LONG, ItemDelta.TYPE);
  }

  public static OneInputStreamOperatorTestHarness<ItemDelta, ItemDelta> localSum()
      throws Exception {
    var harness = new OneInputStreamOperatorTestHarness<>(new LocalSum());
    harness.setup(serializer(ItemDelta.TYPE));
    return harness;
  }

  public static KeyedOneInputStreamOperatorTestHarness<Long, ItemDelta, BucketNews> rollingSums(
      long minListeners) throws Exception {
    return keyed(
        new RollingSums(minListeners, SAMPLED, RISING),
        ItemDelta::item,
        Types.LONG,
        BucketNews.TYPE);
  }

  /** An operator without keys. */
  public static <I, O> OneInputStreamOperatorTestHarness<I, O> alone(
      OneInputStreamOperator<I, O> operator, TypeInformation<O> out) throws Exception {
    var harness = new OneInputStreamOperatorTestHarness<>(operator);
    harness.setup(serializer(out));
    return harness;
  }

  public static <K, I, O> KeyedOneInputStreamOperatorTestHarness<K, I, O> keyed(
      OneInputStreamOperator<I, O> operator,
      KeySelector<I, K> key,
      TypeInformation<K> keyType,
      TypeInformation<O> out)
      throws Exception {
    var harness = new KeyedOneInputStreamOperatorTestHarness<>(operator, key, keyType);
    harness.setup(serializer(out));
    return harness;
  }

  private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
    return type.createSerializer(new SerializerConfigImpl());
  }
}
