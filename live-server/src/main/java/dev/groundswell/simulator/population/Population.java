package dev.groundswell.simulator.population;

import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.catalogue.Genre;
import dev.groundswell.simulator.catalogue.Language;
import dev.groundswell.simulator.catalogue.WordLists;
import dev.groundswell.simulator.chance.Chance;
import dev.groundswell.simulator.chance.Weighted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All simulated people: the same for the same seed, and a person stays who they are in a larger
 * one.
 */
public final class Population {
  private static final Home[] HOMES = Home.values();
  private static final Weighted WHERE =
      Weighted.by(Arrays.stream(HOMES).mapToDouble(Home::share).toArray());

  private final List<Listener> listeners;
  private final Map<String, Listener> byId = new HashMap<>();

  private Population(List<Listener> listeners) {
    this.listeners = List.copyOf(listeners);
    listeners.forEach(listener -> byId.put(listener.id(), listener));
  }

  /** The first {@code size} people of {@code seed}. */
  public static Population of(long seed, int size, Catalogue catalogue) {
    Map<String, Language> languages = WordLists.languages();
    List<Listener> people = new ArrayList<>(size);
    for (int number = 1; number <= size; number++) {
      people.add(person(seed, number, catalogue, languages));
    }
    return new Population(people);
  }

  private static Listener person(
      long seed, int number, Catalogue catalogue, Map<String, Language> languages) {
    Chance chance = Chance.of(seed, "listener", number);
    Home home = HOMES[WHERE.draw(chance)];
    Language language = Objects.requireNonNull(languages.get(home.language()));
    return new Listener(
        number,
        "31" + chance.base62(24).toLowerCase(Locale.ROOT),
        chance.base62(22),
        language.person(chance),
        chance.happens(0.7),
        home.zone(),
        chance.logNormal(1, 0.35),
        chance.normal(0, 1.3),
        Habits.of(seed, number),
        taste(home, catalogue, chance),
        devices(chance));
  }

  /** What everybody likes, bent to one's own and to one's language. */
  private static Weighted taste(Home home, Catalogue catalogue, Chance chance) {
    List<Genre> genres = catalogue.genres();
    double[] weights = new double[genres.size()];
    for (Genre genre : genres) {
      double weight = catalogue.charts().weight(genre) * chance.logNormal(1, 1.1);
      weights[genre.index()] = genre.languages().contains(home.language()) ? weight * 1.8 : weight;
    }
    return Weighted.by(weights);
  }

  private static List<Listener.Device> devices(Chance chance) {
    List<Listener.Device> devices = new ArrayList<>();
    devices.add(device("Phone", "Smartphone", chance));
    if (chance.happens(0.7)) {
      devices.add(device("Laptop", "Computer", chance));
    }
    if (chance.happens(0.4)) {
      devices.add(device("Kitchen speaker", "Speaker", chance));
    }
    return devices;
  }

  private static Listener.Device device(String name, String type, Chance chance) {
    String id = String.format(Locale.ROOT, "%016x%016x", chance.bits(), chance.bits());
    return new Listener.Device(id, name, type, 20 + chance.below(81));
  }

  public int size() {
    return listeners.size();
  }

  /** The people in the order of their numbers. */
  public List<Listener> listeners() {
    return listeners;
  }

  /** The person with this number, null where there is none. */
  public @Nullable Listener listener(int number) {
    return number >= 1 && number <= listeners.size() ? listeners.get(number - 1) : null;
  }

  /** The person with this user id, null where there is none. */
  public @Nullable Listener byId(String id) {
    return byId.get(id);
  }
}
