package dev.groundswell.jobs.items;

import dev.groundswell.jobs.types.FlatSerializer;
import dev.groundswell.jobs.types.FlatType;
import dev.groundswell.jobs.types.Varint;
import dev.groundswell.jobs.window.ListeningNow;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What is told to whoever puts portraits together. */
sealed interface PortraitNews {
  TypeInformation<PortraitNews> TYPE = new FlatType<>(PortraitNews.class, Serializer.INSTANCE);

  /**
   * The share in a portrait of a task that keeps diaries.
   *
   * @param task the number of the task
   * @param tasks how many tasks have a share
   */
  record Told(int task, int tasks, Share share) implements PortraitNews {}

  /**
   * How many more listeners have heard items now, not skipped; summed up, how many there are.
   *
   * @param changes by item
   */
  record Audience(Map<Long, Integer> changes) implements PortraitNews {
    public Audience {
      changes = new TreeMap<>(changes);
    }
  }

  /** How many listen to items at this moment. */
  record Listening(ListeningNow now) implements PortraitNews {}

  /** Writes numbers as varints; never stored, so without a format. */
  final class Serializer extends FlatSerializer<PortraitNews> {
    private static final long serialVersionUID = 1;
    private static final Serializer INSTANCE = new Serializer();
    private static final int TOLD = 0;
    private static final int AUDIENCE = 1;
    private static final int LISTENING = 2;

    @Override
    public PortraitNews createInstance() {
      return new Audience(Map.of());
    }

    @Override
    public void serialize(PortraitNews news, DataOutputView out) throws IOException {
      if (news instanceof Told told) {
        out.writeByte(TOLD);
        out.writeInt(told.task);
        out.writeInt(told.tasks);
        write(told.share, out);
      } else if (news instanceof Audience audience) {
        out.writeByte(AUDIENCE);
        out.writeInt(audience.changes.size());
        for (Map.Entry<Long, Integer> change : audience.changes.entrySet()) {
          Varint.write(out, change.getKey());
          Varint.writeSigned(out, change.getValue());
        }
      } else if (news instanceof Listening listening) {
        out.writeByte(LISTENING);
        listening.now.write(out);
      }
    }

    @Override
    public PortraitNews deserialize(DataInputView in) throws IOException {
      int which = in.readByte();
      return switch (which) {
        case TOLD -> new Told(in.readInt(), in.readInt(), read(in));
        case AUDIENCE -> readAudience(in);
        case LISTENING -> new Listening(ListeningNow.read(in));
        default -> throw new IOException("no news of a portrait begins with " + which);
      };
    }

    private static Audience readAudience(DataInputView in) throws IOException {
      Map<Long, Integer> changes = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        changes.put(Varint.read(in), (int) Varint.readSigned(in));
      }
      return new Audience(changes);
    }

    private static void write(Share share, DataOutputView out) throws IOException {
      Varint.write(out, share.item);
      out.writeLong(share.asOf);
      write(share.plays, out);
      write(share.listeners, out);
      for (int curve = 0; curve < share.cellPlays.length; curve++) {
        write(share.cellPlays[curve], out);
        write(share.cellListeners[curve], out);
      }
      out.writeInt(share.companions.size());
      for (Map.Entry<Long, Long> companion : share.companions.entrySet()) {
        Varint.write(out, companion.getKey());
        Varint.write(out, companion.getValue());
      }
    }

    private static Share read(DataInputView in) throws IOException {
      Share share = new Share(Varint.read(in), in.readLong());
      read(share.plays, in);
      read(share.listeners, in);
      for (int curve = 0; curve < share.cellPlays.length; curve++) {
        read(share.cellPlays[curve], in);
        read(share.cellListeners[curve], in);
      }
      for (int left = in.readInt(); left > 0; left--) {
        var unused = share.companions.put(Varint.read(in), Varint.read(in));
      }
      return share;
    }

    private static void write(int[] figures, DataOutputView out) throws IOException {
      for (int figure : figures) {
        Varint.write(out, figure);
      }
    }

    private static void read(int[] figures, DataInputView in) throws IOException {
      for (int i = 0; i < figures.length; i++) {
        figures[i] = (int) Varint.read(in);
      }
    }

    @Override
    public TypeSerializerSnapshot<PortraitNews> snapshotConfiguration() {
      return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<PortraitNews> {
      public Snapshot() {
        super(() -> INSTANCE);
      }
    }
  }
}
