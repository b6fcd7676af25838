package dev.groundswell.simulator.population;

import dev.groundswell.simulator.chance.Weighted;
import java.time.ZoneId;
import java.util.List;

/**
 * A simulated person.
 *
 * @param number from 1; what sign-in and the control interface know a person by
 * @param id the user id that the Web API tells
 * @param accountId the immutable account id that the Web API tells
 * @param hasPicture whether the profile has a picture
 * @param zone whose clock the person lives by
 * @param activity how much the person listens, 1 being usual
 * @param lateBy by how many hours the person's day is later than usual
 * @param habits how the person listens
 * @param taste draws the index of a genre
 * @param devices what the person listens on, the usual one first
 */
public record Listener(
    int number,
    String id,
    String accountId,
    String name,
    boolean hasPicture,
    ZoneId zone,
    double activity,
    double lateBy,
    Habits habits,
    Weighted taste,
    List<Device> devices) {

  public Listener {
    devices = List.copyOf(devices);
  }

  /**
   * Something that plays music.
   *
   * @param type in Spotify's words: Computer, Smartphone, Speaker
   * @param volume in percent
   */
  public record Device(String id, String name, String type, int volume) {}
}
