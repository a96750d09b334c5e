/** Questions to name servers, by datagram and, for long answers, by connection. */
@NullMarked
package io.signalbox.probe.dns;

import org.jspecify.annotations.NullMarked;
