package dev.groundswell.simulator.population;

import java.time.ZoneId;

/**
 * A part of the world where listeners live.
 *
 * <p>The shares are spread over the day's time zones so that at every hour somebody is awake.
 */
enum Home {
  LONDON("Europe/London", 9, "english"),
  BERLIN("Europe/Berlin", 8, "german"),
  PARIS("Europe/Paris", 6, "french"),
  ROME("Europe/Rome", 4, "italian"),
  MADRID("Europe/Madrid", 5, "spanish"),
  LISBON("Europe/Lisbon", 2, "portuguese"),
  STOCKHOLM("Europe/Stockholm", 4, "swedish"),
  HELSINKI("Europe/Helsinki", 2, "finnish"),
  ISTANBUL("Europe/Istanbul", 4, "turkish"),
  BEIRUT("Asia/Beirut", 2, "arabic"),
  LAGOS("Africa/Lagos", 4, "yoruba"),
  KOLKATA("Asia/Kolkata", 9, "hindi"),
  SEOUL("Asia/Seoul", 7, "korean"),
  TOKYO("Asia/Tokyo", 9, "japanese"),
  SYDNEY("Australia/Sydney", 7, "english"),
  AUCKLAND("Pacific/Auckland", 3, "english"),
  HONOLULU("Pacific/Honolulu", 2, "english"),
  LOS_ANGELES("America/Los_Angeles", 10, "english"),
  MEXICO_CITY("America/Mexico_City", 6, "spanish"),
  NEW_YORK("America/New_York", 10, "english"),
  SAO_PAULO("America/Sao_Paulo", 7, "portuguese"),
  BUENOS_AIRES("America/Argentina/Buenos_Aires", 4, "spanish");

  private final ZoneId zone;
  private final double share;
  private final String language;

  Home(String zone, double share, String language) {
    this.zone = ZoneId.of(zone);
    this.share = share;
    this.language = language;
  }

  ZoneId zone() {
    return zone;
  }

  double share() {
    return share;
  }

  /** The language people are named in, and whose music they hear more of. */
  String language() {
    return language;
  }
}
