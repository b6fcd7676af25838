package dev.groundswell.server.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The built files of the web module, read into memory once.
 *
 * @param files by path, such as {@code assets/live-3f2a.js}
 */
public record Webroot(Map<String, byte[]> files) {
  private static final int MOST_FILES = 1_000;

  public Webroot {
    files = Map.copyOf(files);
  }

  /**
   * Reads the folder {@code webroot} of the class path; before the server serves, never on an event
   * loop.
   *
   * @throws IllegalStateException where this build holds no pages
   */
  public static Webroot read() {
    return read("webroot");
  }

  static Webroot read(String folder) {
    URL index = Webroot.class.getResource("/" + folder + "/index.html");
    if (index == null) {
      throw new IllegalStateException("This build holds no pages: build the module web first.");
    }
    try {
      URI uri = index.toURI();
      if (!uri.getScheme().equals("jar")) {
        return new Webroot(filesUnder(folderOf(Path.of(uri))));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return new Webroot(filesUnder(jar.getPath("/" + folder)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading the pages failed", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the pages are at no proper address: " + index, e);
    }
  }

  private static Path folderOf(Path index) {
    Path folder = index.getParent();
    if (folder == null) {
      throw new IllegalStateException("the pages are in no folder: " + index);
    }
    return folder;
  }

  private static Map<String, byte[]> filesUnder(Path root) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path :
          (Iterable<Path>) paths.filter(Files::isRegularFile).limit(MOST_FILES)::iterator) {
        files.put(root.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
      }
    }
    return files;
  }
}
