package io.signalbox.actuator.http;

import java.io.IOException;
import java.io.Serial;
import java.net.InetAddress;

/** A host has an address that no topology may lead to. */
final class RefusedAddressException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    RefusedAddressException(InetAddress address) {
        super(address.getHostAddress());
    }
}
