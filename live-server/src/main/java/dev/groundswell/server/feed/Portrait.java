package dev.groundswell.server.feed;

import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Figures;
import dev.groundswell.events.Part;
import dev.groundswell.events.Window;
import dev.groundswell.server.ledger.ItemView;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What there is of one item at one moment.
 *
 * @param item as the catalogue knows it
 * @param facts how many listen to it, or how many more it takes
 * @param windows plays, listeners and rank of each window, as far as they are told
 * @param snapshot the whole, empty before the jobs have made it
 */
public record Portrait(
    ItemView item, Figures facts, Map<Window, Figures> windows, Optional<Snapshot> snapshot) {

  public Portrait {
    windows = Map.copyOf(windows);
  }

  /** An item of which only the catalogue tells. */
  static Portrait of(ItemView item) {
    return new Portrait(item, Figures.NONE, Map.of(), Optional.empty());
  }

  static Portrait of(ItemView item, Version version, Optional<Snapshot> snapshot) {
    Map<Window, Figures> windows = new EnumMap<>(Window.class);
    for (BoardItem row : version.rows()) {
      Part part = Part.of(row.item());
      if (part == Part.WINDOW || part == Part.STANDING) {
        Window window = Window.values()[(int) Part.numberOf(row.item())];
        Figures before = windows.getOrDefault(window, Figures.NONE);
        windows.put(window, joined(before, row.figures()));
      }
    }
    return new Portrait(item, version.head().totals(), windows, snapshot);
  }

  private static Figures joined(Figures some, Figures others) {
    Figures all = some;
    for (Figure figure : Figure.values()) {
      if (others.has(figure)) {
        all = all.with(figure, others.get(figure));
      }
    }
    return all;
  }
}
