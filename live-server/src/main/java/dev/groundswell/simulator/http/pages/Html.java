package dev.groundswell.simulator.http.pages;

/** Plain HTML pages. */
public final class Html {
  private Html() {}

  /** {@code text} as it may stand in an element or in a quoted attribute. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * A whole page.
   *
   * @param title as text
   * @param body as HTML
   */
  public static String page(String title, String body) {
    return """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 2rem auto;
          padding: 0 1rem; color: #10222f; background: #f5f8fa }
        ul { list-style: none; padding: 0 }
        li { margin: .4rem 0; color: #506371 }
        button, input { font: inherit; padding: .4rem .8rem; min-height: 40px }
        img { border-radius: 8px }
        </style>
        %s
        </html>
        """
        .formatted(escape(title), body);
  }
}
