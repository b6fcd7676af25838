package dev.groundswell.server.ops;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

/** HTML under construction: everything that is not a tag is escaped. */
final class Markup {
  private final StringBuilder html = new StringBuilder(8_192);

  /** Markup as it stands here; never anything that was told from outside. */
  @CanIgnoreReturnValue
  Markup raw(String markup) {
    html.append(markup);
    return this;
  }

  @CanIgnoreReturnValue
  Markup text(Object value) {
    String text = String.valueOf(value);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '&' -> html.append("&amp;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(c);
      }
    }
    return this;
  }

  /**
   * An element with a text; {@code kind} is its name, or its name and a class with a dot between.
   */
  @CanIgnoreReturnValue
  Markup element(String kind, Object value) {
    int dot = kind.indexOf('.');
    String name = dot < 0 ? kind : kind.substring(0, dot);
    html.append('<').append(name);
    if (dot >= 0) {
      html.append(" class=\"").append(kind.substring(dot + 1)).append('"');
    }
    html.append('>');
    return text(value).raw("</" + name + ">");
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
