package dev.groundswell.testing;

import io.vertx.rxjava3.core.Vertx;

/** The Vert.x of all integration tests of this JVM. */
public final class TestVertx {
  private static final Vertx SHARED = Vertx.vertx();

  private TestVertx() {}

  public static Vertx shared() {
    return SHARED;
  }
}
