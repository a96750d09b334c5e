/** The client side of TLS: trust, client certificates, and when a server's certificate chain expires. */
@NullMarked
package io.signalbox.probe.certificates;

import org.jspecify.annotations.NullMarked;
