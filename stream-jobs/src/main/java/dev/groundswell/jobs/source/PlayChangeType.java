package dev.groundswell.jobs.source;

import dev.groundswell.events.PlayChange;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Tells Flink how {@link PlayChange} travels between operators. */
public final class PlayChangeType extends TypeInformation<PlayChange> {
  private static final long serialVersionUID = 1;

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<PlayChange> getTypeClass() {
    return PlayChange.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<PlayChange> createSerializer(SerializerConfig config) {
    return new PlayChangeSerializer();
  }

  @Override
  public String toString() {
    return "PlayChange";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PlayChangeType;
  }

  @Override
  public int hashCode() {
    return Objects.hash(PlayChangeType.class);
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof PlayChangeType;
  }
}
