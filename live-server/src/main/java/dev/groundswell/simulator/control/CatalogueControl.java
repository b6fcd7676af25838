package dev.groundswell.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.population.Population;
import java.util.List;

/** Who and what there is. */
final class CatalogueControl {
  private static final int MOST_LISTED = 1_000;

  private final Catalogue catalogue;
  private final Population population;

  CatalogueControl(Catalogue catalogue, Population population) {
    this.catalogue = catalogue;
    this.population = population;
  }

  JsonNode listeners(ControlRequest request) {
    return ControlJson.listeners(page(population.listeners(), request));
  }

  JsonNode tracks(ControlRequest request) {
    return ControlJson.tracks(page(catalogue.charts().byRank(), request));
  }

  JsonNode artists(ControlRequest request) {
    return ControlJson.artists(page(catalogue.artists(), request));
  }

  JsonNode genres(ControlRequest request) {
    return ControlJson.genres(catalogue.genres());
  }

  private static <T> List<T> page(List<T> all, ControlRequest request) {
    int from = Math.min(request.number("offset", 0, Integer.MAX_VALUE), all.size());
    int limit = request.number("limit", 100, MOST_LISTED);
    return all.subList(from, (int) Math.min(all.size(), (long) from + limit));
  }
}
