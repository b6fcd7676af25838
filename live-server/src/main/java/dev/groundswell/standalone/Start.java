package dev.groundswell.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The launcher behind {@code ./mvnw -Pstart}: runs groundswell.jar in a process of its own.
 *
 * <p>Maven's own process is too large and is not ours to configure. The child shares the terminal,
 * ends when this process is told to end, and ends itself should this process vanish. Depends on
 * nothing but the JDK.
 */
public final class Start {
  /** Small rather than fast at the very top: one collector thread, a heap that is given back. */
  private static final List<String> FLAGS =
      List.of(
          "-Xmx768m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:MaxDirectMemorySize=256m",
          "-XX:ReservedCodeCacheSize=96m",
          "-XX:MinHeapFreeRatio=10",
          "-XX:MaxHeapFreeRatio=30");

  private Start() {}

  /**
   * @param arguments the jar, then arguments for it
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command(arguments)).inheritIO();
    // The C library of Linux keeps memory apart for each of many threads otherwise.
    builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
    Process child = builder.start();
    Thread forwarding = new Thread(() -> end(child), "end");
    Runtime.getRuntime().addShutdownHook(forwarding);
    int status = child.waitFor();
    if (status != 0) {
      // Says to Maven, and so to the shell, what the child said; Maven adds nothing to it.
      System.exit(status);
    }
  }

  private static List<String> command(String[] arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add("-Dgroundswell.parent=" + ProcessHandle.current().pid());
    command.add("-jar");
    command.addAll(List.of(arguments));
    return command;
  }

  /** Asks the child to end, and waits until it has: it may have been asked by the terminal, too. */
  private static void end(Process child) {
    child.destroy();
    try {
      int status = child.waitFor();
      assert status >= 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
