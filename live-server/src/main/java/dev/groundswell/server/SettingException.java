package dev.groundswell.server;

/** A setting that stops the start; its message is one line: the name, what is wrong, the fix. */
public final class SettingException extends RuntimeException {
  private final String setting;

  /**
   * @param setting the name of the environment variable
   * @param problem what is wrong, as the end of a sentence that begins with the name
   * @param fix what to do, a sentence
   */
  public SettingException(String setting, String problem, String fix) {
    super(setting + " " + problem + ". " + fix);
    this.setting = setting;
  }

  /** The name of the environment variable at fault. */
  public String setting() {
    return setting;
  }
}
