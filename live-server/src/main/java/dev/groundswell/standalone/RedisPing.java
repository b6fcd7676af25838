package dev.groundswell.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One AUTH and PING to a Redis, before there is a client. */
final class RedisPing {
  private static final int TIMEOUT_MS = 2_000;

  private RedisPing() {}

  /** Whether it lets us in and has loaded its data. */
  static boolean answers(String host, int port, String password) {
    try {
      return ask(host, port, "AUTH " + password + "\r\nPING\r\n", 2).endsWith("+PONG");
    } catch (IOException e) {
      return false;
    }
  }

  /** What it answers to {@code commands}: {@code lines} lines, the last without its end. */
  static String ask(String host, int port, String commands, int lines) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.UTF_8));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      StringBuilder answer = new StringBuilder();
      for (int i = 0; i < lines; i++) {
        answer.append(i == 0 ? "" : "\n").append(in.readLine());
      }
      return answer.toString();
    }
  }
}
