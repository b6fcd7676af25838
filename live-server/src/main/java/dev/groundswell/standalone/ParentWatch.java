package dev.groundswell.standalone;

/**
 * Ends this process when the one that started it is gone.
 *
 * <p>{@link Start} says which that is. Nothing is watched where the property is not set.
 */
final class ParentWatch {
  static final String PROPERTY = "groundswell.parent";
  private static final int TERMINATED = 143;

  private ParentWatch() {}

  static void begin() {
    Long parent = Long.getLong(PROPERTY);
    if (parent == null) {
      return;
    }
    ProcessHandle.of(parent)
        .map(ProcessHandle::onExit)
        .ifPresentOrElse(
            exit -> exit.thenRun(() -> System.exit(TERMINATED)), () -> System.exit(TERMINATED));
  }
}
