package dev.groundswell.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** A port on loopback that nobody listens on just now; the same as last time where that is free. */
final class FreePort {
  private static final int ANY = 0;

  private FreePort() {}

  /**
   * @param memory the file in which the port of the last time stands
   */
  static int find(Path memory) {
    try {
      int port = bind(remembered(memory));
      DataDir.write(memory, Integer.toString(port));
      return port;
    } catch (IOException e) {
      throw new StartException("No port could be opened on 127.0.0.1: " + e.getMessage(), e);
    }
  }

  private static int remembered(Path memory) throws IOException {
    try {
      return Files.exists(memory) ? Integer.parseInt(Files.readString(memory).strip()) : ANY;
    } catch (NumberFormatException e) {
      return ANY;
    }
  }

  private static int bind(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (IOException | IllegalArgumentException e) {
      if (port == ANY) {
        throw e;
      }
      return bind(ANY);
    }
  }
}
