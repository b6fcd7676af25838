package dev.groundswell.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the Compose specification asks of a file, as far as this one uses it, and what this house
 * asks beyond that: pinned versions, limits, health checks, nobody as root, no port to the outside.
 */
final class ComposeRules {
  private static final Set<String> TOP =
      Set.of("name", "services", "networks", "volumes", "configs", "secrets", "include");
  private static final Set<String> SERVICE =
      Set.of(
          "build",
          "cap_add",
          "cap_drop",
          "command",
          "configs",
          "cpus",
          "depends_on",
          "entrypoint",
          "environment",
          "env_file",
          "expose",
          "extra_hosts",
          "healthcheck",
          "hostname",
          "image",
          "init",
          "labels",
          "logging",
          "mem_limit",
          "networks",
          "ports",
          "profiles",
          "read_only",
          "restart",
          "secrets",
          "security_opt",
          "shm_size",
          "stop_grace_period",
          "stop_signal",
          "tmpfs",
          "ulimits",
          "user",
          "volumes",
          "working_dir");
  private static final Map<String, Set<String>> INSIDE =
      Map.of(
          "build", Set.of("context", "dockerfile", "args", "target"),
          "healthcheck",
              Set.of("test", "interval", "timeout", "retries", "start_period", "start_interval"));
  private static final Set<String> CONFIG_OF_SERVICE =
      Set.of("source", "target", "uid", "gid", "mode");
  private static final Set<String> CONFIG =
      Set.of("content", "file", "environment", "external", "name");
  private static final Pattern DURATION = Pattern.compile("(\\d+(us|ms|s|m|h))+");
  private static final Pattern SIZE = Pattern.compile("\\d+(b|k|kb|m|mb|g|gb)");
  private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?\\d+\\.\\d+(\\.\\d+)?.*");
  private static final Pattern LOOPBACK_PORT = Pattern.compile("127\\.0\\.0\\.1:\\d+:\\d+");
  private static final Pattern CONDITION =
      Pattern.compile("service_(started|healthy|completed_successfully)");
  private static final Pattern RESTART =
      Pattern.compile("no|always|on-failure(:\\d+)?|unless-stopped");

  private final ComposeFile file;
  private final List<String> complaints = new ArrayList<>();

  private ComposeRules(ComposeFile file) {
    this.file = file;
  }

  /** Everything that is wrong, empty where nothing is. */
  static List<String> complaints(ComposeFile file) {
    return new ComposeRules(file).check();
  }

  private List<String> check() {
    known("the file", file.content(), TOP);
    file.map("services").keySet().forEach(this::service);
    file.map("configs").keySet().forEach(name -> known(name, file.map("configs", name), CONFIG));
    unused();
    if (file.text().contains("<<:")) {
      complaints.add("merge keys are not YAML 1.2");
    }
    return complaints;
  }

  private void known(String where, Map<String, Object> map, Set<String> keys) {
    for (String key : map.keySet()) {
      if (!keys.contains(key) && !key.startsWith("x-")) {
        complaints.add(where + ": there is no " + key);
      }
    }
  }

  private void service(String name) {
    known(name, file.map("services", name), SERVICE);
    INSIDE.forEach((part, keys) -> known(name, file.map("services", name, part), keys));
    matches(name, "image", PINNED);
    matches(name, "restart", RESTART);
    matches(name, "mem_limit", SIZE);
    healthcheck(name);
    user(name);
    file.map("services", name, "depends_on").keySet().forEach(other -> dependency(name, other));
    for (Object port : file.list("services", name, "ports")) {
      require(
          LOOPBACK_PORT.matcher(port.toString()).matches(), name, "open to the outside: " + port);
    }
    file.list("services", name, "volumes").forEach(volume -> volume(name, volume.toString()));
    file.list("services", name, "configs").forEach(config -> config(name, config));
  }

  private void matches(String name, String key, Pattern pattern) {
    String value = String.valueOf(file.at("services", name, key));
    require(pattern.matcher(value).matches(), name, key + " is " + value);
  }

  private void healthcheck(String name) {
    List<?> test = file.list("services", name, "healthcheck", "test");
    boolean command = test.size() > 1 && Set.of("CMD", "CMD-SHELL").contains(test.get(0));
    require(command, name, "healthcheck has no command");
    for (String key : List.of("interval", "timeout", "start_period")) {
      Object value = file.at("services", name, "healthcheck", key);
      if (value != null || !key.equals("start_period")) {
        require(DURATION.matcher(String.valueOf(value)).matches(), name, key + " is " + value);
      }
    }
    boolean bounded = file.at("services", name, "healthcheck", "retries") instanceof Integer;
    require(bounded, name, "healthcheck has no retries");
  }

  /** By its image where that is ours, by the file where it is not. */
  private void user(String name) {
    Object dockerfile = file.at("services", name, "build", "dockerfile");
    if (dockerfile == null) {
      Object user = file.at("services", name, "user");
      boolean somebody = user != null && !Set.of("root", "0").contains(user.toString());
      require(somebody, name, "user is " + user);
    } else {
      require(exists(dockerfile.toString()), name, "there is no " + dockerfile);
    }
  }

  private void dependency(String name, String other) {
    String condition = String.valueOf(file.at("services", name, "depends_on", other, "condition"));
    require(
        file.at("services", other) != null, name, "depends on " + other + ", which is not there");
    require(CONDITION.matcher(condition).matches(), name, "waits for " + other + " " + condition);
  }

  private void volume(String name, String volume) {
    String source = volume.substring(0, Math.max(0, volume.indexOf(':')));
    boolean there =
        source.startsWith("./")
            ? exists(source) && volume.endsWith(":ro")
            : file.map("volumes").containsKey(source);
    require(there, name, "mounts " + volume);
  }

  @SuppressWarnings("unchecked")
  private void config(String name, Object config) {
    Map<String, Object> map = (Map<String, Object>) config;
    known(name, map, CONFIG_OF_SERVICE);
    boolean there = file.map("configs").containsKey(String.valueOf(map.get("source")));
    require(there, name, "there is no config " + map.get("source"));
  }

  private void unused() {
    Set<String> mounted = new TreeSet<>();
    file.map("services")
        .keySet()
        .forEach(
            name ->
                file.list("services", name, "volumes")
                    .forEach(volume -> mounted.add(volume.toString().split(":")[0])));
    for (String volume : file.map("volumes").keySet()) {
      require(mounted.contains(volume), "volumes", "nobody mounts " + volume);
    }
  }

  private static boolean exists(String path) {
    return Files.exists(ComposeFile.TOP.resolve(Path.of(path)));
  }

  private void require(boolean holds, String where, String complaint) {
    if (!holds) {
      complaints.add(where + ": " + complaint);
    }
  }
}
