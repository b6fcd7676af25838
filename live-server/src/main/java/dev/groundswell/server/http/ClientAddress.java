package dev.groundswell.server.http;

import io.netty.util.NetUtil;
import io.vertx.rxjava3.core.http.HttpServerRequest;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The address a request came from, seen through the proxies this server was told to trust.
 *
 * <p>{@code X-Forwarded-For} is a list to which each proxy adds, on the right, whom it heard from;
 * everything left of what a trusted proxy wrote may be invented. So the list is walked from the
 * right, and the first address that is no trusted proxy is the client. From a peer that is not
 * trusted the header means nothing.
 */
public final class ClientAddress {
  private static final int LONGEST_CHAIN = 32;

  private final List<AddressRange> trusted;

  /**
   * @param trustedProxies addresses or CIDR ranges, {@code 10.0.0.0/8}, {@code fd00::/8}
   * @throws IllegalArgumentException naming the entry that is neither
   */
  public ClientAddress(List<String> trustedProxies) {
    this.trusted = trustedProxies.stream().map(AddressRange::parse).toList();
  }

  /** The client's address in its usual spelling; a connection that is already gone is 0.0.0.0. */
  public String of(RoutingContext ctx) {
    return of(ctx.request());
  }

  /** As {@link #of(RoutingContext)}. */
  public String of(HttpServerRequest request) {
    var peer = request.connection().getDelegate().remoteAddress(false);
    String host = peer == null ? null : peer.hostAddress();
    return resolve(host == null ? "0.0.0.0" : host, request.headers().getAll("X-Forwarded-For"));
  }

  /** What limits count by: an IPv4 address, or the /64 that one IPv6 customer has as a whole. */
  public String network(RoutingContext ctx) {
    return networkOf(of(ctx));
  }

  String resolve(String peer, List<String> forwardedFor) {
    InetAddress address = parse(peer);
    if (address == null) {
      return peer;
    }
    List<String> hops = hops(forwardedFor);
    for (int i = hops.size() - 1; i >= 0 && isTrusted(address); i--) {
      InetAddress before = parse(hops.get(i));
      if (before == null) {
        break;
      }
      address = before;
    }
    return spelled(address);
  }

  static String networkOf(String address) {
    InetAddress parsed = parse(address);
    if (parsed == null || parsed.getAddress().length == 4) {
      return address;
    }
    byte[] network = Arrays.copyOf(Arrays.copyOf(parsed.getAddress(), 8), 16);
    return spelled(addressOf(network)) + "/64";
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }

  private static List<String> hops(List<String> headers) {
    var hops = new ArrayList<String>();
    for (String header : headers) {
      for (String hop : header.split(",", -1)) {
        hops.add(hop.strip());
      }
    }
    return hops.subList(Math.max(0, hops.size() - LONGEST_CHAIN), hops.size());
  }

  /** A literal address without or with a port, never a name: nothing is looked up. */
  static @Nullable InetAddress parse(String literal) {
    String address = literal;
    if (address.startsWith("[")) {
      int end = address.indexOf(']');
      address = end < 0 ? "" : address.substring(1, end);
    } else if (address.indexOf(':') == address.lastIndexOf(':') && address.contains(":")) {
      address = address.substring(0, address.indexOf(':'));
    }
    int zone = address.indexOf('%');
    byte[] bytes =
        NetUtil.createByteArrayFromIpAddressString(zone < 0 ? address : address.substring(0, zone));
    return bytes == null ? null : addressOf(bytes);
  }

  /** IPv4 addresses written as IPv6 ({@code ::ffff:192.0.2.1}) come out as IPv4. */
  private static InetAddress addressOf(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
    }
  }

  private static String spelled(InetAddress address) {
    return NetUtil.toAddressString(address);
  }
}
