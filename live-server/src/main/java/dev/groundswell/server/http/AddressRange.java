package dev.groundswell.server.http;

import java.net.InetAddress;

/** A range of addresses that share their first {@code bits}. */
record AddressRange(InetAddress network, int bits) {

  /** Reads {@code 192.0.2.1}, {@code 10.0.0.0/8}, {@code ::1} or {@code fd00::/8}. */
  static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    InetAddress network = ClientAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (network == null) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no address; write 192.0.2.1 or 10.0.0.0/8");
    }
    int longest = network.getAddress().length * 8;
    int bits = slash < 0 ? longest : parseBits(text.substring(slash + 1));
    if (bits < 0 || bits > longest) {
      throw new IllegalArgumentException(
          "\"" + text + "\": the part after / must be 0 to " + longest);
    }
    return new AddressRange(network, bits);
  }

  boolean contains(InetAddress address) {
    byte[] ours = network.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += 8) {
      int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit));
      if (((ours[bit / 8] ^ theirs[bit / 8]) & mask & 0xff) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int parseBits(String text) {
    return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
  }
}
