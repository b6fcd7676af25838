package dev.groundswell.server.feed;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Subscribes over a plain socket, reads bytes, and takes events by the rules of the HTML standard.
 */
final class EventClient implements AutoCloseable {
  private final Socket socket = new Socket();
  private final InputStream in;
  private final Thread reading = new Thread(this::read, "event client");
  final int status;
  final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  final List<Event> events = new CopyOnWriteArrayList<>();
  final List<String> comments = new CopyOnWriteArrayList<>();

  /** What a stream of one topic amounts to, from the first snapshot on. */
  final Replica replica = new Replica();

  private final boolean replicates;
  volatile boolean ended;
  volatile String retry = "";
  private String lastId = "";

  /**
   * An event.
   *
   * @param id the last id there was, as a browser sees it
   */
  record Event(String name, String id, String data) {}

  /** Subscribes and reads. */
  static EventClient open(int port, String path, String... headers) {
    EventClient client = stalled(port, path, 65_536, headers);
    client.readOn();
    return client;
  }

  /** Subscribes and does not read beyond the headers until told. */
  static EventClient stalled(int port, String path, int receiveBuffer, String... headers) {
    try {
      return new EventClient(port, path, receiveBuffer, headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EventClient(int port, String path, int receiveBuffer, String... requestHeaders)
      throws IOException {
    socket.setReceiveBufferSize(receiveBuffer);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: test\r\n");
    for (String header : requestHeaders) {
      request.append(header).append("\r\n");
    }
    socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.UTF_8));
    in = new BufferedInputStream(socket.getInputStream(), 512);
    status = Integer.parseInt(line(in).split(" ")[1]);
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      headers.put(header.split(":", 2)[0], header.split(":", 2)[1].strip());
    }
    replicates = !path.contains("topics=");
    reading.setDaemon(true);
  }

  void readOn() {
    reading.start();
  }

  List<String> names() {
    return events.stream().map(Event::name).toList();
  }

  Event last() {
    return events.get(events.size() - 1);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (InputStream body = new Chunks()) {
      String name = "message";
      StringBuilder data = new StringBuilder();
      while (true) {
        String line = line(body);
        if (line.isEmpty()) {
          if (!data.isEmpty()) {
            events.add(new Event(name, lastId, data.toString()));
            if (replicates && (replica.payload() != null || name.equals("snapshot"))) {
              replica.take(name, lastId, data.toString());
            }
          }
          name = "message";
          data.setLength(0);
        } else if (line.startsWith(":")) {
          comments.add(line);
        } else if (line.startsWith("id: ")) {
          lastId = line.substring(4);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data.append(line.substring(6));
        } else if (line.startsWith("retry: ")) {
          retry = line.substring(7);
        } else {
          events.add(new Event("line", "", line));
        }
      }
    } catch (IOException over) {
      ended = true;
    }
  }

  private static String line(InputStream from) throws IOException {
    var bytes = new java.io.ByteArrayOutputStream();
    for (int next = from.read(); next != '\n'; next = from.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      if (next != '\r') {
        bytes.write(next);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The body without the framing of its chunks. */
  private final class Chunks extends InputStream {
    private int left;
    private boolean first = true;

    @Override
    public int read() throws IOException {
      while (left == 0) {
        if (!first) {
          line(in);
        }
        first = false;
        left = Integer.parseInt(line(in), 16);
        if (left == 0) {
          return -1;
        }
      }
      left--;
      return in.read();
    }
  }
}
