package io.signalbox.probe.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/** Addresses that belong to the machine a prober runs on, where clouds tell its secrets: no answer may lead there. */
final class LocalAddresses {

    private static final int IPV4_BYTES = 4;
    /** Amazon's services on the link: metadata, credentials, time. */
    private static final byte[] AWS_LOCAL = {(byte) 0xfd, 0, 0x0e, (byte) 0xc2};
    /** IPv4 through a translator, RFC 6052. */
    private static final byte[] TRANSLATED = {0, 0x64, (byte) 0xff, (byte) 0x9b};

    private LocalAddresses() {}

    static boolean contain(InetAddress address) {
        if (address.isLinkLocalAddress()) {
            return true;
        }
        if (!(address instanceof Inet6Address)) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return begins(bytes, AWS_LOCAL) || (embedsIpv4(bytes) && bytes[12] == (byte) 169 && bytes[13] == (byte) 254);
    }

    private static boolean embedsIpv4(byte[] bytes) {
        return begins(bytes, TRANSLATED) || begins(bytes, new byte[bytes.length - IPV4_BYTES]);
    }

    private static boolean begins(byte[] bytes, byte[] with) {
        return Arrays.equals(bytes, 0, with.length, with, 0, with.length);
    }
}
