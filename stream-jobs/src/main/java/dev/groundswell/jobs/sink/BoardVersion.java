package dev.groundswell.jobs.sink;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.Head;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.types.FlatSerializer;
import dev.groundswell.jobs.types.FlatType;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A board to be written.
 *
 * @param board the board, whole
 * @param logged whether subscribers are to see this version: it is appended to the topic's log too
 */
public record BoardVersion(Board board, boolean logged) {

  public static final TypeInformation<BoardVersion> TYPE =
      new FlatType<>(BoardVersion.class, Serializer.INSTANCE);

  /** Writes the bytes that the board has in Redis too. */
  public static final class Serializer extends FlatSerializer<BoardVersion> {
    private static final long serialVersionUID = 1;
    private static final Serializer INSTANCE = new Serializer();

    @Override
    public BoardVersion createInstance() {
      Topic topic = new Topic(Topic.Kind.TRACKS, Window.M5);
      return new BoardVersion(new Board(topic, 0, 0, new Head(0, 0, 0, 0, 0), List.of()), false);
    }

    @Override
    public void serialize(BoardVersion version, DataOutputView out) throws IOException {
      byte[] bytes = BoardCodec.encode(version.board);
      out.writeBoolean(version.logged);
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    @Override
    public BoardVersion deserialize(DataInputView in) throws IOException {
      boolean logged = in.readBoolean();
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      return new BoardVersion(BoardCodec.decodeBoard(bytes), logged);
    }

    @Override
    public TypeSerializerSnapshot<BoardVersion> snapshotConfiguration() {
      return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<BoardVersion> {
      public Snapshot() {
        super(() -> INSTANCE);
      }
    }
  }
}
