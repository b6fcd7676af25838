package dev.groundswell.simulator.catalogue;

/**
 * A fictional artist.
 *
 * @param index place in {@link Catalogue#artists()}
 * @param id like Spotify's: 22 digits and letters
 * @param genresListed whether the Web API tells the genre; for most artists it does not
 */
public record Artist(int index, String id, String name, Genre genre, boolean genresListed) {}
