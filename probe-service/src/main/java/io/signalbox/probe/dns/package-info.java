/** DNS queries by datagram and, for long responses, over TCP. */
@NullMarked
package io.signalbox.probe.dns;

import org.jspecify.annotations.NullMarked;
