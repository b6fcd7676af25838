package dev.groundswell.server.account;

import org.jspecify.annotations.Nullable;

/**
 * Who signed in, as the provider says.
 *
 * @param subject the provider's name for the person, which never changes: accounts are linked by it
 * @param displayName null where there is none
 */
public record Profile(String subject, @Nullable String displayName) {

  public Profile {
    if (subject.isEmpty()) {
      throw new IllegalArgumentException("a profile needs a subject");
    }
  }

  @Override
  public String toString() {
    return "Profile[]";
  }
}
