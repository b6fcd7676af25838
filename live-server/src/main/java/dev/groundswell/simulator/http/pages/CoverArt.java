package dev.groundswell.simulator.http.pages;

import dev.groundswell.simulator.chance.Chance;
import java.util.List;
import java.util.Locale;

/** Covers made of a few plain shapes in three colours, drawn from the id alone. */
final class CoverArt {
  /** Ground, shape, second shape; chosen to stand apart at the size of a thumbnail. */
  private static final List<List<String>> PALETTES =
      List.of(
          List.of("#16324a", "#d0480f", "#16324a"),
          List.of("#f2b233", "#0b6fb8", "#16324a"),
          List.of("#b94d8c", "#84bcd6", "#f5e9dc"),
          List.of("#e6e1d3", "#b94d8c", "#16324a"),
          List.of("#0b6fb8", "#f2b233", "#f5e9dc"),
          List.of("#0e8f6f", "#0b6fb8", "#f2b233"),
          List.of("#d0480f", "#16324a", "#f2b233"),
          List.of("#16324a", "#84bcd6", "#f2b233"),
          List.of("#84bcd6", "#16324a", "#d0480f"),
          List.of("#3d2b56", "#f28c6a", "#f2d7b3"),
          List.of("#f5e9dc", "#0e8f6f", "#d0480f"),
          List.of("#5b1f2e", "#e6b8a2", "#f2b233"));

  private CoverArt() {}

  static String svg(String id) {
    Chance chance = Chance.of(id.hashCode(), "cover");
    List<String> colours = chance.pick(PALETTES);
    String shapes =
        switch (chance.below(8)) {
          case 0 -> quarters(chance);
          case 1 -> bars(chance);
          case 2 -> disc(chance);
          case 3 -> diagonal(chance);
          case 4 -> waves(chance);
          case 5 -> corner(chance);
          case 6 -> stairs(chance);
          default -> moons(chance);
        };
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="640" height="640">\
        <rect width="64" height="64" fill="%s"/>%s</svg>
        """
        .formatted(
            colours.get(0), shapes.replace("{1}", colours.get(1)).replace("{2}", colours.get(2)));
  }

  private static String quarters(Chance chance) {
    int radius = 40 + chance.below(20);
    int turn = 90 * chance.below(4);
    return format(
        "<g transform=\"rotate(%d 32 32)\"><circle cy=\"64\" r=\"%d\" fill=\"{1}\"/>"
            + "<circle cy=\"64\" r=\"%d\" fill=\"{2}\"/></g>",
        turn, radius, radius / 2);
  }

  private static String bars(Chance chance) {
    int count = 4 + chance.below(3);
    var bars = new StringBuilder();
    double step = 56.0 / count;
    for (int i = 0; i < count; i++) {
      int height = 12 + chance.below(44);
      bars.append(
          format(
              "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"{1}\"/>",
              4 + i * step, 64 - height, step * 0.66, height));
    }
    return bars.toString();
  }

  private static String disc(Chance chance) {
    return format(
        "<circle cx=\"32\" cy=\"%d\" r=\"%d\" fill=\"{1}\"/>",
        28 + chance.below(9), 14 + chance.below(10));
  }

  private static String diagonal(Chance chance) {
    int fold = chance.below(30);
    return format(
        "<g transform=\"rotate(%d 32 32)\"><path d=\"M0 64V%dL%d 0H64z\" fill=\"{1}\"/></g>",
        90 * chance.below(4), fold, fold);
  }

  private static String waves(Chance chance) {
    int height = 26 + chance.below(14);
    int swing = 6 + chance.below(8);
    return wave(height, swing, "{1}")
        + (chance.happens(0.5) ? wave(height + 16, swing, "{2}") : "");
  }

  private static String wave(int height, int swing, String colour) {
    return format(
        "<path d=\"M0 %dQ16 %d 32 %dT64 %dV64H0z\" fill=\"%s\"/>",
        height, height - swing * 2, height, height, colour);
  }

  private static String corner(Chance chance) {
    int width = 10 + chance.below(10);
    return format(
        "<g transform=\"rotate(%d 32 32)\"><path d=\"M14 14H50V%dH%dV50H14z\" fill=\"{1}\"/></g>",
        90 * chance.below(4), 14 + width, 14 + width);
  }

  private static String stairs(Chance chance) {
    int steps = 3 + chance.below(3);
    double step = 64.0 / steps;
    var stairs = new StringBuilder();
    for (int i = 0; i < steps; i++) {
      stairs.append(
          format(
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"64\" fill=\"%s\"/>",
              i * step, 64 - (i + 1) * step, step + 0.2, i == steps - 1 ? "{2}" : "{1}"));
    }
    return format("<g transform=\"rotate(%d 32 32)\">%s</g>", 90 * chance.below(4), stairs);
  }

  private static String moons(Chance chance) {
    int shift = 8 + chance.below(10);
    int radius = 14 + chance.below(8);
    return format(
        "<circle cx=\"%d\" cy=\"32\" r=\"%d\" fill=\"{1}\"/>"
            + "<circle cx=\"%d\" cy=\"32\" r=\"%d\" fill=\"{2}\" fill-opacity=\".85\"/>",
        32 - shift, radius, 32 + shift, radius);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
