package io.agender.runtime.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Who a connection counts for: the address it comes from. Of an IPv6 address the first 64 bits, because whoever has one
 * has all the others that begin so.
 */
public final class ClientAddress {

    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /** The client at the other end of a connection. */
    public static String of(SocketAddress remote) {
        return remote instanceof InetSocketAddress internet && internet.getAddress() != null
                ? of(internet.getAddress())
                : String.valueOf(remote);
    }

    /** The client of an address as text, such as a servlet gives it; no name is looked up. */
    public static String of(String literal) {
        boolean address = literal != null && literal.matches("[0-9a-fA-F:.\\[\\]]+");
        try {
            return address ? of(InetAddress.getByName(literal)) : String.valueOf(literal);
        } catch (UnknownHostException e) {
            return literal;
        }
    }

    private static String of(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] network = Arrays.copyOf(address.getAddress(), 2 * NETWORK_BYTES);
        if (!address.isLoopbackAddress()) {
            Arrays.fill(network, NETWORK_BYTES, 2 * NETWORK_BYTES, (byte) 0);
        }
        try {
            return InetAddress.getByAddress(network).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Sixteen bytes are an address.", e);
        }
    }
}
