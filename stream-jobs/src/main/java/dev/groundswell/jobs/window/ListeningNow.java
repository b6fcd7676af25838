package dev.groundswell.jobs.window;

import dev.groundswell.events.Board;
import dev.groundswell.jobs.types.FlatSerializer;
import dev.groundswell.jobs.types.FlatType;
import dev.groundswell.jobs.types.Varint;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How many listen to items at this moment, as far as that has changed.
 *
 * <p>Numbers and no differences: whoever hears one twice, or begins to hear after a restart, still
 * knows what is true.
 *
 * @param anew whether everything said before is to be forgotten, as after a restart
 * @param listeners by item; 0 where nobody listens any more, {@link Board#NOT_TOLD} where too few
 *     do
 */
public record ListeningNow(boolean anew, Map<Long, Long> listeners) {
  public static final TypeInformation<ListeningNow> TYPE =
      new FlatType<>(ListeningNow.class, Serializer.INSTANCE);

  public ListeningNow {
    listeners = Map.copyOf(listeners);
  }

  /** Brings what is known by item up to date. */
  public void applyTo(Map<Long, Long> known) {
    if (anew) {
      known.clear();
    }
    listeners.forEach(
        (item, number) -> {
          if (number == 0) {
            known.remove(item);
          } else {
            known.put(item, number);
          }
        });
  }

  public void write(DataOutputView out) throws IOException {
    out.writeBoolean(anew);
    out.writeInt(listeners.size());
    for (Map.Entry<Long, Long> one : listeners.entrySet()) {
      Varint.write(out, one.getKey());
      Varint.writeSigned(out, one.getValue());
    }
  }

  public static ListeningNow read(DataInputView in) throws IOException {
    boolean anew = in.readBoolean();
    Map<Long, Long> listeners = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      listeners.put(Varint.read(in), Varint.readSigned(in));
    }
    return new ListeningNow(anew, listeners);
  }

  /** Never stored, so without a format. */
  private static final class Serializer extends FlatSerializer<ListeningNow> {
    private static final long serialVersionUID = 1;
    private static final Serializer INSTANCE = new Serializer();

    @Override
    public ListeningNow createInstance() {
      return new ListeningNow(false, Map.of());
    }

    @Override
    public void serialize(ListeningNow now, DataOutputView out) throws IOException {
      now.write(out);
    }

    @Override
    public ListeningNow deserialize(DataInputView in) throws IOException {
      return read(in);
    }

    @Override
    public TypeSerializerSnapshot<ListeningNow> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** What a checkpoint remembers of the serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ListeningNow> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
